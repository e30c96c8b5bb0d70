import { expect, test } from "vitest";
import type { Proposal } from "./decide.ts";
import { likeness } from "./names.ts";
import { type PersonFacts, rankProposals } from "./proposals.ts";

const proposal = (a: number, b: number, confidence = 0.6): Proposal => ({
  ...{ a, b, method: "one-way-link", tier: "weak", confidence, reasons: [], against: [], status: "proposed" },
  rejectedBefore: false,
});
const facts = new Map<number, PersonFacts>([
  [1, { name: "Quella Borvinth", scores: [30] }],
  [2, { name: "Quella Borvint", scores: [10, 15] }],
  [3, { name: "Oskar", scores: [50] }],
  [4, { name: "Ylva", scores: [1] }],
  [5, { name: "Ylwa", scores: [1] }],
  [6, { name: "Imre", scores: [1] }],
]);
const personOf = new Map([1, 2, 3, 4, 5, 6].map((id) => [id, id]));

test("what would change most comes first, with the places before and after", () => {
  const ranked = rankProposals([proposal(3, 4), proposal(1, 2)], personOf, facts);
  expect(ranked.map(({ a, b, ranks, ranksGained }) => ({ a, b, ranks, ranksGained }))).toEqual([
    { a: 1, b: 2, ranks: { a: 2, b: 3, together: 1 }, ranksGained: 1 },
    { a: 3, b: 4, ranks: { a: 1, b: 4, together: 1 }, ranksGained: 0 },
  ]);
});

test("of proposals that change as much the likelier comes first, then the more alike", () => {
  const order = (list: Proposal[]) => rankProposals(list, personOf, facts).map(({ a, b }) => [a, b]);
  expect(order([proposal(4, 6), proposal(4, 5)])).toEqual([
    [4, 5],
    [4, 6],
  ]);
  expect(order([proposal(4, 6, 0.8), proposal(4, 5)])[0]).toEqual([4, 6]);
});

test("a pair that is one person by now is proposed no more", () => {
  expect(rankProposals([proposal(1, 2)], new Map([...personOf, [2, 1]]), facts)).toEqual([]);
});

test("likeness is 1 for the same letters, 0 for none in common and for nothing", () => {
  expect(likeness("Quella Borvinth", "quella borvinth")).toBe(1);
  expect(likeness("Quella", "Oskar")).toBe(0);
  expect(likeness("", "")).toBe(0);
  expect(likeness("night", "nacht")).toBeCloseTo(0.25);
});
