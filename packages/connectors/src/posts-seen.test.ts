import { expect, test } from "vitest";
import { PostsSeen } from "./posts-seen.ts";

const facts = { title: "A title", tags: ["espresso", "crema"], acceptedAnswerId: null, askerId: null };

test("ids far apart are remembered apart", () => {
  const seen = new PostsSeen();
  for (const id of [1, 65_536, 65_537, 4_000_000_000]) seen.addSignal(id, id % 2 ? "question" : "answer", null);
  expect([1, 65_536, 65_537, 4_000_000_000, 2, 131_072].map((id) => seen.kindOf(id))).toEqual([
    "question",
    "answer",
    "question",
    "answer",
    null,
    null,
  ]);
});

test("a question that was read but became no signal still lends its tags", () => {
  const seen = new PostsSeen();
  seen.addQuestion(7, facts);
  expect(seen.kindOf(7)).toBeNull();
  expect(seen.questionOf(7)).toEqual({ title: "A title", tags: ["espresso", "crema"] });
  expect(seen.questionOf(8)).toBeNull();
});

test("an answer is accepted, not accepted, or unknown while its question was not read", () => {
  const seen = new PostsSeen();
  seen.addQuestion(1, { ...facts, acceptedAnswerId: 3, askerId: 44 });
  expect([seen.acceptedOf(3, 1), seen.acceptedOf(2, 1), seen.acceptedOf(9, 8)]).toEqual([true, false, null]);
  expect([seen.acceptedBy(3), seen.acceptedBy(2)]).toEqual([44, null]);
});

test("a site of any size keeps the newest 100,000 titles, and the tags of all", () => {
  const seen = new PostsSeen();
  for (let id = 1; id <= 100_001; id++) seen.addQuestion(id, facts);
  expect(seen.questionOf(1)).toEqual({ title: null, tags: facts.tags });
  expect(seen.questionOf(2)).toEqual({ title: "A title", tags: facts.tags });
});
