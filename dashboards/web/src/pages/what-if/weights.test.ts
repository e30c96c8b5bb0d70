import { expect, test } from "vitest";
import { changedWeights, direction, sliderEnd } from "./weights.ts";

const channels = [
  { channel: "answers", weight: 1 },
  { channel: "posts", weight: 0.5 },
];

test("only what differs from the policy is asked for, and channels of another track are not", () => {
  expect(changedWeights(channels, { answers: 1, posts: 2, talks: 3 })).toEqual({ posts: 2 });
  expect(changedWeights(channels, {})).toEqual({});
});

test("a channel can be dropped: nothing is not the same as unchanged", () => {
  expect(changedWeights(channels, { answers: 0 })).toEqual({ answers: 0 });
});

test("a smaller rank is up, and so is having one at all", () => {
  expect([direction(4, 2), direction(2, 4), direction(null, 9), direction(9, null), direction(3, 3)]).toEqual([
    ...["up", "down", "up", "down", "same"],
  ]);
});

test("a slider reaches beyond what the policy has", () => {
  expect([0.5, 1, 2].map(sliderEnd)).toEqual([3, 3, 6]);
});
