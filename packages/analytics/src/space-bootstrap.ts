import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { reaches } from "./rank-spaces.ts";
import { bySpace, type Weights } from "./weigh-incidence.ts";

/** What is measured anew in each resample. */
export const drawnMeasures = ["top1", "top3", "top5", "k50", "hhi", "n2"] as const;
export type DrawnMeasure = (typeof drawnMeasures)[number];

/** Values of each measure over the resamples, in order of drawing, and how often each space, in order of key, was among the first five. */
export type Draws = { values: Record<DrawnMeasure, Float64Array>; inTop: Uint32Array };

/** How many spaces the stability of the first ones is told of. */
export const topSize = 5;

const tops: readonly [DrawnMeasure, number][] = [
  ["top1", 1],
  ["top3", 3],
  ["top5", topSize],
];

/**
 * Draws the persons anew, as many as there are and with replacement, and measures concentration each time (the cluster
 * bootstrap: Davison and Hinkley, Bootstrap Methods, 1997, section 3.8): what one person did is there twice or not at all.
 * What nobody is known of has no person to draw and stays as it is, so that intervals are too narrow where much of it is.
 */
export function drawPersons(weighed: Weights, resamples: number): Draws {
  const { incidence, value, fixed } = weighed;
  const { persons } = incidence;
  // Space by space: a sum that stays at hand is several times as fast as sums that are fetched and put away again.
  const { entry, from, personOf } = bySpace(incidence);
  const who = Uint32Array.from(entry, (at) => personOf[at] as number);
  const worth = Float64Array.from(entry, (at) => value[at] as number);
  const draw = deckOf(persons.length);
  const counts = new Float64Array(fixed.length);
  const values = Object.fromEntries(
    drawnMeasures.map((measure) => [measure, new Float64Array(resamples)]),
  ) as Draws["values"];
  const inTop = new Uint32Array(fixed.length);
  for (let resample = 0; resample < resamples; resample += 1) {
    const times = draw();
    for (let at = 0; at < counts.length; at += 1) {
      let sum = fixed[at] as number;
      const to = from[at + 1] as number;
      for (let row = from[at] as number; row < to; row += 1)
        sum += (times[who[row] as number] as number) * (worth[row] as number);
      counts[at] = sum;
    }
    for (const at of firstSpaces(counts, topSize)) inTop[at] = (inTop[at] as number) + 1;
    measure(counts, values, resample);
  }
  return { values, inTop };
}

/**
 * Draws as many of some persons as there are, with replacement: how often each came. Card by card that jumps about in all their
 * activity; instead nearly all are drawn in their order, each as often as a Poisson number says, and only what is missing card by card. Poisson
 * numbers of a given sum are what cards give, so that the draws are the same ones in distribution.
 */
function deckOf(persons: number): () => Uint8Array {
  const chance = xoroshiro128plus(persons);
  const times = new Uint8Array(persons + 1);
  // So few that their sum almost never exceeds what is to be drawn; where it does, all are drawn again.
  const mean = Math.max(0, 1 - 4 / Math.sqrt(persons));
  const often = poissonTable(mean);
  return () => {
    let drawn = persons + 1;
    while (drawn > persons) {
      drawn = 0;
      for (let person = 0; person < persons; person += 2) {
        const number = mean === 0 ? 0 : chance.next();
        const one = often[number & 0xffff] as number;
        const next = person + 1 < persons ? (often[number >>> 16] as number) : 0;
        times[person] = one;
        times[person + 1] = next;
        drawn += one + next;
      }
    }
    for (; drawn < persons; drawn += 1) {
      // The high half of a product is even enough: persons are few against 2^32.
      const person = Math.floor(((chance.next() >>> 0) / 2 ** 32) * persons);
      times[person] = (times[person] as number) + 1;
    }
    return times;
  };
}

/** Poisson numbers of a mean below 1, each as often as it is likely, to a 65,536th. */
function poissonTable(mean: number): Uint8Array {
  const table = new Uint8Array(1 << 16);
  let often = 0;
  let likely = Math.exp(-mean);
  let reached = likely;
  for (let at = 0; at < table.length; at += 1) {
    while ((at + 0.5) / table.length > reached && likely > 0) {
      often += 1;
      likely *= mean / often;
      reached += likely;
    }
    table[at] = often;
  }
  return table;
}

/** Places of the `k` greatest counts above 0, the greatest first, of equal ones the first. */
export function firstSpaces(counts: Float64Array, k: number): number[] {
  const first: number[] = [];
  for (let at = 0; at < counts.length; at += 1) {
    const count = counts[at] as number;
    if (count === 0 || (first.length === k && count <= (counts[first[k - 1] as number] as number))) continue;
    let place = first.length;
    while (place > 0 && (counts[first[place - 1] as number] as number) < count) place -= 1;
    first.splice(place, 0, at);
    if (first.length > k) first.pop();
  }
  return first;
}

/** The measures of `concentration`, without its checks and lists: it is asked hundreds of times. */
function measure(counts: Float64Array, values: Draws["values"], draw: number): void {
  const ascending = Float64Array.from(counts).sort();
  const n = ascending.length;
  let total = 0;
  for (let at = n - 1; at >= 0; at -= 1) total += ascending[at] as number;
  let sum = 0;
  let squares = 0;
  let k50 = 0;
  let next = 0;
  for (let k = 1; k <= n; k += 1) {
    const count = ascending[n - k] as number;
    if (count === 0) break;
    sum += count;
    squares += count * count;
    if (k50 === 0 && reaches(sum, total, 0.5)) k50 = k;
    if (tops[next]?.[1] === k) {
      values[(tops[next] as [DrawnMeasure, number])[0]][draw] = sum / total;
      next += 1;
    }
  }
  for (const [name] of tops.slice(next)) values[name][draw] = 1;
  values.k50[draw] = k50;
  values.hhi[draw] = squares / total ** 2;
  values.n2[draw] = total ** 2 / squares;
}
