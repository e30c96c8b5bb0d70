import type * as Model from "@groundswell/model";
import { expect, test } from "vitest";
import { decidedStages, stageMoves, votedStages } from "./stage-moves.ts";

// By its path and only here: pages take no values from other packages.
const model = await import(new URL("../../../../../packages/model/src/candidacy.ts", import.meta.url).href);
const { candidacyStages, decidedStages: kept, reviewing, stageMoves: moves } = model as typeof Model;

test("the pages offer the moves of the model, and say of the same ones that they freeze the dossier", () => {
  expect(stageMoves).toEqual(moves);
  expect(decidedStages).toEqual(kept);
});

test("votes are offered in the stages in which they are cast", () => {
  expect(votedStages).toEqual(candidacyStages.filter(reviewing));
});
