import { expect, test } from "vitest";
import { type Channel, powerMean, standing } from "./channel-scores.ts";

function channel(worths: number[], weight = 1): Channel {
  const ascending = Float64Array.from(worths).sort();
  return { name: "c", weight, outstandingLog: Math.log1p(100), kinds: new Float64Array(), worth: ascending, ascending };
}
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

test("among many a standing is the percentile, whatever the worth is in points", () => {
  const many = upTo(100_000).map((place) => place / 1e6);
  expect(standing(channel(many), 0.05)).toBeCloseTo(0.5, 2);
  expect(standing(channel(many), 0.1)).toBeCloseTo(1, 2);
});

test("among few a standing leans on what an outstanding year is worth: the best of two is nobody yet", () => {
  const best = standing(channel([0.1, 0.2]), 0.2);
  expect(best).toBeCloseTo((1.5 + (30 * Math.log1p(0.2)) / Math.log1p(100)) / 32, 12);
  expect(best).toBeLessThan(0.1);
  expect(standing(channel([0.1, 500]), 500)).toBeGreaterThan(0.9);
});

test("no number of people is a threshold: one more changes a standing by little", () => {
  for (let count = 2; count < 60; count += 1) {
    const jump = standing(channel(upTo(count)), 1) - standing(channel(upTo(count + 1)), 1);
    expect(Math.abs(jump)).toBeLessThan(0.02);
  }
});

test("nothing is worth nothing, even among many who have nothing", () => {
  expect(standing(channel([0, 0, 0, 0, 1]), 0)).toBe(0);
  expect(standing(channel([]), 0)).toBe(0);
  expect(standing(channel([]), Number.NaN)).toBe(0);
});

test("a standing rises with the worth and stays below 1", () => {
  const given = channel([1, 1, 2, 3, 3, 3, 90]);
  const worths = [0, 0.5, 1, 1.5, 2, 3, 89, 90, 1e9];
  const standings = worths.map((worth) => standing(given, worth));
  expect(standings).toEqual([...standings].sort((a, b) => a - b));
  expect(new Set(standings).size).toBe(worths.length);
  expect(standings.at(-1)).toBeLessThanOrEqual(1);
});

test("a power mean counts the channels that somebody is not active in, and is nothing where that is all of them", () => {
  const channels = [channel([1], 2), channel([1], 1), channel([1], 1)];
  expect(powerMean(channels, Float64Array.of(0.5, 0, 0), 1)).toBeCloseTo(0.25, 12);
  expect(powerMean(channels, Float64Array.of(0.5, 0, 0), 3)).toBeCloseTo(0.5 * 0.5 ** (1 / 3), 12);
  for (const power of [1, 2, 3, 20]) expect(powerMean(channels, new Float64Array(3), power)).toBe(0);
});

test("the higher the power, the more one channel is enough", () => {
  const channels = [channel([1]), channel([1])];
  const oneAlone = [1, 3, 20].map((power) => powerMean(channels, Float64Array.of(0.9, 0), power));
  expect(oneAlone[0]).toBeCloseTo(0.45, 12);
  expect(oneAlone[2]).toBeGreaterThan(0.85);
  expect(powerMean(channels, Float64Array.of(0.6, 0.6), 20)).toBeCloseTo(0.6, 12);
});
