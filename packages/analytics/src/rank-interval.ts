import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { type Channel, firstAbove, powerMean, standing } from "./channel-scores.ts";
import type { KindScores } from "./kind-scores.ts";

/** How often each person's weeks are drawn again. */
export const resamples = 200;
/** The share of the draws that a rank interval holds. */
export const intervalLevel = 0.8;

// P(X ≤ k) of a Poisson variable of mean 1: how often a week is drawn.
const poissonOne = [0.367879, 0.735759, 0.919699, 0.981012, 0.99634, 0.999406, 0.999917];

/**
 * Where people could stand had their year gone by chance a little otherwise: each active week is drawn as often as a Poisson variable
 * of mean 1 says (the Poisson bootstrap of Hanley and MacGibbon, Comput. Methods Programs Biomed. 83, 2006), the score follows, and its rank
 * among everybody else's scores as they are. Seeded by the person, so that nobody's interval depends on who else is there.
 * @param people those who are ranked, as places in the table, the best score first, with their scores
 * @returns per person the ranks that the middle `intervalLevel` of the draws lie between, both included
 */
export function rankIntervals(
  people: readonly { index: number; person: number; score: number }[],
  scores: KindScores,
  channels: readonly Channel[],
  power: number,
): [number, number][] {
  const ascending = Float64Array.from(people, ({ score }) => score).sort();
  const drawn = new Uint8Array(scores.week.reduce((most, week) => Math.max(most, week), 0) + 1);
  const standings = new Float64Array(channels.length);
  const worths = new Float64Array(channels.length);
  const ranks = new Uint32Array(resamples);
  const lowest = Math.floor((resamples * (1 - intervalLevel)) / 2);
  return people.map(({ index, person, score }) => {
    const chance = xoroshiro128plus(person);
    const from = scores.start[index] ?? 0;
    const to = scores.start[index + 1] ?? from;
    const weeks = [...new Set(scores.week.subarray(from, to))];
    const itself = people.length - firstAbove(ascending, score) + 1;
    for (let draw = 0; draw < resamples; draw += 1) {
      for (const week of weeks) drawn[week] = poisson(uniformFloat64(chance));
      worths.fill(0);
      for (let entry = from; entry < to; entry += 1) {
        const value = (scores.value[entry] ?? 0) * (drawn[scores.week[entry] ?? 0] ?? 0);
        if (value === 0) continue;
        const kind = scores.kind[entry] ?? 0;
        for (const [at, { kinds }] of channels.entries()) {
          const share = kinds[kind] ?? 0;
          if (share > 0) worths[at] = (worths[at] ?? 0) + share * value;
        }
      }
      for (const [at, channel] of channels.entries()) standings[at] = standing(channel, worths[at] ?? 0);
      const again = 100 * powerMean(channels, standings, power);
      const above = people.length - firstAbove(ascending, again);
      // One's own score stands among the others'; it must not push oneself down.
      ranks[draw] = above + 1 - (again < score ? 1 : 0);
    }
    ranks.sort();
    return [Math.min(itself, ranks[lowest] ?? itself), Math.max(itself, ranks[resamples - 1 - lowest] ?? itself)];
  });
}

function poisson(uniform: number): number {
  let times = 0;
  while (times < poissonOne.length && uniform >= (poissonOne[times] ?? 1)) times += 1;
  return times;
}
