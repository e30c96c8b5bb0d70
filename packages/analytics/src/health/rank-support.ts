import type { Need, SupportReach } from "./support-need.ts";

/** A space with what its ranks are made from; a need of null is insufficient. */
export type Supportable = { key: string; need: Need | null; reach: SupportReach };

/** Both ranks of a space, 1 being first; null where its need is insufficient to tell. Equals share the better rank. */
export type SupportRanks = { rank: number | null; reachRank: number | null };

/**
 * Ranks the spaces twice, never in one sum: by unmet need, and by people reached (askers and views break ties). A space where nobody is
 * in need has no place in either.
 */
export function rankSupport(spaces: readonly Supportable[]): Map<string, SupportRanks> {
  const known = spaces.filter(({ need }) => need !== null && need.need > 0);
  const byNeed = ranksBy(known, (a, b) => (b.need?.need ?? 0) - (a.need?.need ?? 0));
  const byReach = ranksBy(known, (a, b) => compareReach(b.reach, a.reach));
  return new Map(
    spaces.map(({ key }) => [key, { rank: byNeed.get(key) ?? null, reachRank: byReach.get(key) ?? null }]),
  );
}

function compareReach(a: SupportReach, b: SupportReach): number {
  return a.people - b.people || a.askers - b.askers || (a.views ?? 0) - (b.views ?? 0);
}

function ranksBy(spaces: readonly Supportable[], compare: (a: Supportable, b: Supportable) => number) {
  const ordered = [...spaces].sort((a, b) => compare(a, b) || (a.key < b.key ? -1 : 1));
  const ranks = new Map<string, number>();
  let rank = 0;
  for (const [place, space] of ordered.entries()) {
    const above = ordered[place - 1];
    if (!above || compare(above, space) !== 0) rank = place + 1;
    ranks.set(space.key, rank);
  }
  return ranks;
}
