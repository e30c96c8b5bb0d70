import fc from "fast-check";
import { expect, test } from "vitest";
import { fewestSpaces, overlap } from "./fewest-spaces.ts";
import { incidenceOf } from "./weigh-incidence.ts";

/** Who is where, by the letters of the spaces that each person is active in. */
const where = (...people: string[]) =>
  incidenceOf(people.flatMap((spaces, person) => [...spaces].map((space) => ({ space, person, count: 1 + person }))));

test("the space that adds the most new people comes next, not the largest one", () => {
  // a has five people, b four of the same, c two others.
  const met = fewestSpaces(where("ab", "ab", "ab", "ab", "a", "c", "c", "d"));
  expect(met).toEqual({ target: 0.8, spaces: 2, keys: ["a", "c"], people: 7, share: 7 / 8 });
});

test("equal gains are taken in order of key, and the target may be met exactly", () => {
  expect(fewestSpaces(where("b", "c", "d", "e", "a"))?.keys).toEqual(["a", "b", "c", "d"]);
});

test("where nobody is known, nobody can be reached", () => {
  const nobody = incidenceOf([{ space: "a", person: null, count: 4 }]);
  expect([fewestSpaces(nobody), overlap(nobody, ["a"])]).toEqual([null, null]);
});

test("each step adds as many people as any space could, as a plain search finds", () => {
  const person = fc.subarray([..."abcdefg"], { minLength: 1 });
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 30 }), (people) => {
      const met = fewestSpaces(where(...people.map((spaces) => spaces.join(""))));
      let left = people;
      for (const key of met?.keys ?? []) {
        const adds = (space: string) => left.filter((spaces) => spaces.includes(space)).length;
        expect(adds(key)).toBe(Math.max(...[..."abcdefg"].map(adds)));
        left = left.filter((spaces) => !spaces.includes(key));
      }
      expect(met?.people).toBe(people.length - left.length);
      expect(met?.share).toBeGreaterThanOrEqual(0.8 - 1e-9);
    }),
  );
});

test("overlap is who is active in two or more of the given spaces, of everybody", () => {
  expect(overlap(where("ab", "ac", "abc", "d"), ["a", "b"])).toBe(0.5);
  expect(overlap(where("ab", "ac"), ["a"])).toBe(0);
});
