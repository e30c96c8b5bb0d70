import { expect, test } from "vitest";
import { days, readDate, readWindow, twelveMonthsTo } from "./window.ts";

test("a date without a zone is UTC", () => {
  expect(readDate("2026-01-31", "--from").toISOString()).toBe("2026-01-31T00:00:00.000Z");
  expect(readDate("2026-01-31T10:00", "--from").toISOString()).toBe("2026-01-31T10:00:00.000Z");
  expect(readDate("2026-01-31T10:00:00+02:00", "--from").toISOString()).toBe("2026-01-31T08:00:00.000Z");
});

test("a day that does not exist is refused, not rolled over", () => {
  expect(() => readDate("2025-02-29", "--to")).toThrow(/--to "2025-02-29" is not a date/);
  expect(() => readDate("yesterday", "--to")).toThrow(/not a date/);
  expect(() => readDate("2026-13-01", "--to")).toThrow(/not a date/);
});

test("an empty or backward window is refused", () => {
  const day = new Date("2026-01-01");
  expect(() => readWindow(day, day)).toThrow(/is empty/);
  expect(days(readWindow(day, new Date("2026-01-02T12:00:00Z")))).toBe(1.5);
});

test("twelve months are a calendar year, over a leap day too", () => {
  expect(twelveMonthsTo(new Date("2024-02-29T00:00:00Z")).from.toISOString()).toBe("2023-03-01T00:00:00.000Z");
  expect(twelveMonthsTo(new Date("2026-11-15T00:00:00Z")).from.toISOString()).toBe("2025-11-15T00:00:00.000Z");
});
