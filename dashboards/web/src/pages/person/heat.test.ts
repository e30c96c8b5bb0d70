import { expect, test } from "vitest";
import { heatDays, heatMonths, heatWeeks, heatWords } from "./heat.ts";

const year = (counts: Record<number, number> = {}) => ({
  from: "2025-02-01",
  counts: Array.from({ length: 365 }, (_, index) => counts[index] ?? 0),
});

test("a day stands in the row of its weekday and the column of its week", () => {
  // 1 February 2025 was a Saturday.
  const days = heatDays(year());
  expect(days[0]).toMatchObject({ day: "2025-02-01", row: 5, column: 0 });
  expect(days[2]).toMatchObject({ day: "2025-02-03", row: 0, column: 1 });
  expect(days.at(-1)).toMatchObject({ day: "2026-01-31", row: 5, column: 52 });
});

test("the busiest day is the darkest, one signal is never nothing, and nothing is never a shade", () => {
  const days = heatDays(year({ 3: 40, 4: 1, 5: 20 }));
  expect(days.slice(2, 6).map(({ level }) => level)).toEqual([0, 4, 1, 2]);
  expect(heatDays(year({ 0: 1 }))[0]?.level).toBe(4);
});

test("weeks hold every day once, the newest first", () => {
  const weeks = heatWeeks(year({ 0: 3, 1: 2, 364: 5 }));
  expect(weeks.length).toBe(53);
  expect(weeks[0]).toEqual({ from: "2026-01-26", to: "2026-01-31", count: 5, activeDays: 1 });
  expect(weeks.at(-1)).toEqual({ from: "2025-02-01", to: "2025-02-02", count: 5, activeDays: 2 });
});

test("the year is told by its signals, its active days and its longest pause", () => {
  expect(heatWords(year({ 10: 2, 20: 1 }))).toEqual({ signals: 3, activeDays: 2, longestPauseDays: 344 });
});

test("the names of months stand above the weeks that they begin in", () => {
  expect(heatMonths(year()).map(({ month }) => month.slice(0, 7))).toHaveLength(12);
  expect(heatMonths(year())[1]).toEqual({ month: "2025-03-01", column: 4 });
});
