import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { reaches } from "./rank-spaces.ts";
import type { Weights } from "./weigh-incidence.ts";

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
  const { persons, start, space } = incidence;
  const chance = xoroshiro128plus(persons.length);
  const times = new Uint16Array(persons.length);
  const counts = new Float64Array(fixed.length);
  const values = Object.fromEntries(
    drawnMeasures.map((measure) => [measure, new Float64Array(resamples)]),
  ) as Draws["values"];
  const inTop = new Uint32Array(fixed.length);
  for (let draw = 0; draw < resamples; draw += 1) {
    times.fill(0);
    for (let card = 0; card < persons.length; card += 1) {
      // The high half of a product is even enough: persons are few against 2^32.
      const person = Math.floor(((chance.next() >>> 0) / 2 ** 32) * persons.length);
      times[person] = (times[person] as number) + 1;
    }
    counts.set(fixed);
    for (let person = 0; person < persons.length; person += 1) {
      const often = times[person] as number;
      if (often === 0) continue;
      const to = start[person + 1] as number;
      for (let entry = start[person] as number; entry < to; entry += 1) {
        const at = space[entry] as number;
        counts[at] = (counts[at] as number) + often * (value[entry] as number);
      }
    }
    for (const at of firstSpaces(counts, topSize)) inTop[at] = (inTop[at] as number) + 1;
    measure(counts, values, draw);
  }
  return { values, inTop };
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
