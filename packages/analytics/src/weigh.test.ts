import fc from "fast-check";
import { expect, test } from "vitest";
import { weigh } from "./weigh.ts";

const rows = [
  { space: "forum:b", person: 1, count: 99 },
  { space: "forum:a", person: 1, count: 1 },
  { space: "forum:a", person: 2, count: 4 },
  { space: "forum:a", person: 3, count: 2 },
  { space: "forum:a", person: 3, count: 2 },
  { space: "forum:a", person: null, count: 10 },
  { space: "forum:c", person: 3, count: 0 },
];

test("events count every signal, those without a person too", () => {
  expect(weigh(rows, "events")).toEqual([
    { key: "forum:a", count: 19, people: 3 },
    { key: "forum:b", count: 99, people: 1 },
    { key: "forum:c", count: 0, people: 0 },
  ]);
});

test("people count each person once in a space, however loud", () => {
  expect(weigh(rows, "people").map(({ count }) => count)).toEqual([3, 1, 0]);
});

test("shared splits one weight per person by where they were active", () => {
  expect(weigh(rows, "shared").map(({ count }) => count)).toEqual([2.01, 0.99, 0]);
});

test("spaces with equal shares come out equal to the bit", () => {
  const thirds = [1, 2, 3].flatMap((person) => ["x:1", "x:2", "x:3"].map((space) => ({ space, person, count: 1 })));
  expect(weigh(thirds, "shared").map(({ count }) => count)).toEqual([1, 1, 1]);
});

test("equal shares stay equal where fractions add up differently from left and right", () => {
  const tenths = (space: string, ...counts: number[]) => counts.map((count, person) => ({ space, person, count }));
  const rows = [...tenths("x:1", 1, 2, 3), ...tenths("x:2", 3, 2, 1), ...tenths("x:3", 6, 6, 6)];
  expect(0.1 + 0.2 + 0.3).not.toBe(0.3 + 0.2 + 0.1);
  expect(weigh(rows, "shared").map(({ count }) => count)).toEqual([0.6, 0.6, 1.8]);
});

test("a negative count is refused", () => {
  expect(() => weigh([{ space: "x:1", person: 1, count: -1 }], "events")).toThrow(/x:1 is -1/);
});

test("the weights of all spaces add up to the number of people, in any order of rows", () => {
  const row = fc.record({
    space: fc.constantFrom("x:1", "x:2", "x:3", "x:4"),
    person: fc.integer({ min: 1, max: 9 }),
    count: fc.integer({ min: 1, max: 50 }),
  });
  const shuffled = fc
    .array(row, { minLength: 1, maxLength: 60 })
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      const weighed = weigh(list, "shared");
      const people = new Set(list.map(({ person }) => person)).size;
      expect(weighed.reduce((sum, { count }) => sum + count, 0)).toBeCloseTo(people, 8);
      for (const weighting of ["events", "people", "shared"] as const)
        expect(weigh(other, weighting)).toEqual(weigh(list, weighting));
    }),
  );
});
