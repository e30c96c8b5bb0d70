import { describe, expect, test } from "vitest";
import { type Month, monthsBefore } from "./months.ts";
import { type PersonDay, risingPeople } from "./recent-rise.ts";
import { risersBeyondChance, testRises } from "./rise-test.ts";

const asOf = new Date("2026-02-01T00:00:00Z");
const months = monthsBefore(asOf, 12);
const allRead = months.map(() => true);

/** Somebody active on so many days of each of the months, with so many events a day. */
function active(person: number, days: readonly number[], events = 1): PersonDay[] {
  return days.flatMap((count, at) =>
    Array.from({ length: count }, (_, day) => ({
      person,
      day: new Date((months[at] as Month).from.getTime() + day * 86_400_000).toISOString().slice(0, 10),
      events,
    })),
  );
}
const steady = Array.from({ length: 12 }, (_, at) => 6 + ((at * 5) % 4));
const rising = [1, 1, 2, 2, 3, 4, 5, 7, 9, 12, 15, 19];
const beyond = (days: readonly PersonDay[], isRead = allRead) =>
  risersBeyondChance(risingPeople(days, asOf), testRises(days, months, isRead)).map(({ person }) => person);

describe("whoever rises", () => {
  test("has more active days month after month, with the statistic of Mann and Kendall", () => {
    const days = [...active(1, rising), ...active(2, steady)];
    expect(beyond(days)).toEqual([1]);
    // Of 66 pairs of months, two are equal and all others rise.
    expect(testRises(days, months, allRead).get(1)).toMatchObject({ s: 64, months: 12 });
  });

  test("is nobody who had one busy month, however much they did in it", () => {
    const once = [...steady.slice(0, 11), 14];
    const busy = active(1, once, 1).concat(active(1, [...Array(11).fill(0), 14], 40));
    expect(risingPeople(busy, asOf).map(({ person }) => person)).toEqual([1]);
    expect(beyond(busy)).toEqual([]);
  });

  test("is nobody who falls", () => {
    expect(beyond(active(1, rising.toReversed()))).toEqual([]);
  });

  test("is judged among everybody who was tested: what stands out alone may not among a hundred", () => {
    const slight = [0, 1, 1, 0, 2, 1, 1, 2, 1, 2, 3, 3];
    const alone = active(1, slight, 3);
    const crowd = Array.from({ length: 100 }, (_, at) => active(at + 2, steady)).flat();
    expect(testRises(alone, months, allRead).get(1)?.q).toBeLessThan(0.1);
    expect(testRises([...alone, ...crowd], months, allRead).get(1)?.q).toBeGreaterThan(0.1);
  });
});

test("whoever does the same every month was tested too", () => {
  const slight = active(1, [0, 1, 1, 0, 2, 1, 1, 2, 1, 2, 3, 3], 3);
  const same = Array.from({ length: 100 }, (_, at) => active(at + 2, Array(12).fill(2))).flat();
  const tests = testRises([...slight, ...same], months, allRead);
  expect(tests.get(2)).toMatchObject({ s: 0, p: 1 });
  expect(tests.get(1)?.q).toBeGreaterThan(0.1);
});

test("months that nobody read are no months without activity", () => {
  const late = active(1, [0, 0, 0, 8, 7, 9, 8, 7, 9, 8, 7, 8]);
  expect(testRises(late, months, allRead).get(1)?.p).toBeLessThan(0.2);
  const unread = months.map((_, at) => at >= 3);
  expect(testRises(late, months, unread).get(1)).toMatchObject({ months: 9 });
  expect(testRises(late, months, unread).get(1)?.p).toBeGreaterThan(0.5);
  const tooFew = months.map((_, at) => at >= 4);
  expect(testRises(late, months, tooFew).get(1)).toMatchObject({ s: null, p: null, q: null, months: 8 });
});

test("the order of the days shows nowhere, nor does a month that has not ended", () => {
  const days = [...active(1, rising), ...active(2, steady)];
  expect([...testRises(days.toReversed(), months, allRead)]).toEqual([...testRises(days, months, allRead)]);
  const cut = monthsBefore(new Date("2026-02-10T00:00:00Z"), 12);
  const more = [...days, { person: 1, day: "2026-02-05", events: 5 }];
  const read = cut.map(() => true);
  expect(testRises(more, cut, read)).toEqual(testRises(days, cut, read));
});
