import { expect, test } from "vitest";
import { excludesZero, helpCounts, rateChange, zTested } from "./figures-rates.ts";

const health = (count: number, n: number) => ({
  health: { threads: n, backlog: n - count, intervals: { responseRate: { "72h": { count, n } } } },
});

test("a space of three threads weighs as three threads, and one where nobody asks as none", () => {
  const all = helpCounts([health(0, 3), health(97, 97), { health: null }]);
  expect(all).toMatchObject({ helped: { value: 0.97, count: 97, n: 100 }, open: 3, threads: 100 });
});

test("where nobody asks anywhere there is no count, and below ten threads no share", () => {
  expect(helpCounts([{ health: null }])).toBeNull();
  expect(helpCounts([health(1, 9)])?.helped).toMatchObject({ value: null, count: 1, n: 9 });
});

test("the interval of a difference is Newcombe's: 56 of 70 against 48 of 80", () => {
  // The example of the paper's table II, method 10: 0.2, from 0.0524 to 0.3339.
  const change = rateChange({ count: 56, n: 70 }, { count: 48, n: 80 });
  expect(change?.change).toBeCloseTo(0.2, 9);
  expect(change?.interval[0]).toBeCloseTo(0.0524, 3);
  expect(change?.interval[1]).toBeCloseTo(0.3339, 3);
});

test("what would be a change in one look is none among ten", () => {
  const [now, before] = [
    { count: 60, n: 100 },
    { count: 45, n: 100 },
  ];
  expect(excludesZero(rateChange(now, before)?.interval ?? [0, 0])).toBe(true);
  expect(excludesZero(rateChange(now, before, zTested)?.interval ?? [0, 0])).toBe(false);
});

test("below ten cases there is no change to speak of", () => {
  expect(rateChange({ count: 9, n: 9 }, { count: 0, n: 50 })).toBeNull();
});
