import { expect, test } from "vitest";
import { paceWindow } from "./pace.ts";

test("a slow pace lets requests through one by one, evenly", () => {
  expect(paceWindow(5)).toEqual({ points: 1, duration: 0.2 });
  expect(paceWindow(0.5)).toEqual({ points: 1, duration: 2 });
});

test("a fast one lets a few through at once, and never more in a second than it says", () => {
  for (const perSecond of [1, 3, 7, 50, 99, 333, 1_000, 10_000]) {
    const { points, duration } = paceWindow(perSecond);
    expect(points / duration).toBeLessThanOrEqual(perSecond);
    expect(points).toBeLessThanOrEqual(Math.max(1, perSecond / 50));
  }
});
