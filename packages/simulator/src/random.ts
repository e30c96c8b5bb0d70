import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** One stream of seeded chance. */
export type Random = {
  /** Uniform in [0, 1). */
  float(): number;
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  normal(mean: number, deviation: number): number;
  exponential(mean: number): number;
  poisson(mean: number): number;
  shuffled<T>(items: readonly T[]): T[];
};

/** A 32-bit FNV-1a hash of a text: names a stream, picks a word. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  // FNV's low bits are poor on texts that differ in the last letter only.
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

/** The stream of that name: drawing more from one stream moves no other, so a world can grow a feature and keep its people. */
export function random(seed: number, stream: string): Random {
  const generator = xoroshiro128plus(hash(`${seed}/${stream}`));
  const float = () => uniformFloat64(generator);
  const int = (least: number, most: number) => uniformInt(generator, least, most);
  const normal = (mean: number, deviation: number) =>
    mean + deviation * Math.sqrt(-2 * Math.log(1 - float())) * Math.cos(2 * Math.PI * float());
  return {
    float,
    int,
    normal,
    chance: (probability) => float() < probability,
    pick: (items) => items[int(0, items.length - 1)] as (typeof items)[number],
    exponential: (mean) => -mean * Math.log(1 - float()),
    poisson: (mean) => (mean > 30 ? Math.max(0, Math.round(normal(mean, Math.sqrt(mean)))) : smallPoisson(mean, float)),
    shuffled(items) {
      const copy = [...items];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = int(0, i);
        [copy[i], copy[j]] = [copy[j] as (typeof copy)[number], copy[i] as (typeof copy)[number]];
      }
      return copy;
    },
  };
}

/** Knuth's product method, good below a mean of about 30. */
function smallPoisson(mean: number, float: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = float(); product > limit; product *= float()) count++;
  return count;
}

/** Draws indexes in proportion to weights, in logarithmic time. */
export function weighted(weights: readonly number[]): (random: Random) => number {
  const sums = new Float64Array(weights.length);
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    total += weights[i] as number;
    sums[i] = total;
  }
  return (random) => firstAbove(sums, random.float() * total);
}

/** The first index whose cumulative sum lies above `value`. */
export function firstAbove(sums: Float64Array, value: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
