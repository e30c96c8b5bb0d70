import { expect, test } from "vitest";
import { covers, type Period, without } from "./account-kind.ts";

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const period = (from: number | null, until: number | null): Period => ({
  from: from === null ? null : day(from),
  until: until === null ? null : day(until),
});

test("a period holds its beginning and not its end", () => {
  expect([9, 10, 11, 12].map((n) => covers(period(10, 12), day(n)))).toEqual([false, true, true, false]);
  expect([covers(period(null, 12), day(11)), covers(period(null, 12), day(12))]).toEqual([true, false]);
  expect([covers(period(10, null), day(9)), covers(period(10, null), day(10))]).toEqual([false, true]);
  expect(covers(period(null, null), day(1))).toBe(true);
});

test("cutting a period out leaves the parts on both sides, and no day twice", () => {
  const days = Array.from({ length: 20 }, (_, n) => n + 1);
  const ends = [null, 5, 10, 15];
  for (const a of ends)
    for (const b of ends)
      for (const c of ends)
        for (const d of ends) {
          if ((a !== null && b !== null && a >= b) || (c !== null && d !== null && c >= d)) continue;
          const left = without(period(a, b), period(c, d));
          for (const n of days)
            expect(left.filter((part) => covers(part, day(n))).length, `${a}-${b} without ${c}-${d} on ${n}`).toBe(
              covers(period(a, b), day(n)) && !covers(period(c, d), day(n)) ? 1 : 0,
            );
        }
});
