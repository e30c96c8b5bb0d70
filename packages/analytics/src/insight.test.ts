import { expect, test } from "vitest";
import { concentration } from "./concentration.ts";
import type { Coverage } from "./coverage.ts";
import { describeConcentration, type InsightInput, percent } from "./insight.ts";

const window = { from: new Date("2025-01-01"), to: new Date("2026-01-01") };

function sentence(counts: number[], known: Partial<InsightInput> & { configured?: number } = {}): string {
  const list = counts.map((count, index) => ({ key: `forum:${index}`, count }));
  const { configured = counts.length, ...rest } = known;
  const measured = concentration(list, { configured });
  return describeConcentration({
    window,
    weighting: "events",
    concentration: measured,
    interval: null,
    coverage: null,
    ...rest,
  });
}

const repeat = (count: number, times: number) => Array.from({ length: times }, () => count);
const concentrated = [200, 200, 200, 70, 60, ...repeat(270 / 46, 46)];

test("five of fifty-one spaces that hold most of it", () => {
  expect(sentence(concentrated)).toBe(
    "In the 12 months to 2026-01-01, 5 of 51 active spaces hold 73 % of activity; the first 3 hold the majority.",
  );
});

test("silent spaces are not in the denominator of active ones", () => {
  expect(sentence([...concentrated, 0, 0, 0], { configured: 60 })).toContain("5 of 51 active spaces");
});

test("where no five spaces reach half, activity is called spread", () => {
  expect(sentence(repeat(7, 50))).toBe(
    "In the 12 months to 2026-01-01, activity is spread: the first 5 of 50 active spaces hold 10 % of activity, and it takes 25 to reach half.",
  );
});

test("half is not called a majority", () => {
  expect(sentence([40, 10, 10, 10, 10, 10, 10])).toMatch(/the first 2 hold half\.$/);
  expect(sentence([41, 10, 10, 10, 10, 10, 9])).toMatch(/the first 2 hold the majority\.$/);
});

test("one space that outweighs all others is named alone", () => {
  expect(sentence([100, 5, 5, 5, 5, 5, 5])).toMatch(/hold 92 % of activity; the first alone holds the majority\.$/);
});

test("where the fifth space is needed for half, that is said", () => {
  expect(sentence(repeat(10, 9))).toMatch(
    /5 of 9 active spaces hold 56 % of activity; it takes all 5 to reach half\.$/,
  );
});

test("with five spaces or fewer nobody is told that five of them hold everything", () => {
  expect(sentence([30, 30, 20, 20])).toBe(
    "In the 12 months to 2026-01-01, 2 of 4 active spaces hold 60 % of activity.",
  );
  expect(sentence([90, 5, 5])).toBe("In the 12 months to 2026-01-01, 1 of 3 active spaces holds 90 % of activity.");
});

test("fewer than three active spaces are too few for a claim", () => {
  expect(sentence([9, 1, 0, 0])).toBe(
    "In the 12 months to 2026-01-01, only 2 of 4 watched spaces had any activity: too few to speak of concentration.",
  );
  expect(sentence([9])).toContain("only 1 of 1 watched space had any activity");
  expect(sentence([0, 0])).toBe("In the 12 months to 2026-01-01, none of the 2 watched spaces had any activity.");
});

test("interval, weighting and coverage are said where they are known", () => {
  const gap = { source: "blog", from: "2025-03-01", to: "2025-03-27", why: "the site answered 503" };
  const coverage: Coverage = { expected: 365, read: 339, rate: 339 / 365, missing: [gap] };
  const interval = { level: 0.95, lower: 0.68, upper: 0.774 };
  expect(sentence(concentrated, { weighting: "shared", interval, coverage })).toBe(
    "In the 12 months to 2026-01-01, 5 of 51 active spaces hold 73 % of activity with every person counting the same" +
      " (95 % interval 68-77 %); the first 3 hold the majority." +
      " This rests on 93 % of what should have been read: 1 source has gaps.",
  );
  expect(sentence(concentrated, { weighting: "people" })).toContain("73 % of active people counted once per space;");
});

test("an interval across half leaves open whether it is a majority", () => {
  const counts = [20, 11, 9, 8, 6, ...repeat(2, 23)];
  expect(sentence(counts, { interval: { level: 0.95, lower: 0.47, upper: 0.63 } })).toBe(
    "In the 12 months to 2026-01-01, 5 of 28 active spaces hold 54 % of activity (95 % interval 47-63 %):" +
      " about half, and not surely the majority.",
  );
  expect(sentence(counts, { interval: { level: 0.95, lower: 0.5, upper: 0.63 } })).toMatch(/the first 5 hold|all 5/);
});

test("where five spaces fall short of half but could reach it, spread is not said as if it were sure", () => {
  const counts = [15, 11, 9, 8, 6, ...repeat(2, 26)];
  expect(sentence(counts, { interval: { level: 0.95, lower: 0.41, upper: 0.58 } })).toMatch(
    /activity is rather spread: the first 5 of 31 active spaces hold 49 % .*: less than half, but not surely so\.$/,
  );
  expect(sentence(counts, { interval: { level: 0.95, lower: 0.41, upper: 0.49 } })).toMatch(
    /it takes 6 to reach half\.$/,
  );
});

test("a window of which too little was read is not to be passed on", () => {
  const gap = { source: "blog", from: "2025-03-01", to: "2025-09-01", why: "the site answered 503" };
  const coverage: Coverage = { expected: 100, read: 62, rate: 0.62, missing: [gap] };
  expect(sentence(concentrated, { coverage })).toMatch(
    / Do not pass this on yet: it rests on only 62 % of what should have been read, and 1 source has gaps\.$/,
  );
});

test("rounding never turns some into none, most into all, or less than half into half", () => {
  const shares = [0, 0.001, 0.0149, 0.496, 0.5, 0.504, 0.725, 0.9999, 1];
  const shown = ["0 %", "under 1 %", "1 %", "just under 50 %", "50 %", "just over 50 %", "73 %", "over 99 %", "100 %"];
  expect(shares.map(percent)).toEqual(shown);
});
