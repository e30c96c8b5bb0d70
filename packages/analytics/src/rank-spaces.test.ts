import fc from "fast-check";
import { expect, test } from "vitest";
import { concentration } from "./concentration.ts";
import { fewestReaching, rankSpaces, topSetAgrees, topSpaces, turnover } from "./rank-spaces.ts";

const spaces = (counts: number[]) => counts.map((count, index) => ({ key: `forum:${index}`, count }));
const tiers = (counts: number[]) => rankSpaces(spaces(counts)).map(({ tier }) => tier);

test("the space that crosses half belongs to the head, the one that crosses 80 % to the torso", () => {
  expect(tiers([40, 20, 10, 15, 10, 5])).toEqual(["head", "head", "torso", "torso", "tail", "tail"]);
});

test("the only space of a community is its head, not its tail", () => {
  expect(tiers([100])).toEqual(["head"]);
});

test("a space that crosses 80 % at once leaves no torso", () => {
  expect(tiers([85, 10, 5])).toEqual(["head", "tail", "tail"]);
});

test("landing exactly on half ends the head", () => {
  expect(tiers([50, 30, 20])).toEqual(["head", "torso", "tail"]);
});

test("silent spaces are tail even where everything is shared evenly", () => {
  expect(tiers([1, 1, 0])).toEqual(["head", "torso", "tail"]);
  expect(rankSpaces(spaces([0, 0]))).toEqual([
    { key: "forum:0", count: 0, rank: 1, share: null, cumulativeShare: null, tier: "tail" },
    { key: "forum:1", count: 0, rank: 1, share: null, cumulativeShare: null, tier: "tail" },
  ]);
});

test("equal spaces share the better rank and stand in order of key", () => {
  const ranked = rankSpaces([
    { key: "b:1", count: 3 },
    { key: "c:1", count: 1 },
    { key: "a:1", count: 3 },
  ]);
  expect(ranked.map(({ key, rank }) => [key, rank])).toEqual([
    ["a:1", 1],
    ["b:1", 1],
    ["c:1", 3],
  ]);
});

test("shares add up to one, never grow down the list, and the head is the k50", () => {
  const some = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 80 }).filter((counts) => counts.some(Boolean));
  fc.assert(
    fc.property(some, (counts) => {
      const ranked = rankSpaces(spaces(counts));
      expect(ranked.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 9);
      expect(ranked.at(-1)?.cumulativeShare).toBe(1);
      for (const [index, { share }] of ranked.entries())
        expect(share).toBeLessThanOrEqual(ranked[index - 1]?.share ?? 1);
      const { k50, k80 } = concentration(spaces(counts), { configured: counts.length });
      expect(ranked.filter(({ tier }) => tier === "head")).toHaveLength(k50 ?? 0);
      expect(ranked.filter(({ tier }) => tier !== "tail")).toHaveLength(k80 ?? 0);
    }),
  );
});

test("the count that crosses a share is one of the fewest that reach it, and of nothing there are none", () => {
  expect(fewestReaching([5, 3, 2], 10, 0.5)).toBe(1);
  expect(fewestReaching([5, 3, 2], 10, 0.51)).toBe(2);
  expect(fewestReaching(Float64Array.of(5, 3, 2), 10, 1)).toBe(3);
  expect(fewestReaching([], 0, 0.5)).toBe(0);
});

test("the first five leave silent spaces out", () => {
  expect(topSpaces(spaces([0, 4, 0, 9]), 5)).toEqual(["forum:3", "forum:1"]);
});

test("turnover is the part of both first fives that is not in common", () => {
  const before = spaces([9, 8, 7, 6, 5, 0, 0]);
  expect(turnover(before, before)).toBe(0);
  expect(turnover(before, spaces([9, 8, 7, 6, 0, 5, 0]))).toBeCloseTo(1 - 4 / 6, 9);
  expect(turnover(spaces([0]), spaces([0]))).toBeNull();
});

test("two weightings agree when they name the same five, in any order", () => {
  expect(topSetAgrees([spaces([9, 8, 7, 6, 5, 1]), spaces([5, 6, 7, 8, 9, 1])])).toBe(true);
  expect(topSetAgrees([spaces([9, 8, 7, 6, 5, 1]), spaces([9, 8, 7, 6, 1, 5])])).toBe(false);
});
