import { expect, test } from "vitest";
import { withoutTopPerson } from "./concentration-without.ts";
import { incidenceOf, type SpaceActivity, weights } from "./weigh-incidence.ts";

const rows: SpaceActivity[] = [
  { space: "x:a", person: 1, count: 60 },
  { space: "x:b", person: 1, count: 10 },
  { space: "x:b", person: 2, count: 15 },
  { space: "x:c", person: 3, count: 10 },
  { space: "x:c", person: null, count: 5 },
];
const without = (given: SpaceActivity[], weighting: "events" | "people" | "shared") =>
  withoutTopPerson(weights(incidenceOf(given), weighting), { configured: 3 });

test("what the most active person did is gone from every space, and nothing else is", () => {
  const left = without(rows, "events");
  expect(left).toMatchObject({ share: 0.7, k50: 1, topShare: { "1": 0.5, "3": 1 }, hhi: 0.5 });
  expect(without(rows, "people")).toMatchObject({ share: 0.5, topShare: { "1": 0.5 } });
  expect(without(rows, "shared")).toMatchObject({ topShare: { "1": 0.5 }, hhi: 0.5 });
});

test("who it is cannot be read from the answer", () => {
  expect(Object.keys(without(rows, "events") ?? {}).sort()).toEqual(["hhi", "k50", "share", "topShare"]);
});

test("without the only person nothing is left, and without any known there is nobody to leave out", () => {
  expect(without([{ space: "x:a", person: 1, count: 3 }], "shared")).toMatchObject({ share: 1, k50: null, hhi: null });
  expect(without([{ space: "x:a", person: null, count: 3 }], "events")).toBeNull();
});
