import type * as Model from "@groundswell/model";
import { expect, test } from "vitest";
import {
  filterQuery,
  filtersUsed,
  firstCandidatesPlace,
  firstIdentitiesPlace,
  readCandidatesPlace,
  readComparePlace,
  readDossierPlace,
  readIdentitiesPlace,
  readWhatIfPlace,
  stages,
} from "./place-people.ts";

// By its path and only here: pages take no values from other packages.
const model = await import(new URL("../../../packages/model/src/candidacy.ts", import.meta.url).href);
const { candidacyStages } = model as typeof Model;

test("an address with nothing or nonsense in it shows the first choices", () => {
  expect(readCandidatesPlace({})).toEqual(firstCandidatesPlace);
  expect(readCandidatesPlace({ track: 4, stage: "promoted", view: {}, minEvidence: "-2", region: ["PT"] })).toEqual(
    firstCandidatesPlace,
  );
  expect(readIdentitiesPlace({ show: "all", proposal: "../1-2" })).toEqual(firstIdentitiesPlace);
  expect(readDossierPlace({ frozen: "1.5" })).toEqual({ frozen: 0 });
});

test("what is asked of the API is what the address says and no more", () => {
  expect(filterQuery(firstCandidatesPlace)).toEqual({ track: "expert" });
  const place = readCandidatesPlace({ track: "leader", region: "PT", minEvidence: 4, search: 2024, gate: "conduct" });
  expect(filterQuery(place)).toEqual({
    track: "leader",
    region: "PT",
    minEvidence: 4,
    search: "2024",
    gate: "conduct",
  });
  expect(filtersUsed(place)).toBe(4);
});

test("one letter is not looked for: the API would refuse it", () => {
  expect(filterQuery({ ...firstCandidatesPlace, search: "a" })).toEqual({ track: "expert" });
});

test("at most four different people are compared", () => {
  expect(readComparePlace({ people: "5,3,x,5,-1,8,9,10" }).people).toBe("5,3,8,9");
  expect(readComparePlace({ people: 12 }).people).toBe("12");
});

test("a weight that no policy takes is left as it is", () => {
  expect(readWhatIfPlace({ weights: { answers: 2, posts: -1, code: "3", talks: 101 } }).weights).toEqual({
    answers: 2,
  });
  expect(readWhatIfPlace({ weights: "answers" }).weights).toEqual({});
  expect(readWhatIfPlace({ numbers: { months: 24, power: "1", "answer.base": -1, x: null } }).numbers).toEqual({
    months: 24,
  });
});

test("the stages are those of the model, in its order", () => {
  expect(stages).toEqual(candidacyStages);
});
