import { dayMs } from "@groundswell/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { coverage, neverRead, type SourceReading } from "./coverage.ts";

const at = (text: string) => new Date(text.length === 10 ? `${text}T00:00:00Z` : text);
const between = (from: string, to: string) => ({ from: at(from), to: at(to) });
const january = between("2026-01-01", "2026-02-01");
const later = at("2026-06-01");

function reading(known: Partial<SourceReading>): SourceReading {
  return { source: "blog", since: null, read: [], failed: [], ...known };
}

test("a window read in pieces is read whole", () => {
  const read = [between("2026-01-20", "2026-03-01"), between("2025-12-01", "2026-01-20")];
  expect(coverage([reading({ read })], january, later)).toEqual({ expected: 31, read: 31, rate: 1, missing: [] });
});

test("a failed window is a failed window, and says why", () => {
  const source = reading({
    read: [between("2026-01-01", "2026-01-10"), between("2026-01-15", "2026-01-29")],
    failed: [{ window: between("2026-01-09", "2026-01-13"), why: "the site answered 503" }],
  });
  expect(coverage([source], january, later)).toEqual({
    expected: 31,
    read: 23,
    rate: 23 / 31,
    missing: [
      { source: "blog", from: "2026-01-10", to: "2026-01-13", why: "the site answered 503" },
      { source: "blog", from: "2026-01-13", to: "2026-01-15", why: neverRead },
      { source: "blog", from: "2026-01-29", to: "2026-02-01", why: neverRead },
    ],
  });
});

test("of several failures of a day the last one speaks", () => {
  const failed = ["the site answered 503", "the key was refused"].map((why) => ({ window: january, why }));
  expect(coverage([reading({ failed })], january, later).missing).toEqual([
    { source: "blog", from: "2026-01-01", to: "2026-02-01", why: "the key was refused" },
  ]);
});

test("a window that failed first and was read later is read", () => {
  const read = [january];
  const failed = [{ window: january, why: "the site answered 503" }];
  expect(coverage([reading({ read, failed })], january, later).missing).toEqual([]);
});

test("nothing is expected before a source began or after the as-of instant", () => {
  const source = reading({ since: at("2026-01-11"), read: [between("2026-01-11", "2026-01-21")] });
  expect(coverage([source], january, at("2026-01-21"))).toMatchObject({ expected: 10, read: 10, rate: 1 });
});

test("a day half read is unread; two pulls that meet inside it read it", () => {
  const half = reading({ read: [between("2026-01-01", "2026-01-31T12:00:00Z")] });
  expect(coverage([half], january, later)).toMatchObject({ read: 30 });
  const both = reading({ read: [...half.read, between("2026-01-31T12:00:00Z", "2026-02-01")] });
  expect(coverage([both], january, later)).toMatchObject({ read: 31 });
});

test("a day that is not over is not expected yet", () => {
  expect(coverage([reading({})], january, at("2026-01-02T23:00:00Z"))).toMatchObject({ expected: 1, read: 0, rate: 0 });
});

test("coverage of nothing expected is unknown", () => {
  expect(coverage([], january, later)).toEqual({ expected: 0, read: 0, rate: null, missing: [] });
  expect(coverage([reading({ since: later })], january, later).rate).toBeNull();
});

test("sources add up, and their gaps stand in order of name", () => {
  const whole = reading({ source: "b", read: [january] });
  const result = coverage([whole, reading({ source: "c" }), reading({ source: "a" })], january, later);
  expect(result).toMatchObject({ expected: 93, read: 31, rate: 1 / 3 });
  expect(result.missing.map(({ source }) => source)).toEqual(["a", "c"]);
});

test("counting day by day gives the same coverage", () => {
  const day = (n: number) => new Date(january.from.getTime() + n * dayMs);
  const stretch = fc.tuple(fc.integer({ min: -5, max: 40 }), fc.integer({ min: 0, max: 12 }));
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 8 }), (stretches) => {
      const read = stretches.map(([from, length]) => ({ from: day(from), to: day(from + length) }));
      const isRead = (n: number) => stretches.some(([from, length]) => from <= n && n < from + length);
      const result = coverage([reading({ read })], january, later);
      expect(result.read).toBe(Array.from({ length: 31 }, (_, n) => n).filter(isRead).length);
      const unread = result.missing.reduce((sum, { from, to }) => sum + (Date.parse(to) - Date.parse(from)) / dayMs, 0);
      expect(unread).toBe(result.expected - result.read);
    }),
  );
});
