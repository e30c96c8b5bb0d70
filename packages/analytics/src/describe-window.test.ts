import { twelveMonthsTo } from "@groundswell/model";
import { expect, test } from "vitest";
import { describeWindow } from "./describe-window.ts";

const words = (from: string, to: string) => describeWindow({ from: new Date(from), to: new Date(to) });

test.each([
  ["2025-01-01", "2026-01-01", "the 12 months to 2026-01-01"],
  ["2025-11-15", "2026-11-15", "the 12 months to 2026-11-15"],
  ["2024-01-01", "2026-01-01", "the 24 months to 2026-01-01"],
  ["2025-12-01", "2026-01-01", "the month to 2026-01-01"],
  ["2026-02-01", "2026-03-01", "the month to 2026-03-01"],
  ["2026-08-23", "2026-11-15", "the 12 weeks to 2026-11-15"],
  ["2026-01-01", "2026-02-10", "the 40 days to 2026-02-10"],
  ["2026-01-01", "2026-01-02", "the day to 2026-01-02"],
  ["2026-03-03", "2026-03-31", "the 4 weeks to 2026-03-31"],
  ["2026-01-01T12:00:00Z", "2026-02-01", "the time from 2026-01-01T12:00Z to 2026-02-01"],
])("from %s to %s is %s", (from, to, expected) => {
  expect(words(from, to)).toBe(expected);
});

test("twelve months are twelve months over a leap day too", () => {
  const to = new Date("2024-02-29");
  expect(describeWindow(twelveMonthsTo(to))).toBe("the 12 months to 2024-02-29");
});
