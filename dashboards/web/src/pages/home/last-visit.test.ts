import { expect, test } from "vitest";
import { changesSince, look, type Seen, visitEndsMs } from "./last-visit.ts";

const seen: Seen = {
  ...{ runId: 1, asOf: "2026-01-01T00:00:00.000Z", k50: 2, active: 9, top5: 0.8, coverage: 1 },
  head: [
    ["qa:lumen", "lumen"],
    ["forum:help", "Help"],
  ],
};

test("looking twice within a visit does not make what was seen the last visit", () => {
  const first = look(null, seen, 0);
  const newer = { ...seen, runId: 2 };
  expect(look(first, newer, visitEndsMs - 1).before).toBeNull();
  const next = look(first, newer, visitEndsMs);
  expect(next.before).toEqual(seen);
  expect(look(next, { ...seen, runId: 3 }, visitEndsMs + 1).before).toEqual(seen);
});

test("a first visit has nothing to compare with, and the same run nothing new", () => {
  expect(changesSince(null, seen)).toBeNull();
  expect(changesSince(seen, { ...seen })).toEqual([]);
});

test("which spaces hold half is compared by key, so a renamed space is not a new one", () => {
  const renamed: Seen = {
    ...seen,
    runId: 2,
    head: [
      ["qa:lumen", "Lumen (renamed)"],
      ["blog:new", "New blog"],
    ],
  };
  expect(changesSince(seen, renamed)).toEqual(["New among them: New blog.", "No longer among them: Help."]);
});

test("what was unknown and is known is a change, and is not said as zero", () => {
  expect(changesSince({ ...seen, coverage: null }, { ...seen, runId: 2, coverage: 0.5 })).toEqual([
    "Coverage is 50 %; it was –.",
  ]);
});
