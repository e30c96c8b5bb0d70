import { expect, test } from "vitest";
import { concentration } from "./concentration.ts";
import { concentrationInterval } from "./concentration-interval.ts";
import { concentrationWarnings } from "./concentration-warnings.ts";
import type { KindCount } from "./units.ts";
import { type Weighting, weigh, weightings } from "./weigh.ts";
import { incidenceOf, type SpaceActivity, weights } from "./weigh-incidence.ts";

type More = { weighting?: Weighting; rate?: number | null; headKinds?: KindCount[]; unknownShare?: number };

function warnings(
  rows: SpaceActivity[],
  { weighting = "events", rate = 1, headKinds = [], unknownShare = 0 }: More = {},
) {
  const incidence = incidenceOf(rows);
  const weighed = weights(incidence, weighting);
  const measured = concentration(weighed.spaces, { configured: weighed.spaces.length });
  return concentrationWarnings({
    weighting,
    concentration: measured,
    interval: concentrationInterval(weighed, measured),
    persons: incidence.persons.length,
    coverage: { expected: 100, read: 100 * (rate ?? 0), rate, missing: [] },
    counted: Object.fromEntries(weightings.map((one) => [one, weigh(rows, one)])) as Record<
      Weighting,
      ReturnType<typeof weigh>
    >,
    headKinds,
    unknownShare,
  });
}

/** Many people of like activity in each of six spaces, so many of them that nothing is left to chance. */
const sound = [300, 250, 120, 90, 60, 30].flatMap((people, space) =>
  Array.from({ length: people }, (_, person) => ({ space: `x:${space}`, person: space * 1000 + person, count: 2 })),
);

test("a clear picture carries no warning", () => {
  expect(warnings(sound)).toEqual([]);
});

test("nothing at all, or fewer than three spaces, is said and nothing else of them", () => {
  expect(warnings([{ space: "x:1", person: null, count: 0 }])).toEqual([
    "Nothing happened in this window: every share is unknown.",
  ]);
  const two = sound.filter(({ space }) => space < "x:2");
  expect(warnings(two)).toEqual([
    "Only 2 spaces were active: with fewer than 3 there is no concentration to speak of.",
  ]);
  expect(warnings(sound.filter(({ space }) => space < "x:1"))[0]).toMatch(/^Only 1 space was active/);
});

test("one person alone, a few, and nobody known are told apart", () => {
  const by = (...persons: (number | null)[]) =>
    warnings(["a", "b", "c"].flatMap((space, at) => persons.map((person) => ({ space, person, count: 9 - 2 * at }))));
  expect(by(1)).toContain("One person did all that has a known author: there is no interval with fewer than 10.");
  expect(by(1, 2, 3)).toContain("Only 3 people were active: there is no interval with fewer than 10.");
  expect(by(null)).toContain("No author is known of any signal: there are no people to count, and no interval.");
});

test("equal spaces where half is reached are said to be equal", () => {
  const even = sound.map((row) => (row.space === "x:1" ? { ...row, space: "x:2", person: row.person + 5000 } : row));
  expect(warnings(even).join()).not.toMatch(/equal where half/);
  const tied = [200, 200, 200, 50].flatMap((people, space) =>
    Array.from({ length: people }, (_, person) => ({ space: `x:${space}`, person: space * 1000 + person, count: 1 })),
  );
  expect(warnings(tied)).toContain(
    "3 spaces are equal where half is reached: which of them belong to the head is decided by their keys.",
  );
});

test("a majority that could as well be another number of spaces is not certain", () => {
  const few = Array.from({ length: 12 }, (_, person) => ({ space: `x:${person}`, person, count: (person + 1) ** 2 }));
  expect(warnings(few).join()).toMatch(
    /That 3 spaces reach half is not certain: with other people it could be \d to \d/,
  );
});

test("where people and signals name other first spaces, it says which", () => {
  const loud = { space: "y:loud", person: 9999, count: 500 };
  expect(warnings([...sound, loud])).toContainEqual(
    "The first 5 depend on what is counted: against signals, by people x:4 instead of y:loud; by people shared over their spaces x:4 instead of y:loud.",
  );
});

test("messages added to commits are named as unlike, and only where signals are counted", () => {
  const headKinds: KindCount[] = [
    { space: "x:0", kind: "message", count: 700 },
    { space: "x:1", kind: "commit", count: 300 },
  ];
  expect(warnings(sound, { headKinds })).toEqual([
    "Unlike things are added up in the head: questions, answers and messages (x:0), commits and reviews (x:1). Compare with --weighting people.",
  ]);
  expect(warnings(sound, { headKinds, weighting: "people" })).toEqual([]);
  expect(warnings(sound, { headKinds: headKinds.slice(0, 1) })).toEqual([]);
});

test("a window of which less than nine tenths were read is marked, unknown coverage is not", () => {
  expect(warnings(sound, { rate: 0.89 })).toEqual([
    "Only 89 % of what should have been read was read, below 90 %: what looks silent may be unread.",
  ]);
  expect(warnings(sound, { rate: 0.9 })).toEqual([]);
  expect(warnings(sound, { rate: null })).toEqual([]);
});

test("many signals of nobody known make the interval too narrow, which is said", () => {
  expect(warnings(sound, { unknownShare: 0.3 }).join()).toMatch(/^30 % of the signals have no known author/);
  expect(warnings(sound, { unknownShare: 0.2 })).toEqual([]);
});
