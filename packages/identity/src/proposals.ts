import type { Proposal } from "./decide.ts";
import { likeness } from "./names.ts";

/** What ordering proposals needs to know of a person. */
export type PersonFacts = {
  name: string | null;
  /** The score of each account; a missing one has none yet. A person's is their sum. */
  scores: readonly number[];
};

/** A proposal with what accepting it would do. */
export type RankedProposal = Proposal & {
  /** 0..1: how alike the two names are. It orders proposals of the same effect, and joins nobody. */
  likeness: number;
  /** Places by which the joined person would stand above the better of the two. */
  ranksGained: number;
  /** Where each of the two stands now and where the two would stand together; 1 is the best. */
  ranks: { a: number; b: number; together: number };
};

/**
 * Orders proposals by what they would change: the places gained by the joined person, then the places at which it would stand, then
 * confidence and likeness. Pairs that are one person by now are gone.
 * @param personOf the person of each account
 * @param facts what is known of each person
 */
export function rankProposals(
  proposals: readonly Proposal[],
  personOf: ReadonlyMap<number, number>,
  facts: ReadonlyMap<number, PersonFacts>,
): RankedProposal[] {
  const scoreOf = (person: number) => (facts.get(person)?.scores ?? []).reduce((sum, score) => sum + score, 0);
  const descending = Float64Array.from(facts.keys(), scoreOf).sort().reverse();
  const ranked = proposals.flatMap((proposal): RankedProposal[] => {
    const [a, b] = [personOf.get(proposal.a) ?? proposal.a, personOf.get(proposal.b) ?? proposal.b];
    if (a === b) return [];
    const scores = [scoreOf(a), scoreOf(b)] as const;
    const ranks = {
      a: rankOf(descending, scores[0]),
      b: rankOf(descending, scores[1]),
      together: rankOf(descending, scores[0] + scores[1]),
    };
    const alike = likeness(facts.get(a)?.name ?? "", facts.get(b)?.name ?? "");
    return [{ ...proposal, likeness: alike, ranks, ranksGained: Math.min(ranks.a, ranks.b) - ranks.together }];
  });
  return ranked.sort(
    (x, y) =>
      y.ranksGained - x.ranksGained ||
      x.ranks.together - y.ranks.together ||
      y.confidence - x.confidence ||
      y.likeness - x.likeness ||
      x.a - y.a ||
      x.b - y.b,
  );
}

/** One more than the number of scores above. */
function rankOf(descending: Float64Array, score: number): number {
  let [low, high] = [0, descending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((descending[middle] ?? 0) > score) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}
