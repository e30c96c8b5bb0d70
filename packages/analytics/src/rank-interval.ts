import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { type Channel, meanOfSum, standing, weighed } from "./channel-scores.ts";
import type { KindScores } from "./kind-scores.ts";
import { firstAbove } from "./mid-rank.ts";

/** How often the weeks are drawn again. */
export const resamples = 200;
/** The share of the draws that a rank interval holds. */
export const intervalLevel = 0.8;

const quarterWeeks = 13;

/**
 * Where people could stand had chance gone a little otherwise: the weeks of each quarter, those with nothing in them too, are drawn again
 * with replacement, the score follows, and its rank among everybody else's scores as they are. Quarters stay apart because decay
 * and change make weeks of a whole year unlike each other. The draws are balanced (Davison, Hinkley and Schechtman, Biometrika 73,
 * 1986), the same for everybody, and seeded: nobody's interval depends on who else is there but for their scores.
 * @param people places in the table of those who are ranked
 * @param totals the score of everybody in the table
 * @returns for each of `people` the ranks that the middle `intervalLevel` of the draws lie between, both included
 */
export function rankIntervals(
  people: Uint32Array,
  totals: Float64Array,
  { scores, channels, power }: { scores: KindScores; channels: readonly Channel[]; power: number },
): [number, number][] {
  const ascending = Float64Array.from(people, (person) => totals[person] ?? 0).sort();
  const draws = drawWeeks(scores.weeks);
  const worths = new Float64Array(resamples);
  const again = new Float64Array(resamples);
  const outside = Math.floor((resamples * (1 - intervalLevel)) / 2);

  // One's own score stands among the others': it must not push oneself down.
  const rankOf = (score: number, itself: number) =>
    ascending.length - firstAbove(ascending, score) + (score < itself ? 0 : 1);
  return Array.from(people, (person): [number, number] => {
    const active = channels.filter(({ worth }) => (worth[person] ?? 0) > 0);
    const only = active.length === 1 ? active[0] : undefined;
    // What is sorted rises with the score, and only its bounds are made scores: of one channel the worth is enough.
    again.fill(0);
    if (only) addWorths(again, person, scores, only, draws);
    else
      for (const channel of active) {
        worths.fill(0);
        addWorths(worths, person, scores, channel, draws);
        addWeighed(again, worths, channel, power);
      }
    again.sort();
    const score = totals[person] ?? 0;
    const itself = rankOf(score, score);
    const rankAt = (place: number) => {
      const value = again[place] ?? 0;
      const sum = only ? weighed(only, standing(only, value), power) : value;
      return rankOf(100 * meanOfSum(channels, sum, power), score);
    };
    return [Math.min(itself, rankAt(resamples - 1 - outside)), Math.max(itself, rankAt(outside))];
  });
}

/** Adds to each draw what a person's weeks in a channel are worth in it. */
function addWorths(
  drawn: Float64Array,
  person: number,
  scores: KindScores,
  { kinds }: Channel,
  draws: Uint8Array,
): void {
  const to = scores.start[person + 1] ?? 0;
  for (let entry = scores.start[person] ?? to; entry < to; entry += 1) {
    const value = (scores.value[entry] ?? 0) * (kinds[scores.kind[entry] ?? 0] ?? 0);
    if (value > 0) addDraws(drawn, value, draws, (scores.week[entry] ?? 0) * resamples);
  }
}

function addDraws(drawn: Float64Array, value: number, draws: Uint8Array, first: number): void {
  for (let draw = 0; draw < resamples; draw += 1) drawn[draw] = (drawn[draw] ?? 0) + value * (draws[first + draw] ?? 0);
}

/** Adds to each draw what the standing of its worth adds to the sum of the power mean. */
function addWeighed(sums: Float64Array, worths: Float64Array, channel: Channel, power: number): void {
  for (let draw = 0; draw < resamples; draw += 1)
    sums[draw] = (sums[draw] ?? 0) + weighed(channel, standing(channel, worths[draw] ?? 0), power);
}

/** How often each week is drawn in each resample, at `week * resamples + draw`: over all resamples, as often as there are. */
function drawWeeks(weeks: number): Uint8Array {
  const chance = xoroshiro128plus(weeks);
  const draws = new Uint8Array(weeks * resamples);
  const quarters = Math.max(1, Math.round(weeks / quarterWeeks));
  for (let quarter = 0; quarter < quarters; quarter += 1) {
    const first = Math.round((quarter * weeks) / quarters);
    const own = Math.round(((quarter + 1) * weeks) / quarters) - first;
    const cards = Uint32Array.from({ length: own * resamples }, (_, card) => first + (card % own));
    for (let left = cards.length - 1; left >= 0; left -= 1) {
      const other = uniformInt(chance, 0, left);
      const week = cards[other] ?? first;
      cards[other] = cards[left] ?? first;
      const at = week * resamples + Math.floor(left / own);
      draws[at] = (draws[at] ?? 0) + 1;
    }
  }
  return draws;
}
