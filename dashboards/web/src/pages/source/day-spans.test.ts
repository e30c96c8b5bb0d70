import { expect, test } from "vitest";
import { countDays, daySpans, type SourceDay } from "./day-spans.ts";

const days: SourceDay[] = [
  { day: "2026-01-01", state: "not-expected", why: null },
  { day: "2026-01-02", state: "read", why: null },
  { day: "2026-01-03", state: "read", why: null },
  { day: "2026-01-04", state: "failed", why: "The host answered 500." },
  { day: "2026-01-05", state: "failed", why: "The host answered 503." },
  { day: "2026-01-06", state: "read", why: null },
];

test("days that say the same stand together, the newest first, and two reasons stay two", () => {
  expect(daySpans(days).map(({ from, to, days: count, state }) => [from, to, count, state])).toEqual([
    ["2026-01-06", "2026-01-06", 1, "read"],
    ["2026-01-05", "2026-01-05", 1, "failed"],
    ["2026-01-04", "2026-01-04", 1, "failed"],
    ["2026-01-02", "2026-01-03", 2, "read"],
    ["2026-01-01", "2026-01-01", 1, "not-expected"],
  ]);
  expect(daySpans([])).toEqual([]);
});

test("every day is counted once", () => {
  expect(countDays(days)).toEqual({ read: 3, failed: 2, missing: 0, "not-expected": 1 });
});
