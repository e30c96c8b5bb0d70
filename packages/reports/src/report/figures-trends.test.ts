import { judgeTrends, monthsBefore } from "@groundswell/analytics";
import { expect, test } from "vitest";
import { lastMonths, movers, notesInside, yearsSideBySide } from "./figures-trends.ts";

const points = (values: (number | null)[], provisional = false) =>
  values.map((value, at) => {
    const of = (month: number) => new Date(Date.UTC(2023, month, 1)).toISOString();
    return { from: of(at), to: of(at + 1), value, provisional: provisional && at === values.length - 1 };
  });
const series = (key: string, unit: "people" | "events", slopePerMonth: number, more = {}) => ({
  ...{ key, name: key, of: "space" as const, unit, direction: "rising" as const, slopePerMonth, mean: 10, points: [] },
  yearOnYear: null,
  ...{ changes: [], alerts: [], silentSince: null, ...more },
});

test("a space that rises by people and by events is one line, told by people", () => {
  const grown = { yearOnYear: { before: 10, now: 16, change: 0.6, interval: [0.2, 1.1] as [number, number] } };
  const found = movers(
    [series("a", "people", 0.5, grown), series("a", "events", 5), series("b", "events", 9)],
    "rising",
  );
  expect(found).toMatchObject([
    { key: "a", units: ["people", "events"], yearly: 0.6 },
    { key: "b", units: ["events"] },
  ]);
  expect(movers([series("a", "people", 0.5, { of: "expertise" })], "rising")).toEqual([]);
});

test("no change in a year is below -100 %", () => {
  const months = monthsBefore(new Date("2026-02-01T00:00:00Z"), 36);
  const values = months.map((_, at) => (at < 12 ? null : Math.round((200 * (35 - at)) / 23)));
  const [trend] = judgeTrends([{ unit: "people", values, earlier: Array(24).fill(null), people: 50 }], months);
  if (trend === undefined) throw new Error("One series gives one trend.");
  const [told] = movers([{ key: "a", name: "a", of: "space", unit: "people", points: [], ...trend }], "falling");
  expect(told?.yearly).toBeGreaterThan(-1);
  expect(told?.yearly).toBeLessThan(-0.5);
});

test("the last months and those before them, and unknown where one was not read", () => {
  const known = points([1, 2, 3, 4, 5, 6]);
  expect(lastMonths(known, { months: 3, back: 0, as: "sum" })).toBe(15);
  expect(lastMonths(known, { months: 3, back: 3, as: "mean" })).toBe(2);
  expect(lastMonths(known, { months: 3, back: 4, as: "sum" })).toBeNull();
  expect(lastMonths(points([1, null, 3]), { months: 2, back: 0, as: "sum" })).toBeNull();
});

test("a month that has not ended is in no number", () => {
  expect(lastMonths(points([1, 2, 9], true), { months: 1, back: 0, as: "sum" })).toBe(2);
});

const window = { from: new Date("2026-01-01"), to: new Date("2026-02-01") };

test("a change of level is told in the window in which it first shows, a spike in its own month", () => {
  const of = (at: string) =>
    notesInside(
      [series("a", "people", 0, { changes: [{ at, why: "changed" }], alerts: [{ at, why: "spike" }] })],
      window,
    );
  expect(of("2025-10")).toEqual([]);
  expect(of("2025-11").map(({ why }) => why)).toEqual(["changed"]);
  expect(of("2026-01").map(({ why }) => why)).toEqual(["changed", "spike"]);
  expect(of("2026-02")).toEqual([]);
});

test("what people show, their events show as well: it is said once, and a silence is asked about", () => {
  const note = { changes: [{ at: "2025-12", why: "more" }], silentSince: "2025-11" };
  const told = notesInside(
    [series("a", "events", 0, note), series("a", "people", 0, note), series("b", "events", 0, note)],
    window,
  );
  expect(told.map(({ key, why }) => `${key} ${why}`)).toEqual([
    "a more",
    "b more",
    "a nothing since 2025-11: check whether it is still read",
  ]);
});

test("three years stand side by side, the same months in a row", () => {
  const table = yearsSideBySide(points(Array.from({ length: 36 }, (_, at) => at)));
  expect(table).toHaveLength(12);
  expect(table[0]).toEqual({ month: "01", values: [0, 12, 24] });
  expect(table[11]).toEqual({ month: "12", values: [11, 23, 35] });
});
