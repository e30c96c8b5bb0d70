import { expect, test } from "vitest";
import { findPace } from "./pace.ts";

test("twenty signals within a minute are a machine's pace, nineteen are not", () => {
  const begun = Date.UTC(2026, 0, 1, 14, 3);
  const times = (count: number) => new Map([[1, Array.from({ length: count }, (_, n) => begun + n * 3000)]]);
  expect(findPace(times(20))[0]?.why).toBe("20 signals within 60 seconds from 2026-01-01T14:03:00.000Z.");
  expect(findPace(times(19))).toEqual([]);
});

test("signals that are dated by the day or the month alone have no pace", () => {
  const dated = Array.from({ length: 22 }, () => Date.UTC(2026, 2, 1));
  expect(findPace(new Map([[1, dated]]))).toEqual([]);
});
