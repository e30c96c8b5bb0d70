/** Activity in one space, in whatever unit a weighting gave it: at least 0, not always whole. */
export type SpaceCount = { key: string; count: number };

/** head: up to and with the space that reaches half of all activity; torso: up to and with the one that reaches 80 %; tail: the others. */
export type Tier = "head" | "torso" | "tail";

/** A space in its place. Spaces with equal counts share the better rank; shares are 0..1, null where nothing happened anywhere. */
export type RankedSpace = SpaceCount & {
  rank: number;
  share: number | null;
  cumulativeShare: number | null;
  tier: Tier;
};

/** Whether a running sum has reached a share of the total. */
export function reaches(sum: number, total: number, share: number): boolean {
  // Split weights are sums of fractions: ten tenths must reach one.
  return sum >= share * total - total * 1e-10;
}

/** How many of the largest counts together reach a share of their total, the one that crosses it included; 0 of none. */
export function fewestReaching(descending: ArrayLike<number>, total: number, share: number): number {
  let sum = 0;
  for (let at = 0; at < descending.length; at += 1) {
    sum += descending[at] ?? 0;
    if (reaches(sum, total, share)) return at + 1;
  }
  return 0;
}

/**
 * Spaces by activity: count descending, then key ascending by code unit, so that no order of input can show through.
 * @throws RangeError on a count that is negative or not finite, and on a key given twice
 */
export function orderSpaces(counts: readonly SpaceCount[]): SpaceCount[] {
  const keys = new Set<string>();
  for (const { key, count } of counts) {
    if (!(count >= 0 && Number.isFinite(count)))
      throw new RangeError(`The count of space ${key} is ${count}: give a finite number of at least 0.`);
    if (keys.has(key)) throw new RangeError(`Space ${key} is counted twice: add its counts up first.`);
    keys.add(key);
  }
  return [...counts].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

/**
 * Every space with its rank, share and tier, the most active first.
 * The space that crosses 50 % belongs to the head and the one that crosses 80 % to the torso: a community with one space
 * has a head of one, not a tail of one. Silent spaces are always tail.
 */
export function rankSpaces(counts: readonly SpaceCount[]): RankedSpace[] {
  const ordered = orderSpaces(counts);
  const total = ordered.reduce((sum, { count }) => sum + count, 0);
  let before = 0;
  let rank = 0;
  return ordered.map(({ key, count }, index) => {
    if (count !== ordered[index - 1]?.count) rank = index + 1;
    const tier = count === 0 || reaches(before, total, 0.8) ? "tail" : reaches(before, total, 0.5) ? "torso" : "head";
    before += count;
    if (total === 0) return { key, count, rank, share: null, cumulativeShare: null, tier };
    return { key, count, rank, share: count / total, cumulativeShare: before / total, tier };
  });
}

/** The keys of the first `k` active spaces. */
export function topSpaces(counts: readonly SpaceCount[], k: number): string[] {
  return orderSpaces(counts)
    .filter(({ count }) => count > 0)
    .slice(0, k)
    .map(({ key }) => key);
}

/** How much of the first `k` changed between two windows: 1 - Jaccard of the two sets, 0..1; null where both are empty. */
export function turnover(before: readonly SpaceCount[], now: readonly SpaceCount[], k = 5): number | null {
  const old = new Set(topSpaces(before, k));
  const top = topSpaces(now, k);
  const kept = top.filter((key) => old.has(key)).length;
  const either = old.size + top.length - kept;
  return either === 0 ? null : 1 - kept / either;
}

/** Whether several weightings of the same signals name the same first `k` spaces, in any order. */
export function topSetAgrees(weightings: readonly (readonly SpaceCount[])[], k = 5): boolean {
  const sets = weightings.map((counts) => JSON.stringify(topSpaces(counts, k).sort()));
  return new Set(sets).size <= 1;
}
