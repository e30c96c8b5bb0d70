import type { HoldingAccount } from "./account.ts";
import { bridgesOf } from "./bridges.ts";
import { methods, tierOf } from "./methods.ts";
import { clash, join, keepApart, keptApart, type Parts, rootOf, sizeOf, startParts } from "./parts.ts";
import { keepPersonIds } from "./person-ids.ts";

/** An account as persons are made of. Tell `platformId` and `emailHash` too: an address is not an id that a person has only one of. */
export type PersonAccount = HoldingAccount;

/** A link that holds; `byPerson`: a person decided it, so it goes before every automatic one and may join ids of one platform. */
export type AcceptedLink = { a: number; b: number; confidence: number; byPerson?: boolean };

/** Two accounts that a person said are not one. */
export type CannotLink = { a: number; b: number };

/** An accepted link that joined nothing, and why; `review`: it may well be right, and a person should look. */
export type LeftOut = { a: number; b: number; why: string; review?: true };

/** `persons`: the person of every account. `leftOut` is ordered by `a` and `b`. */
export type Resolution = { persons: Map<number, number>; leftOut: LeftOut[] };

/** What else persons depend on. */
export type ResolveOptions = {
  /** The person that each account had before: a person keeps its id through changes. */
  previous?: ReadonlyMap<number, number>;
  /** The accounts of each locked person: nothing automatic adds to them or takes from them. */
  locks?: readonly (readonly number[])[];
  /** A person of more accounts than this is looked at by somebody first; 8 unless told. */
  mostAccounts?: number;
};

/** A medium link that alone holds together two parts of this many accounts each is looked at first. */
const leastPart = 2;
const mostAccountsUnseen = 8;

/**
 * Derives persons from accounts and links: union-find over accepted links, the most certain first. A link is left out where it would
 * bring together, anywhere in the two persons, accounts that a person keeps apart, or (unless a person decided it) two ids of one
 * platform, a locked person and anybody else. Left for review is an automatic link that makes a person of too many accounts (unless
 * the platform itself states it), and a medium one that alone holds two parts of a person together.
 * The result depends on what is given and not on its order.
 */
export function resolve(
  accounts: readonly PersonAccount[],
  accepted: readonly AcceptedLink[],
  cannot: readonly CannotLink[],
  { previous = new Map(), locks = [], mostAccounts = mostAccountsUnseen }: ResolveOptions = {},
): Resolution {
  const known = new Map(accounts.map((account) => [account.id, account]));
  const locked = new Map(locks.flatMap((members, lock) => members.map((id): [number, number] => [id, lock])));
  const links = [...locks.flatMap(chain), ...accepted].map(inAscent).sort(byCertainty);
  const bridges = new Set<AcceptedLink>();
  for (;;) {
    const parts = startParts(known);
    for (const { a, b } of cannot) keepApart(parts, a, b);
    const leftOut: LeftOut[] = [];
    const used: AcceptedLink[] = [];
    for (const link of links) {
      const why = bridges.has(link) ? bridgeHeld : objection(parts, link, locked, mostAccounts);
      if (why !== null) leftOut.push({ a: link.a, b: link.b, ...why });
      else used.push(link);
      const [rootA, rootB] = [rootOf(parts, link.a), rootOf(parts, link.b)];
      if (why === null && rootA !== rootB) join(parts, rootA, rootB);
    }
    const more = weakBridges(used);
    // Without a bridge what stood in the way of other links may be gone, so all is put together again.
    for (const link of more) bridges.add(link);
    if (more.length === 0) return { persons: name(accounts, parts, previous), leftOut: inOrder(leftOut) };
  }
}

/**
 * Every account that links lead to from the given ones, themselves included. After links changed, resolving only what the old and the new
 * links reach from their ends gives the same persons as resolving everything.
 */
