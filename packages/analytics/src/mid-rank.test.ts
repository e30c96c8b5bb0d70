import { expect, test } from "vitest";
import { midRankPercentiles } from "./mid-rank.ts";

const percentiles = (...values: number[]) => [...midRankPercentiles(Float64Array.from(values))];

test("the percentile is the middle of the rank", () => {
  expect(percentiles(10, 40, 20, 30)).toEqual([0.125, 0.875, 0.375, 0.625]);
});

test("equal values share the middle of their ranks", () => {
  expect(percentiles(1, 2, 2, 3)).toEqual([0.125, 0.5, 0.5, 0.875]);
  expect(percentiles(7, 7, 7)).toEqual([0.5, 0.5, 0.5]);
});

test("the only one stands in the middle, and nobody is no error", () => {
  expect(percentiles(3)).toEqual([0.5]);
  expect(percentiles()).toEqual([]);
});
