import { expect, test } from "vitest";
import { counted, evenPercent, hours, interval, kindWord, percent, percentagePoints } from "./format.ts";

test("a share is never rounded to nothing or to everything", () => {
  expect(evenPercent(0.0004)).toBe("< 0.1 %");
  expect(evenPercent(0.9996)).toBe("> 99.9 %");
  expect([evenPercent(0), evenPercent(1), evenPercent(0.13)]).toEqual(["0.0 %", "100.0 %", "13.0 %"]);
  // Sums of fractions miss the whole by a rounding error.
  expect(percent(0.9999999999999)).toBe("100 %");
});

test("an unknown share is a dash and not zero", () => {
  expect(percent(null)).toBe("–");
});

test("a change says its direction, in percentage points", () => {
  expect([0.0466, -0.2306, 0.0001].map(percentagePoints)).toEqual(["+4.7", "−23.1", "0.0"]);
});

test("one is one and many are many, and an unknown kind keeps its own word", () => {
  expect([counted(1, "space"), counted(1234, "space")]).toEqual(["1 space", "1,234 spaces"]);
  expect([kindWord("doc-edit", 1), kindWord("pull-request"), kindWord("hologram")]).toEqual([
    "doc edit",
    "pull requests",
    "hologram",
  ]);
});

test("a wait is said in the unit that a person would use, and an unknown one is a dash", () => {
  expect([0.5, 5.25, 47.9, 72, null].map(hours)).toEqual(["30 min", "5.3 h", "47.9 h", "3.0 days", "–"]);
});

test("an interval with an end that is unknown is not half an interval", () => {
  expect(interval(0.1, 0.25, percent)).toBe("10 % to 25 %");
  expect(interval(0.1, null, percent)).toBe("");
});
