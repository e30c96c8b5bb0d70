import { expect, test } from "vitest";
import { beside, snoozedUntil } from "./review-keys.ts";

const rows = [{ id: "1-2" }, { id: "3-4" }, { id: "5-6" }];

test("the review goes from one proposal to the next and stops at the ends", () => {
  expect(beside(rows, "1-2", 1)?.id).toBe("3-4");
  expect(beside(rows, "5-6", 1)).toBeNull();
  expect(beside(rows, "1-2", -1)).toBeNull();
  expect(beside([], "1-2", 1)).toBeNull();
});

test("a proposal that was decided elsewhere leads to the first", () => {
  expect(beside(rows, "9-9", 1)?.id).toBe("1-2");
});

test("what is put off comes back on a day, whatever the hour", () => {
  expect(snoozedUntil(new Date("2026-01-31T23:59:00Z"), 30)).toBe("2026-03-02");
});