export function reach(from: Iterable<number>, links: readonly { a: number; b: number }[]): Set<number> {
  const neighbours = new Map<number, number[]>();
  const note = (a: number, b: number) => {
    const known = neighbours.get(a);
    if (known) known.push(b);
    else neighbours.set(a, [b]);
  };
  for (const { a, b } of links) {
    note(a, b);
    note(b, a);
  }
  const reached = new Set(from);
  // A set hands out what is added to it while it is walked.
  for (const id of reached) for (const next of neighbours.get(id) ?? []) reached.add(next);
  return reached;
}

type Why = { why: string; review?: true };

const bridgeHeld: Why = { why: "it alone holds two parts of a person together, and is not strong", review: true };

/** Links that hold together what a lock says is one person. */
function chain(members: readonly number[]): AcceptedLink[] {
  const sorted = [...members].sort((x, y) => x - y);
  return sorted.slice(1).map((id, at) => ({ a: sorted[at] ?? id, b: id, confidence: 1, byPerson: true }));
}

function inAscent(link: AcceptedLink): AcceptedLink {
  return link.a <= link.b ? link : { ...link, a: link.b, b: link.a };
}

function byCertainty(x: AcceptedLink, y: AcceptedLink): number {
  return (
    Number(y.byPerson ?? false) - Number(x.byPerson ?? false) || y.confidence - x.confidence || x.a - y.a || x.b - y.b
  );
}

function objection(
  parts: Parts,
  { a, b, byPerson, confidence }: AcceptedLink,
  locked: Map<number, number>,
  mostAccounts: number,
): Why | null {
  const absent = [a, b].filter((id) => !parts.accounts.has(id));
  if (absent.length > 0) return { why: "an account that it is about is gone" };
  const [rootA, rootB] = [rootOf(parts, a), rootOf(parts, b)];
  if (keptApart(parts, rootA, rootB)) return { why: "a person said that accounts of the two are not one person" };
  if (byPerson) return null;
  if (locked.get(a) !== locked.get(b)) return { why: "a person locked the accounts of one of the two" };
  if (rootA === rootB) return null;
  const two = clash(parts, rootA, rootB);
  if (two !== null) {
    const accounts = two.accounts.map((id) => labelOf(parts, id)).join(" and ");
    return { why: `it would join ${accounts}, both of ${two.platform}` };
  }
  const size = sizeOf(parts, rootA) + sizeOf(parts, rootB);
  if (size <= mostAccounts || confidence >= methods["network-account"].confidence) return null;
  return { why: `it would make a person of ${size} accounts, more than ${mostAccounts}`, review: true };
}

/** An account as people name it; the store's own number only where nothing else is told. */
function labelOf({ accounts }: Parts, id: number): string {
  const account = accounts.get(id);
  return account?.platformId === undefined ? `account ${id}` : `${account.platform}:${account.platformId}`;
}

function weakBridges(used: readonly AcceptedLink[]): AcceptedLink[] {
  const isMedium = (link: AcceptedLink) => !link.byPerson && ["medium", "weak"].includes(tierOf(link.confidence));
  if (!used.some(isMedium)) return [];
  const found = bridgesOf(used, leastPart);
  return found.flatMap((index) => used[index] ?? []).filter(isMedium);
}

function name(accounts: readonly PersonAccount[], parts: Parts, previous: ReadonlyMap<number, number>) {
  const persons = new Map<number, number>(accounts.map(({ id }) => [id, id]));
  const groups = new Map<number, number[]>();
  for (const { id } of accounts) {
    const root = rootOf(parts, id);
    // Who was alone and still is keeps the id that is the account's own, and most are.
    if (root === id && sizeOf(parts, id) === 1 && previous.size === 0) continue;
    const group = groups.get(root);
    if (group) group.push(id);
    else groups.set(root, [id]);
  }
  for (const [id, person] of keepPersonIds([...groups.values()], previous)) persons.set(id, person);
  return persons;
}

function inOrder(leftOut: LeftOut[]): LeftOut[] {
  return leftOut.sort((x, y) => x.a - y.a || x.b - y.b || (x.why < y.why ? -1 : 1));
}
