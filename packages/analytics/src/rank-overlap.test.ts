import fc from "fast-check";
import { expect, test } from "vitest";
import { rankBiasedOverlap } from "./rank-overlap.ts";

const letters = (text: string) => [...text];

test("the rankings abcdefg and zcavwxy of Webber, Moffat and Zobel agree by depth as their paper says", () => {
  // Agreement at depths 1 to 7, as printed there.
  const agreement = [0, 0, 0.667, 0.5, 0.4, 0.333, 0.286];
  const p = 0.9;
  const weighed = agreement.reduce((sum, share, depth) => sum + (1 - p) * p ** depth * share, 0);
  const beyond = (agreement.at(-1) ?? 0) * p ** agreement.length;
  expect(rankBiasedOverlap(letters("abcdefg"), letters("zcavwxy"), p)).toBeCloseTo(weighed + beyond, 3);
});

test("rankings of unlike length are as if the shorter went on agreeing as it did", () => {
  // By hand at p = 0.5: depths 1 and 2 agree wholly; at 3 and 4 the short one is taken to hold 3 and 4 of what is seen.
  expect(rankBiasedOverlap(letters("ab"), letters("abcd"), 0.5)).toBeCloseTo(1, 12);
  // s = 1, l = 2, X1 = 0, X2 = 1: 0.5 / 0.5 · (1 / 2 · 0.25) + (1 / 2) · 0.25.
  expect(rankBiasedOverlap(letters("b"), letters("ab"), 0.5)).toBeCloseTo(0.25, 12);
});

test("equal rankings overlap wholly, unlike ones not at all, and order of the two does not matter", () => {
  expect(rankBiasedOverlap(letters("abc"), letters("abc"))).toBeCloseTo(1, 12);
  expect(rankBiasedOverlap(letters("abc"), letters("xyz"))).toBe(0);
  const ranking = fc.shuffledSubarray(letters("abcdefghij"), { minLength: 1 });
  fc.assert(
    fc.property(ranking, ranking, (a, b) => {
      expect(rankBiasedOverlap(a, b)).toBe(rankBiasedOverlap(b, a));
      expect(rankBiasedOverlap(a, b)).toBeGreaterThanOrEqual(0);
      expect(rankBiasedOverlap(a, b)).toBeLessThanOrEqual(1);
    }),
  );
});

test("a change at the top weighs more than one at the end", () => {
  const top = rankBiasedOverlap(letters("abcdef"), letters("bacdef")) ?? 0;
  const end = rankBiasedOverlap(letters("abcdef"), letters("abcdfe")) ?? 0;
  expect(top).toBeLessThan(end);
});

test("an empty ranking says nothing, and one that repeats itself is refused", () => {
  expect(rankBiasedOverlap([], letters("a"))).toBeNull();
  expect(() => rankBiasedOverlap(letters("aa"), letters("ab"))).toThrow(/twice/);
});
