import type { PolicyAnswer } from "@groundswell/server";
import { expect, test } from "vitest";
import { changedValues, changesOf, dialsOf, direction, sliderEnd } from "./dials.ts";

const numbers = { base: 1, halfLifeDays: 90, weeklySaturation: 4, zeroVoteCredit: 0, acceptedBonus: 2 };
const policy = {
  months: 12,
  tracks: {
    expert: {
      power: 3,
      channels: [
        { channel: "answers", weight: 1, kinds: [{ kind: "answer", weight: 1 }] },
        { channel: "posts", weight: 0.5, kinds: [{ kind: "post", weight: 1 }] },
      ],
    },
    leader: { power: 1, channels: [] },
  },
  kinds: ["answer", "post", "talk"].map((kind) => ({ kind, ...numbers })),
  bounds: { weight: { least: 0, most: 100 }, power: { least: 1, most: 20 }, months: { least: 1, most: 120 } },
} as unknown as PolicyAnswer;
const dials = dialsOf(policy, "expert");
const changes = (weights: Record<string, number>, others: Record<string, number> = {}) =>
  changesOf(dials, { weights, numbers: others });

test("only what differs from the policy is asked for, and channels of another track are not", () => {
  expect(changes({ answers: 1, posts: 1.2, talks: 3 })).toEqual({ weights: { posts: 1.2 } });
  expect(changes({}, { power: 3, months: 12, "answer.halfLifeDays": 90 })).toEqual({});
});

test("a channel can be dropped: nothing is not the same as unchanged", () => {
  expect(changes({ answers: 0 })).toEqual({ weights: { answers: 0 } });
});

test("window, power and what one signal is worth go to the API by its own names", () => {
  const others = { months: 24, power: 1, "answer.halfLifeDays": 60, "answer.base": 2, "post.weeklySaturation": 1 };
  expect(changes({ posts: 1 }, others)).toEqual({
    weights: { posts: 1 },
    months: 24,
    power: 1,
    kinds: { answer: { halfLifeDays: 60, base: 2 }, post: { weeklySaturation: 1 } },
  });
});

test("only kinds that count on the track have dials", () => {
  expect(new Set(dials.kinds.map(({ key }) => key.split(".")[0]))).toEqual(new Set(["answer", "post"]));
  expect(changes({}, { "talk.base": 2 })).toEqual({});
});

test("a number out of reach of its slider is as if it had not been said", () => {
  expect(changes({ answers: 50 }, { months: 0, power: 21, "answer.halfLifeDays": 0 })).toEqual({});
  expect(changedValues([{ key: "a", label: "", about: "", policy: 9, least: 0, most: 3, step: 1 }], { a: 8 })).toEqual({
    a: 8,
  });
});

test("a smaller rank is up, and so is having one at all", () => {
  expect([direction(4, 2), direction(2, 4), direction(null, 9), direction(9, null), direction(3, 3)]).toEqual([
    ...["up", "down", "up", "down", "same"],
  ]);
});

test("a slider reaches beyond what the policy has", () => {
  expect([0.5, 1, 2].map(sliderEnd)).toEqual([3, 3, 6]);
});
