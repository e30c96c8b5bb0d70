/** An account as persons are made of. */
export type PersonAccount = { id: number; platform: string };

/** A link that holds; `byPerson`: a person decided it, so it goes before every automatic one and may join ids of one platform. */
export type AcceptedLink = { a: number; b: number; confidence: number; byPerson?: boolean };

/** Two accounts that a person said are not one. */
export type CannotLink = { a: number; b: number };

/** An accepted link that joined nothing, and why. */
export type LeftOut = { a: number; b: number; why: string };

/** `persons`: the person of every account, which is the smallest account id of that person. `leftOut` is ordered by `a` and `b`. */
export type Resolution = { persons: Map<number, number>; leftOut: LeftOut[] };

/** One growing person: its accounts' platforms and the accounts it must never hold. */
type Part = { least: number; size: number; platforms: Map<string, number>; apart: Set<number> };

/**
 * Derives persons from accounts and links: union-find over accepted links, the most certain first. A link is left out where it would
 * bring together, anywhere in the two persons, accounts that a person keeps apart or (unless a person decided it) two ids of one platform.
 * The result depends on what is given and not on its order, and on nothing that was resolved before.
 */
export function resolve(
  accounts: readonly PersonAccount[],
  accepted: readonly AcceptedLink[],
  cannot: readonly CannotLink[],
): Resolution {
  const parents = new Map(accounts.map(({ id }) => [id, id]));
  const parts = new Map(
    accounts.map(({ id, platform }): [number, Part] => [
      id,
      { least: id, size: 1, platforms: new Map([[platform, id]]), apart: new Set() },
    ]),
  );
  for (const { a, b } of cannot) {
    parts.get(a)?.apart.add(b);
    parts.get(b)?.apart.add(a);
  }

  const leftOut: LeftOut[] = [];
  for (const link of inOrder(accepted)) {
    const [rootA, rootB] = [find(parents, link.a), find(parents, link.b)];
    const [one, other] = [parts.get(rootA), parts.get(rootB)];
    const why = one && other ? objection(parents, [rootA, one], [rootB, other], link) : missing(parents, link);
    if (why !== null) leftOut.push({ a: Math.min(link.a, link.b), b: Math.max(link.a, link.b), why });
    else if (rootA !== rootB && one && other) join(parents, parts, [rootA, one], [rootB, other]);
  }
  const persons = new Map<number, number>();
  for (const { id } of accounts) persons.set(id, parts.get(find(parents, id))?.least ?? id);
  return { persons, leftOut: leftOut.sort((x, y) => x.a - y.a || x.b - y.b || (x.why < y.why ? -1 : 1)) };
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

function inOrder(accepted: readonly AcceptedLink[]): AcceptedLink[] {
  return [...accepted].sort(
    (x, y) =>
      Number(y.byPerson ?? false) - Number(x.byPerson ?? false) ||
      y.confidence - x.confidence ||
      Math.min(x.a, x.b) - Math.min(y.a, y.b) ||
      Math.max(x.a, x.b) - Math.max(y.a, y.b),
  );
}

function find(parents: Map<number, number>, id: number): number {
  let at = id;
  for (;;) {
    const parent = parents.get(at) ?? at;
    if (parent === at) return at;
    const above = parents.get(parent) ?? parent;
    parents.set(at, above);
    at = above;
  }
}

function missing(parents: Map<number, number>, { a, b }: AcceptedLink): string {
  const absent = [Math.min(a, b), Math.max(a, b)].filter((id) => !parents.has(id));
  return `there is no account ${absent.join(" and no account ")}`;
}

function objection(
  parents: Map<number, number>,
  [rootA, one]: [number, Part],
  [rootB, other]: [number, Part],
  link: AcceptedLink,
): string | null {
  // A pair kept apart is noted on both sides, so looking through the shorter list is enough.
  const [fewer, root] = one.apart.size <= other.apart.size ? [one, rootB] : [other, rootA];
  for (const id of fewer.apart)
    if (parents.has(id) && find(parents, id) === root)
      return "a person said that accounts of the two are not one person";
  if (rootA === rootB || link.byPerson) return null;
  const [smaller, larger] = one.platforms.size <= other.platforms.size ? [one, other] : [other, one];
  const shared = [...smaller.platforms.keys()].filter((platform) => larger.platforms.has(platform)).sort()[0];
  if (shared === undefined) return null;
  const ids = [one.platforms.get(shared) ?? 0, other.platforms.get(shared) ?? 0].sort((x, y) => x - y);
  return `it would join the accounts ${ids.join(" and ")}, both of ${shared}`;
}

function join(
  parents: Map<number, number>,
  parts: Map<number, Part>,
  [rootA, one]: [number, Part],
  [rootB, other]: [number, Part],
): void {
  const [[into, kept], [from, gone]] =
    one.size >= other.size
      ? [
          [rootA, one],
          [rootB, other],
        ]
      : [
          [rootB, other],
          [rootA, one],
        ];
  parents.set(from, into);
  kept.least = Math.min(kept.least, gone.least);
  kept.size += gone.size;
  for (const [platform, id] of gone.platforms)
    kept.platforms.set(platform, Math.min(id, kept.platforms.get(platform) ?? id));
  for (const id of gone.apart) kept.apart.add(id);
  parts.delete(from);
}
