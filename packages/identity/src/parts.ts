import { conflict, type HeldId, type HoldingAccount, heldId } from "./account.ts";

/** One growing person: the stable ids its accounts hold, by platform, and the accounts it must never hold. */
type Part = { size: number; held: Map<string, Holding>; apart: Set<number> };
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

/** Two accounts, one of each person, that hold different ids of one platform; null where there are none. */
export function clash(all: Parts, rootA: number, rootB: number): { accounts: number[]; platform: string } | null {
  const [one, other] = [partOf(all, rootA), partOf(all, rootB)];
  const [smaller, larger] = one.held.size <= other.held.size ? [one, other] : [other, one];
  const platform = [...smaller.held.keys()]
    .filter((name) => conflict(holding(smaller, name), holding(larger, name)))
    .sort()[0];
  if (platform === undefined) return null;
  const accounts = [smaller, larger].flatMap(({ held }) => held.get(platform)?.account ?? []);
  return { accounts: accounts.sort((x, y) => x - y), platform };
}

/** Makes two growing persons one. */
export function join(all: Parts, rootA: number, rootB: number): void {
  const [one, other] = [partOf(all, rootA), partOf(all, rootB)];
  const [into, kept, from, gone] = one.size >= other.size ? [rootA, one, rootB, other] : [rootB, other, rootA, one];
  all.parents.set(from, into);
  kept.size += gone.size;
  for (const [platform, held] of gone.held) {
    const known = kept.held.get(platform);
    if (known === undefined || held.account < known.account) kept.held.set(platform, held);
  }
  for (const id of gone.apart) kept.apart.add(id);
  all.parts.delete(from);
}

function holding({ held }: Part, platform: string): HeldId | null {
  const known = held.get(platform);
  return known === undefined ? null : { platform, id: known.id };
}

function partOf(all: Parts, root: number): Part {
  const known = all.parts.get(root);
  if (known) return known;
  const account = all.accounts.get(root);
  const held = account ? heldId(account) : null;
  const part: Part = {
    size: 1,
    held: new Map(held ? [[held.platform, { account: root, id: held.id }]] : []),
    apart: new Set(),
  };
  all.parts.set(root, part);
  return part;
}
