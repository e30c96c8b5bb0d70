import { expect, test } from "vitest";
import { unitsOf } from "./units.ts";

test("a space has the unit of most of its signals, and units come by how much there is of them", () => {
  expect(
    unitsOf([
      { space: "x:1", kind: "commit", count: 5 },
      { space: "x:1", kind: "issue", count: 2 },
      { space: "x:2", kind: "message", count: 90 },
      { space: "x:3", kind: "pull-request", count: 1 },
      { space: "x:4", kind: "talk", count: 0 },
    ]).map(({ unit, spaces }) => [unit, spaces]),
  ).toEqual([
    ["conversation", ["x:2"]],
    ["code", ["x:1", "x:3"]],
  ]);
});

test("questions, answers and messages are one unit, a commit is another", () => {
  const units = (...kinds: Parameters<typeof unitsOf>[0][number]["kind"][]) =>
    unitsOf(kinds.map((kind, at) => ({ space: `x:${at}`, kind, count: 1 }))).length;
  expect(units("question", "answer", "message", "comment")).toBe(1);
  expect(units("commit", "review", "pull-request")).toBe(1);
  expect(units("commit", "message", "post", "event")).toBe(4);
});
