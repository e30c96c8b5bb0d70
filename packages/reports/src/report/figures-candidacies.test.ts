import type { CandidacyDeed, CandidacyEvent } from "@groundswell/model";
import { expect, test } from "vitest";
import { countCandidacies } from "./figures-candidacies.ts";

const window = { from: new Date("2025-10-01"), to: new Date("2026-01-01") };
const events = (...deeds: [on: string, deed: CandidacyDeed][]): CandidacyEvent[] =>
  deeds.map(([on, deed], at) => ({ id: at + 1, actor: "lead", at: new Date(on), reason: null, deed }));
const award: CandidacyDeed = { kind: "stage", from: "nominated", to: "awarded" };
const note: CandidacyDeed = { kind: "note", text: "saw a talk" };

test("persons are counted, those of two candidacies once", () => {
  const rows = [
    { person: 1, events: events(["2025-11-01", note]) },
    { person: 1, events: events(["2025-11-02", award]) },
  ];
  expect(countCandidacies(rows, window)).toEqual({ considered: 1, nominated: 0, awarded: 1, declined: 0 });
});

test("what happened before the window or after it is not in it", () => {
  const rows = [
    { person: 1, events: events(["2025-09-30", award]) },
    { person: 2, events: events(["2026-01-01", award]) },
  ];
  expect(countCandidacies(rows, window)).toMatchObject({ considered: 0, awarded: 0 });
});

test("an award that was taken back in time is none, and one that is taken back later still was one", () => {
  const undo: CandidacyDeed = { kind: "undo", undoes: 1 };
  const of = (on: string) =>
    countCandidacies([{ person: 1, events: events(["2025-11-01", award], [on, undo]) }], window);
  expect(of("2025-11-02")).toMatchObject({ considered: 1, awarded: 0 });
  expect(of("2026-01-02")).toMatchObject({ considered: 1, awarded: 1 });
});
