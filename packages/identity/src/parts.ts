import { type HoldingAccount, heldId } from "./account.ts";

/** One growing person: the stable ids its accounts hold, by platform, and the accounts it must never hold. */
type Part = { size: number; held: Map<string, Holding[]>; apart: Set<number> };
/** An id and the first account that holds it. A growing person has several of one platform where a person said so. */
type Holding = { account: number; id: string };

/** Persons while they are put together: every account begins as one of its own. */
export type Parts = {
  accounts: ReadonlyMap<number, HoldingAccount>;
  parents: Map<number, number>;
  parts: Map<number, Part>;
};

/** Accounts before any link. Only those that links name take room. */
export function startParts(accounts: ReadonlyMap<number, HoldingAccount>): Parts {
  return { accounts, parents: new Map(), parts: new Map() };
}

/** Notes two accounts that no link may bring together. */
export function keepApart(all: Parts, a: number, b: number): void {
  partOf(all, a).apart.add(b);
  partOf(all, b).apart.add(a);
}

/** The account that stands for all of a growing person. */
export function rootOf({ parents }: Parts, id: number): number {
  let at = id;
  for (;;) {
    const parent = parents.get(at) ?? at;
    if (parent === at) return at;
    const above = parents.get(parent) ?? parent;
    parents.set(at, above);
    at = above;
  }
}

/** How many accounts a growing person has, told by its root. */
export function sizeOf({ parts }: Parts, root: number): number {
  return parts.get(root)?.size ?? 1;
}

/** Whether a person said that accounts of the two are not one person. */
export function keptApart(all: Parts, rootA: number, rootB: number): boolean {
  const [one, other] = [all.parts.get(rootA), all.parts.get(rootB)];
  if (!one || !other) return false;
  // A pair kept apart is noted on both sides, so looking through the shorter list is enough.
  const [fewer, root] = one.apart.size <= other.apart.size ? [one, rootB] : [other, rootA];
  for (const id of fewer.apart) if (all.accounts.has(id) && rootOf(all, id) === root) return true;
  return false;
}

/**
 * Two accounts, one of each person, that hold different ids of one platform; null where there are none, or where one person has all ids that the
 * other has: nothing new is said then of who holds what.
 */
export function clash(all: Parts, rootA: number, rootB: number): { accounts: number[]; platform: string } | null {
  const [one, other] = [partOf(all, rootA), partOf(all, rootB)];
  const [smaller, larger] = one.held.size <= other.held.size ? [one, other] : [other, one];
  const found = [...smaller.held.keys()].sort().flatMap((platform) => {
    const [here, there] = [smaller.held.get(platform) ?? [], larger.held.get(platform) ?? []];
    const [ownHere, ownThere] = [firstBeside(here, there), firstBeside(there, here)];
    return ownHere === null || ownThere === null ? [] : [{ accounts: [ownHere, ownThere], platform }];
  })[0];
  return found ? { ...found, accounts: found.accounts.sort((x, y) => x - y) } : null;
}

/** The first account that holds an id which none of the others holds. */
function firstBeside(some: readonly Holding[], others: readonly Holding[]): number | null {
  const own = some.filter(({ id }) => !others.some((one) => one.id === id)).map(({ account }) => account);
  return own.length === 0 ? null : Math.min(...own);
}

/** Makes two growing persons one. */
export function join(all: Parts, rootA: number, rootB: number): void {
  const [one, other] = [partOf(all, rootA), partOf(all, rootB)];
  const [into, kept, from, gone] = one.size >= other.size ? [rootA, one, rootB, other] : [rootB, other, rootA, one];
  all.parents.set(from, into);
  kept.size += gone.size;
  for (const [platform, held] of gone.held) {
    const known = kept.held.get(platform);
    if (known) for (const one of held) note(known, one);
    else kept.held.set(platform, held);
  }
  for (const id of gone.apart) kept.apart.add(id);
  all.parts.delete(from);
}

function note(known: Holding[], { account, id }: Holding): void {
  const same = known.find((one) => one.id === id);
  if (same) same.account = Math.min(same.account, account);
  else known.push({ account, id });
}

function partOf(all: Parts, root: number): Part {
  const known = all.parts.get(root);
  if (known) return known;
  const account = all.accounts.get(root);
  const held = account ? heldId(account) : null;
  const part: Part = {
    size: 1,
    held: new Map(held ? [[held.platform, [{ account: root, id: held.id }]]] : []),
    apart: new Set(),
  };
  all.parts.set(root, part);
  return part;
}
