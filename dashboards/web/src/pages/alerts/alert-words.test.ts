import { expect, test } from "vitest";
import { alertsPath, kindTitle, muteUntil, sayChance, sayStatistic } from "./alert-words.ts";

test("a mute ends on a day, or never", () => {
  const now = new Date("2026-02-01T22:00:00Z");
  expect(muteUntil("7", now)).toBe("2026-02-08");
  expect(muteUntil("28", now)).toBe("2026-03-01");
  expect(muteUntil("ever", now)).toBeNull();
});

test("a chance is never written as none", () => {
  expect(sayChance(0.00041)).toBe("0.00041");
  expect(sayChance(1e-9)).toBe("< 0.00001");
  expect(sayStatistic(-2.34567)).toBe("−2.346");
});

test("alerts of one expertise are asked for by its slug", () => {
  expect(alertsPath({ expertise: "", state: "open" })).toBe("/api/alerts?state=open");
  expect(alertsPath({ expertise: "lumen", state: "ended" })).toBe("/api/alerts?state=ended&expertise=lumen");
});

test("a kind that is not known here is its own word", () => {
  expect(kindTitle("riser", [{ kind: "riser", title: "rises" }])).toBe("rises");
  expect(kindTitle("newest", [])).toBe("newest");
});
