import { expect, test } from "vitest";
import { advice, sayRhythm, urgency } from "./source-state.tsx";

const well = { state: "ok", lastError: null, movedTo: null };

test("sources that need a person come before those that mend themselves, and those before what is well", () => {
  const states = ["ok", "new", "waiting", "paused", "refused", "failing"];
  const sorted = states.sort((a, b) => urgency({ ...well, state: a }) - urgency({ ...well, state: b }));
  expect(sorted).toEqual(["refused", "failing", "waiting", "new", "paused", "ok"]);
});

test("a source that was read and has an error left comes before those without", () => {
  expect(urgency({ ...well, lastError: "503" })).toBeLessThan(urgency(well));
});

test("advice is given for trouble alone, and a move for good says where to", () => {
  expect(advice(well)).toBeNull();
  expect(advice({ ...well, state: "refused" })).toContain("resume");
  expect(advice({ ...well, movedTo: "https://new.example/feed" })).toContain("https://new.example/feed");
});

test("a source without a rhythm is loaded by hand or sent its signals", () => {
  expect(sayRhythm({ every: "6 hours", isPush: false })).toBe("every 6 hours");
  expect(sayRhythm({ every: null, isPush: false })).toBe("loaded by hand");
  expect(sayRhythm({ every: null, isPush: true })).toBe("signals are sent here");
});
