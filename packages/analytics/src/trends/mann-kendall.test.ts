import { expect, test } from "vitest";
import { adjustedForAll } from "./false-discoveries.ts";
import { mannKendall } from "./mann-kendall.ts";
import { senSlope } from "./sen-slope.ts";

/** Monthly temperatures of Nottingham Castle, 1920 to 1939 (Anderson 1976), R's dataset `nottem`. */
const nottingham = `
  40.6 40.8 44.4 46.7 54.1 58.5 57.7 56.4 54.3 50.5 42.9 39.8 44.2 39.8 45.1 47.0 54.1 58.7 66.3 59.9 57.0 54.2 39.7 42.8
  37.5 38.7 39.5 42.1 55.7 57.8 56.8 54.3 54.3 47.1 41.8 41.7 41.8 40.1 42.9 45.8 49.2 52.7 64.2 59.6 54.4 49.2 36.3 37.6
  39.3 37.5 38.3 45.5 53.2 57.7 60.8 58.2 56.4 49.8 44.4 43.6 40.0 40.5 40.8 45.1 53.8 59.4 63.5 61.0 53.0 50.0 38.1 36.3
  39.2 43.4 43.4 48.9 50.6 56.8 62.5 62.0 57.5 46.7 41.6 39.8 39.4 38.5 45.3 47.1 51.7 55.0 60.4 60.5 54.7 50.3 42.3 35.2
  40.8 41.1 42.8 47.3 50.9 56.4 62.2 60.5 55.4 50.2 43.0 37.3 34.8 31.3 41.0 43.9 53.1 56.9 62.5 60.3 59.8 49.2 42.9 41.9
  41.6 37.1 41.2 46.9 51.2 60.4 60.1 61.6 57.0 50.9 43.0 38.8 37.1 38.4 38.4 46.5 53.5 58.4 60.6 58.2 53.8 46.6 45.5 40.6
  42.4 38.4 40.3 44.6 50.9 57.0 62.1 63.5 56.3 47.3 43.6 41.8 36.2 39.3 44.5 48.7 54.2 60.8 65.5 64.9 60.1 50.2 42.1 35.8
  39.4 38.2 40.4 46.9 53.4 59.6 66.5 60.4 59.2 51.2 42.8 45.8 40.0 42.6 43.5 47.1 50.0 60.5 64.6 64.0 56.8 48.6 44.2 36.4
  37.3 35.0 44.0 43.9 52.7 58.6 60.0 61.1 58.1 49.6 41.6 41.3 40.8 41.0 38.4 47.4 54.1 58.6 61.4 61.8 56.3 50.9 41.4 37.1
  42.1 41.2 47.3 46.6 52.4 59.0 59.6 60.4 57.0 50.7 47.8 39.2 39.4 40.9 42.4 47.8 52.4 58.0 60.7 61.8 58.2 46.7 46.6 37.8`
  .trim()
  .split(/\s+/)
  .map(Number);

test("Mann-Kendall gives the numbers of the example with ties on page 109 of EPA QA/G-9S", () => {
  const { s, variance, z } = mannKendall([10, 10, 10, 5, 10, 20, 18, 17, 15, 24, 15]);
  expect(s).toBe(22);
  expect(variance).toBeCloseTo(155.33, 2);
  expect(z).toBeCloseTo(1.685, 3);
});

test("Mann-Kendall counts the pairs of the example in Gilbert 1987, 16.4.1", () => {
  expect(mannKendall([10, 15, 14, 20]).s).toBe(4);
});

test("seasonal Mann-Kendall gives what R's trend::smk.test gives for the temperatures of Nottingham", () => {
  expect(nottingham).toHaveLength(240);
  const { s, variance, z, p } = mannKendall(nottingham, 12);
  expect([s, Math.round(variance)]).toEqual([224, 11364]);
  expect(z).toBeCloseTo(2.0919, 4);
  expect(p).toBeCloseTo(0.03645, 5);
});

test("Sen's slope is the median over pairs: the line of Helsel and Hirsch 10.1 keeps its slope beside a wild value", () => {
  expect(senSlope([1, 2, 3, 4, 5, 16, 7])?.slope).toBe(1);
});

test("Sen's slope of Gilbert's four values is the median of their six slopes", () => {
  expect(senSlope([10, 15, 14, 20])?.slope).toBeCloseTo((2.5 + 10 / 3) / 2, 10);
});

test("the seasonal slope compares a month with its own name only", () => {
  const years = [0, 1, 2].flatMap((year) =>
    Array.from({ length: 12 }, (_, month) => (month === 7 ? 2 : 40) + 6 * year),
  );
  expect(senSlope(years, 12)).toEqual({ slope: 0.5, lower: 0.5, upper: 0.5 });
  expect(mannKendall(years, 12).s).toBe(36);
  expect(mannKendall(years, 12).variance).toBeCloseTo(44, 9);
});

test("a value that nobody read is in no pair, and is not zero", () => {
  const values = [3, 4, null, 6, 7, null, 9, 10];
  expect(mannKendall(values).s).toBe(15);
  expect(senSlope(values)?.slope).toBe(1);
  expect(mannKendall(values.map((value) => value ?? 0)).variance).toBeGreaterThan(mannKendall(values).variance);
});

test("where nothing can be compared nothing is said", () => {
  for (const series of [[], [1], [4, 4, 4, 4], [null, null, 3]])
    expect(mannKendall(series)).toMatchObject({ s: 0, z: null, p: null });
  expect(senSlope([])).toBeNull();
});

test("the interval of a slope holds it, and is wider where the values scatter", () => {
  const line = Array.from({ length: 36 }, (_, at) => 10 + at / 2);
  const noisy = line.map((value, at) => value + ((at * 7919) % 13));
  const of = (values: number[]) => senSlope(values) ?? { slope: 0, lower: 0, upper: 0 };
  expect(of(noisy).lower).toBeLessThan(of(noisy).slope);
  expect(of(noisy).upper).toBeGreaterThan(of(noisy).slope);
  expect(of(noisy).upper - of(noisy).lower).toBeGreaterThan(of(line).upper - of(line).lower);
});

/** The fifteen p-values of Benjamini and Hochberg 1995, section 4. */
const fifteen = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
];

test("of the fifteen p-values of Benjamini and Hochberg 1995, four are found at 5 %", () => {
  expect(adjustedForAll(fifteen).filter((q) => (q ?? 1) <= 0.05)).toHaveLength(4);
});

test("what was not tested does not make the others look better or worse", () => {
  const mixed = fifteen.flatMap((p) => [p, null]);
  expect(adjustedForAll(mixed).filter((q) => q !== null)).toEqual(adjustedForAll(fifteen));
  expect(adjustedForAll([null, null])).toEqual([null, null]);
});
