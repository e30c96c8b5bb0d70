import type { ScoreRow } from "./activity-table.ts";
import { byScore, firstPage, type Listed } from "./locale-ranks.ts";
import { midRank } from "./mid-rank.ts";
import type { Quality } from "./quality.ts";
import { rankSpaces } from "./rank-spaces.ts";

/** How much somebody did, and how much of it in the tail: the spaces beyond those that hold 80 % of all activity. */
export type TailWork = { signals: number; inTail: number };

/** Somebody whose help is better than it is visible, with the numbers in a sentence. */
export type HiddenGem = { why: string };

/** From whom on a rate is judged at all: so many different people helped. */
export const fewestHelped = 10;

/** And as if so many had endorsed it, each to the same degree: the praise of one or two is no quality. */
export const fewestEndorsers = 5;

/** How much of the others a hidden gem is better than. */
export const gemPercentile = 0.9;

/** Most of one's work. */
const most = 0.5;

/**
 * How much of everybody's work is in the tail. The tail and not the torso: the head is where half of all activity is by definition, so
 * that half of the people would be "outside the head".
 */
export function tailWork(rows: readonly ScoreRow[]): Map<number, TailWork> {
  // Help for newcomers is told from answers that are counted already.
  const counted = rows.filter(({ kind }) => kind !== "newcomer-help");
  const counts = new Map<string, number>();
  for (const { space, count } of counted) counts.set(space, (counts.get(space) ?? 0) + count);
  const ranked = rankSpaces([...counts].map(([key, count]) => ({ key, count })));
  const tail = new Set(ranked.filter(({ tier }) => tier === "tail").map(({ key }) => key));
  const work = new Map<number, TailWork>();
  for (const { person, space, count } of counted) {
    const own = work.get(person) ?? { signals: 0, inTail: 0 };
    work.set(person, own);
    own.signals += count;
    if (tail.has(space)) own.inTail += count;
  }
  return work;
}

/**
 * High value, little visibility. Value is quality alone: the mean of how a win rate and an accept rate, each drawn towards the middle
 * by how little is known, stand among all who helped ten people or more and were endorsed as if by five or more, an unknown one standing in the middle; a gem is better than nine
 * in ten of them. Little visibility is a place below the first page, no place at all, or most of the work in the tail. Votes, views and
 * followers say what was seen and not what was good: they are no part of it.
 */
export function hiddenGems(
  candidates: readonly (Listed & { quality?: Quality | null })[],
  work: ReadonlyMap<number, TailWork>,
): Map<number, HiddenGem> {
  const judged = candidates.flatMap((one) =>
    one.quality && isEnough(one.quality) ? [{ ...one, quality: one.quality }] : [],
  );
  const winRates = ascending(judged.map(({ quality }) => quality.winRate));
  const acceptRates = ascending(judged.map(({ quality }) => quality.acceptRate));
  const values = judged.map(
    ({ quality }) => (standing(winRates, quality.winRate) + standing(acceptRates, quality.acceptRate)) / 2,
  );
  const ordered = ascending(values);
  const places = new Map(byScore(candidates).map(({ person }, index) => [person, index + 1]));
  const gems = new Map<number, HiddenGem>();
  for (const [index, { person, quality }] of judged.entries()) {
    if (standing(ordered, values[index] ?? 0) < gemPercentile) continue;
    const hidden = whyHidden(places.get(person) ?? null, work.get(person));
    if (hidden === null) continue;
    // Rounded down in the sentence, so that 99.6 % of the others are not all of them.
    const below = values.filter((value) => value < (values[index] ?? 0)).length / values.length;
    gems.set(person, { why: `${describeValue(quality, below, judged.length)} ${hidden}` });
  }
  return gems;
}

function isEnough({ winRate, acceptRate, helped, endorsers }: Quality): boolean {
  return (winRate !== null || acceptRate !== null) && helped >= fewestHelped && (endorsers ?? 0) >= fewestEndorsers;
}

function ascending(values: readonly (number | null)[]): Float64Array {
  return Float64Array.from(values.filter((value) => value !== null)).sort();
}

/** The mid-rank percentile, 0..1; what is unknown stands in the middle. */
function standing(sorted: Float64Array, value: number | null): number {
  return value === null ? 0.5 : midRank(sorted, value) / sorted.length;
}

/** A place and not a rank, for a rank that is shared can begin on the first page. */
function whyHidden(place: number | null, work: TailWork | undefined): string | null {
  const reasons: string[] = [];
  if (place === null) reasons.push("is not ranked, for the evidence is insufficient");
  else if (place > firstPage) reasons.push(`stands below the first page, in place ${place.toLocaleString("en-US")}`);
  if (work && work.inTail > most * work.signals)
    reasons.push(
      `does ${percent(work.inTail / work.signals)} of it in small spaces that hold a fifth of all activity at most`,
    );
  return reasons.length === 0 ? null : `${capital(reasons.join(", and "))}.`;
}

function describeValue({ winRate, acceptRate, helped, endorsers }: Quality, better: number, of: number): string {
  const rates = [
    ...(winRate === null ? [] : [`win rate ${percent(winRate)}`]),
    ...(acceptRate === null ? [] : [`accept rate ${percent(acceptRate)}`]),
  ].join(", ");
  return (
    `Helped ${helped.toLocaleString("en-US")} people, endorsed as if by ${Math.round(endorsers ?? 0).toLocaleString("en-US")}: ` +
    `${rates}, better than ${Math.floor(better * 100)} % of the ${of.toLocaleString("en-US")} who helped ten or more and were endorsed as if by five or more.`
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
