import { expect, test } from "vitest";
import { changeWords, daysLeftWords } from "./renewal-columns.tsx";

test("days are counted to both sides of today", () => {
  expect([12, 1, 0, -1, -3].map(daysLeftWords)).toEqual(["in 12 days", "in 1 day", "today", "1 day ago", "3 days ago"]);
});

test("a change has its sign, and none is neither", () => {
  expect([4.2, -0.31, 0].map(changeWords)).toEqual(["+4.2 points", "−0.3 points", "±0.0 points"]);
});
