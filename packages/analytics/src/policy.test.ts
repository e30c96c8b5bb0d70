import { signalKinds } from "@groundswell/model";
import { expect, test } from "vitest";
import { defaultPolicy } from "./policy.ts";

test("every kind but the question is valued and belongs to exactly one track", () => {
  const { expert, leader } = defaultPolicy.tracks;
  for (const kind of signalKinds) {
    const tracks = [expert, leader].filter((weights) => (weights[kind] ?? 0) > 0).length;
    expect([kind, tracks, Boolean(defaultPolicy.kinds[kind])]).toEqual([
      kind,
      kind === "question" ? 0 : 1,
      kind !== "question",
    ]);
  }
});

test("an answer without votes earns nothing", () => {
  expect(defaultPolicy.kinds.answer?.zeroVoteCredit).toBe(0);
});
