import { measuredRate } from "@groundswell/analytics";
import { expect, test } from "vitest";
import { overviewInsight } from "./words-overview.ts";
import { firstsWords, supportInsight } from "./words-support.ts";
import { trendsInsight, yearWords } from "./words-trends.ts";

const window = { from: new Date("2025-11-10"), to: new Date("2026-02-02") };
const help = (count: number, n: number) => ({ helped: measuredRate(count, n), open: n - count, threads: n });
const needy = (name: string, count: number, n: number) => ({ name, threads: { count, n } });
const support = (more: Partial<Parameters<typeof supportInsight>[0]>) =>
  supportInsight({ window, coverage: 1, needy: [], help: help(30, 60), insufficient: 0, ...more });

test("support names three spaces at most and how many of the late threads they have", () => {
  const four = [needy("a", 0, 12), needy("b", 0, 8), needy("c", 1, 2), needy("d", 0, 9)];
  expect(support({ needy: four })).toBe(
    "In the 12 weeks to 2026-02-02, support is needed most in a, b and c: 21 of 30 threads without a response within 72 h are there.",
  );
});

test("nobody in need, nobody who can tell, and nobody who asked are three sentences", () => {
  expect(support({ help: help(58, 60) })).toMatch(/no space is short of support: 97 % of 60 threads/);
  expect(support({ insufficient: 2 })).toMatch(/60 threads were asked: too few in every space to tell/);
  expect(support({ help: help(1, 1) })).toMatch(/1 thread was asked: too few/);
  expect(support({ help: null })).toMatch(/nobody asked anything/);
});

test("what was read in part says so in the sentence itself", () => {
  expect(support({ coverage: 0.5, needy: [needy("a", 0, 12)] })).toMatch(
    /2026-02-02, of which only 50 % was read, support/,
  );
  expect(support({ coverage: null })).not.toMatch(/was read/);
});

test("who came and who left is said once, and nothing where nobody did", () => {
  expect(firstsWords(["a", "b"], ["b", "a"], "the first two")).toEqual([]);
  expect(firstsWords(["a", "c"], ["a", "b"], "the first two")).toEqual(["c came into the first two; b left it."]);
  expect(firstsWords(["a"], ["a", "b"], "the first two")).toEqual(["b left the first two."]);
});

const trends = (rising: string[], falling: string[], series = 8) =>
  trendsInsight({ looked: window, coverage: 1, rising, falling, tested: { subjects: series / 2, series } });

test("trends count what rises and falls and name the first of each", () => {
  expect(trends(["a", "b", "c", "d", "e"], ["f"], 40)).toBe(
    "Over the 12 weeks to 2026-02-02, of 20 spaces and tags 5 rise (a, b, c and 2 more) and 1 falls (f) beyond chance.",
  );
});

test("no trend beyond chance is said with how many were tested, and too little is not no trend", () => {
  expect(trends([], [])).toBe("No trend beyond chance in 8 series over the 12 weeks to 2026-02-02.");
  expect(trends([], [], 0)).toMatch(/too little was active or read to tell any trend from chance/);
});

test("a year is compared in words only where the difference is more than chance", () => {
  const year = { before: 10, now: 12, change: 0.2 };
  expect(yearWords("People", { ...year, interval: [0.05, 0.37] })).toBe(
    "People in twelve months against the twelve before: +20 % (95 % interval +5 % to +37 %).",
  );
  expect(yearWords("People", { ...year, interval: [-0.05, 0.37] })).toBeNull();
  expect(yearWords("People", null)).toBeNull();
});

const overview = (...helped: [string, number, number][]) =>
  overviewInsight({
    ...{ window, all: 3 },
    expertises: helped.map(([name, count, n]) => ({ name, helped: measuredRate(count, n) })),
  });

test("an overview names who helps least, and both where chance may have put them in this order", () => {
  expect(overview(["a", 90, 100], ["b", 61, 100])).toBe(
    "In the 12 weeks to 2026-02-02, of 3 expertises b helped least: 61 % of threads within 72 h, a 90 %.",
  );
  expect(overview(["a", 63, 100], ["b", 61, 100])).toMatch(
    /b and a helped least, too close to tell apart: 61 % and 63 %/,
  );
  expect(overview(["a", 5, 9], ["b", 90, 100])).toMatch(/b helped 90 % of threads .* no other had threads enough/);
  expect(overview(["a", 5, 9])).toMatch(/none of 3 expertises had threads enough/);
  expect(overview()).toMatch(/none of 3 expertises was analysed/);
});
