/**
 * Rank-biased overlap of two rankings, extrapolated beyond their ends: 0 for nothing in common, 1 for the same, and the first places
 * weigh most (`RBO_EXT`, equation 32 of Webber, Moffat and Zobel, ACM Transactions on Information Systems 28, 2010).
 * @param p how likely a reader goes on to the next place; at 0.9 the first ten places weigh about 86 %
 * @returns null where either ranking is empty
 * @throws RangeError where a ranking names a key twice
 */
export function rankBiasedOverlap(a: readonly string[], b: readonly string[], p = 0.9): number | null {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return null;
  if (new Set(a).size !== a.length || new Set(b).size !== b.length)
    throw new RangeError("A ranking names a key twice: give every key one place.");
  const s = short.length;
  const l = long.length;
  const seen = new Set<string>();
  let common = 0;
  let commonOfShort = 0;
  let sum = 0;
  for (let depth = 1; depth <= l; depth += 1) {
    for (const key of [short[depth - 1], long[depth - 1]]) {
      if (key === undefined) continue;
      if (seen.has(key)) common += 1;
      else seen.add(key);
    }
    if (depth === s) commonOfShort = common;
    sum += (common / depth) * p ** depth;
    if (depth > s) sum += ((commonOfShort * (depth - s)) / (s * depth)) * p ** depth;
  }
  const tail = ((common - commonOfShort) / l + commonOfShort / s) * p ** l;
  return Math.min(1, Math.max(0, ((1 - p) / p) * sum + tail));
}
