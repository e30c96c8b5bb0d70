import { expect, test } from "vitest";
import { monthsBefore, nameMonth } from "./months.ts";
import { readMonths } from "./reading.ts";
import { risingPeople } from "./recent-rise.ts";
import { silentFrom } from "./silence.ts";

const at = (day: string) => new Date(`${day}T00:00:00Z`);

test("months are whole months of the calendar, and the one that is cut short is provisional", () => {
  const names = (asOf: string, count: number) =>
    monthsBefore(at(asOf), count).map(({ from, provisional }) => nameMonth(from) + (provisional ? "?" : ""));
  expect(names("2026-02-01", 3)).toEqual(["2025-11", "2025-12", "2026-01"]);
  expect(names("2026-02-02", 3)).toEqual(["2025-11", "2025-12", "2026-01", "2026-02?"]);
  expect(monthsBefore(at("2024-03-31"), 1)[0]?.to).toEqual(at("2024-03-01"));
});

test("a month is read where pulls left out no more than a tenth of it, however they overlap", () => {
  const months = monthsBefore(at("2026-03-01"), 4);
  const pull = (from: string, to: string) => ({ from: at(from), to: at(to) });
  expect(readMonths([pull("2026-01-15", "2026-02-27"), pull("2025-12-03", "2026-01-16")], months)).toEqual([
    ...[false, true, true, true],
  ]);
  expect(readMonths([pull("2026-01-01", "2026-01-10"), pull("2026-01-05", "2026-01-24")], months)).not.toContain(true);
  expect(readMonths([], months)).not.toContain(true);
});

test("silence is nothing for three months after twenty active ones; gaps in reading are none", () => {
  const active = Array.from({ length: 24 }, () => 5);
  expect(silentFrom([...active, 0, 0, 0])).toBe(24);
  expect(silentFrom([...active, 0, 0])).toBeNull();
  expect(silentFrom([...active, null, null, null])).toBeNull();
  expect(silentFrom([...active, 0, 0, 0, 1])).toBeNull();
  expect(silentFrom([...active, null, 0, 0, 0])).toBe(25);
  expect(silentFrom([...active, 0, null, 0, 0, null])).toBe(24);
  expect(silentFrom([...active, null, 0, 0, null])).toBeNull();
  expect(silentFrom([...active.map((value, month) => (month % 3 === 0 ? value : 0)), 0, 0, 0])).toBeNull();
  expect(silentFrom([0, 0, 0, 0])).toBeNull();
});

test("people rise who do more of late than their year would have it; a burst of one day or a handful of signals is no rise", () => {
  const asOf = at("2026-02-01");
  const daysAgo = (days: number) => new Date(asOf.getTime() - days * 86_400_000).toISOString().slice(0, 10);
  const did = (person: number, days: number[], events = 1) =>
    days.map((ago) => ({ person, day: daysAgo(ago), events }));
  const everyWeek = Array.from({ length: 52 }, (_, week) => 7 * week + 3);
  const rising = risingPeople(
    [
      ...did(1, everyWeek),
      ...did(2, [...everyWeek, 1, 2, 4, 5, 6, 8, 9, 11, 12, 13]),
      ...did(3, [4], 40),
      ...did(4, [1, 2, 3, 4, 5]),
      ...did(5, [2, 5, 9, 14, 20, 22], 2),
      ...did(6, [300, 310, 320, 330, 340], 9),
      ...did(7, [-1, 400, 401, 402, 403], 9),
    ],
    asOf,
  );
  expect(rising.map(({ person }) => person)).toEqual([5, 2]);
  expect(rising[0]?.ratio).toBeGreaterThan(rising[1]?.ratio ?? 1);
  expect(
    risingPeople(
      did(
        1,
        Array.from({ length: 365 }, (_, day) => day + 1),
        1,
      ),
      asOf,
    ),
  ).toEqual([]);
});
