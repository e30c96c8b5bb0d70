import padjust from "@stdlib/stats-padjust";

/**
 * What each p-value is worth among all that were tested together (Benjamini and Hochberg, JRSS B 57, 1995): of those with at most `q`, a
 * share of at most `q` is expected to be chance. What was not tested is null, and does not count.
 */
export function adjustedForAll(ps: readonly (number | null)[]): (number | null)[] {
  const tested = ps.flatMap((p, at) => (p === null ? [] : [{ p, at }]));
  const adjusted: (number | null)[] = ps.map(() => null);
  if (tested.length === 0) return adjusted;
  const qs = padjust(
    tested.map(({ p }) => p),
    "bh",
  );
  for (const [place, { at }] of tested.entries()) adjusted[at] = qs[place] ?? null;
  return adjusted;
}
