import { describe, expect, test } from "vitest";
import { loadOf, type Rhythm, wellbeingNote } from "./wellbeing.ts";

const dayMs = 86_400_000;
/** One count per day from 1 March 2025 on; a count of 0 is a day off. */
const daysOf = (counts: number[]) =>
  counts.flatMap((count, index) =>
    count === 0 ? [] : [{ day: new Date(Date.UTC(2025, 2, 1) + index * dayMs).toISOString().slice(0, 10), count }],
  );
const hoursOf = (count: (hour: number) => number) => Array.from({ length: 24 }, (_, hour) => count(hour));
/** Awake from six in the morning until eleven in the evening, twelve hours east. */
const asleep = hoursOf((hour) => (hour >= 12 && hour < 19 ? 0 : 10));
const week = [3, 2, 4, 1, 2, 0, 0];
const weeks = (count: number, of = week) => Array.from({ length: count }, () => of).flat();
const noteOf = (rhythm: Rhythm) => wellbeingNote(loadOf(rhythm));

test("who rests, of nights and on some days, gets no note", () => {
  const rhythm = { hours: asleep, days: daysOf(weeks(30)) };
  expect(loadOf(rhythm)).toEqual({
    activeDays: 150,
    medianPerDay: 2,
    mostPerDay: 4,
    longestRunDays: 5,
    night: { fromHourUtc: 12, toHourUtc: 18, signals: 0, share: 0 },
  });
  expect(noteOf(rhythm)).toBeNull();
});

test("four weeks without a day off are noted, over the end of a month", () => {
  expect(noteOf({ hours: asleep, days: daysOf([...Array(27).fill(1), 0, 1]) })).toBeNull();
  expect(noteOf({ hours: asleep, days: daysOf([...Array(60).fill(1), 43]) })).toBe(
    "Active on 61 days without a break; up to 43 on one day. That may be too much for one person: ask how they are.",
  );
});

test("a run is one also where summer time begins and in February", () => {
  const days = ["2024-02-28", "2024-02-29", "2024-03-01", "2024-03-30", "2024-03-31", "2024-04-01", "2024-04-02"];
  expect(loadOf({ hours: [], days: days.map((day) => ({ day, count: 1 })) }).longestRunDays).toBe(4);
});

test("many a day are noted where half of twenty days are like that, not one busy weekend", () => {
  const busy = weeks(4, [12, 12, 12, 1, 1, 0, 0]);
  expect(noteOf({ hours: asleep, days: daysOf(busy) })).toMatch(
    /^12 a day or more on half of the active days; up to 12 on one day\./,
  );
  expect(noteOf({ hours: asleep, days: daysOf([90, 80]) })).toBeNull();
  expect(noteOf({ hours: asleep, days: daysOf(weeks(4, [40, 11, 11, 1, 1, 0, 0])) })).toBeNull();
});

describe("the night", () => {
  const nightOf = (hours: number[]) => loadOf({ hours, days: [] }).night;

  test("is the quietest six hours in a row, over midnight too", () => {
    expect(nightOf(hoursOf((hour) => (hour >= 22 || hour < 4 ? 1 : 10)))).toEqual({
      fromHourUtc: 22,
      toHourUtc: 4,
      signals: 6,
      share: 6 / 186,
    });
  });

  test("is where it is, whatever the zone", () => {
    for (let shift = 0; shift < 24; shift += 1)
      expect(nightOf(hoursOf((hour) => ((hour + shift) % 24 < 6 ? 1 : 10)))?.fromHourUtc).toBe((24 - shift) % 24);
  });

  test("is not known from fewer than fifty signals", () => {
    const few = hoursOf((hour) => (hour < 7 ? 7 : 0));
    expect(nightOf(few)).toBeNull();
    expect(nightOf(few.map((count, hour) => (hour === 0 ? count + 1 : count)))).not.toBeNull();
    expect(nightOf([])).toBeNull();
  });

  test("is noted where there is hardly a time of rest, and says that it is a guess", () => {
    const at = (night: number, day: number) =>
      noteOf({ hours: hoursOf((hour) => (hour >= 2 && hour < 8 ? night : day)), days: daysOf(week) });
    // 60 of 348.
    expect(at(10, 16)).toContain(
      "17 % in the six hours that are most probably their night (their quietest, 02:00 to 08:00 UTC",
    );
    expect(at(10, 16)).toContain("no source tells their time zone");
    expect(at(10, 20)).toBeNull();
    // The same share, less than once a week.
    expect(at(8, 13)).toBeNull();
  });
});

test("of nobody's activity there is nothing to note", () => {
  expect(noteOf({ hours: [], days: [] })).toBeNull();
});
