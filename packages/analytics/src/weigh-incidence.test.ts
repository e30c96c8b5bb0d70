import fc from "fast-check";
import { expect, test } from "vitest";
import { weightings } from "./weigh.ts";
import { incidenceOf, type SpaceActivity, weights } from "./weigh-incidence.ts";

const row = fc.record({
  space: fc.constantFrom("x:1", "x:2", "x:3", "x:4"),
  person: fc.option(fc.integer({ min: 1, max: 9 })),
  count: fc.integer({ min: 0, max: 50 }),
});
const someRows = fc.array(row, { minLength: 1, maxLength: 60 });

/** The weights of the three weightings, added up another way: a map per person. */
function byHand(rows: readonly SpaceActivity[], space: string) {
  const known = rows.filter(({ person, count }) => person !== null && count > 0);
  const of = (person: number | null, only?: string) =>
    known
      .filter((one) => one.person === person && (!only || one.space === only))
      .reduce((sum, one) => sum + one.count, 0);
  const there = [...new Set(known.filter((one) => one.space === space).map(({ person }) => person))];
  return {
    events: rows.filter((one) => one.space === space).reduce((sum, one) => sum + one.count, 0),
    people: there.length,
    shared: there.reduce((sum: number, person) => sum + of(person, space) / of(person), 0),
  };
}

test("all three weightings come from one table, as counted by hand", () => {
  fc.assert(
    fc.property(someRows, (rows) => {
      const incidence = incidenceOf(rows);
      for (const weighting of weightings)
        for (const { key, count } of weights(incidence, weighting).spaces)
          expect(count).toBeCloseTo(byHand(rows, key)[weighting], 9);
    }),
  );
});

test("the same activity under other ids, in any order of rows, is the same table but for the ids", () => {
  const shuffled = someRows.chain((rows) =>
    fc.tuple(
      fc.constant(rows),
      fc.shuffledSubarray(rows, { minLength: rows.length }),
      fc.shuffledSubarray([11, 12, 13, 14, 15, 16, 17, 18, 19], { minLength: 9 }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([rows, other, ids]) => {
      const renamed = other.map((one) => ({
        ...one,
        person: one.person === null ? null : (ids[one.person - 1] ?? null),
      }));
      const { persons, ...table } = incidenceOf(rows);
      const { persons: others, ...same } = incidenceOf(renamed);
      expect(same).toEqual(table);
      expect(others).toHaveLength(persons.length);
    }),
  );
});

test("a table of the entries knows no person who did nothing", () => {
  const { persons, nobody, spaces } = incidenceOf([
    { space: "x:b", person: 7, count: 0 },
    { space: "x:a", person: null, count: 3 },
  ]);
  expect([persons.length, [...nobody], spaces]).toEqual([0, [3, 0], ["x:a", "x:b"]]);
});
