import { expect, test } from "vitest";
import { cellLink, cellValue, sayCell, sayMove, sayValue } from "./report-values.ts";

test("numbers are written in their unit, and unknown is not zero", () => {
  expect(sayValue(1078, "count")).toBe("1,078");
  expect(sayValue(2.5, "count")).toBe("2.5");
  expect(sayValue(0.0004, "share")).toBe("< 0.1 %");
  expect(sayValue(0.75, "hours")).toBe("45 min");
  expect(sayValue(-0.17, "share")).toBe("−17.0 %");
  expect(sayValue(null, "count")).toBe("–");
});

test("a move says its direction, and whether it is good where either is", () => {
  expect(sayMove({ now: 91, unit: "count", better: "less", interval: null }, 79)).toEqual({
    says: "+12",
    isGood: false,
  });
  expect(sayMove({ now: 0.47, unit: "share", better: "more", interval: null }, 0.41)).toEqual({
    says: "+6.0 points",
    isGood: true,
  });
  expect(sayMove({ now: 12, unit: "hours", better: null, interval: null }, 14)).toEqual({
    says: "−2.0 h",
    isGood: null,
  });
});

test("a move too small to be written is none, and against the unknown there is none", () => {
  expect(sayMove({ now: 0.50001, unit: "share", better: "more", interval: null }, 0.5)).toEqual({
    says: "no change",
    isGood: null,
  });
  expect(sayMove({ now: 0.5, unit: "share", better: "more", interval: null }, null)).toBeNull();
});

test("a cell is its text, sorted by its value, with its link", () => {
  const linked = { text: "Forum", url: "/expertises/lumen/space?space=forum" };
  expect(sayCell(linked, { kind: "text" })).toBe("Forum");
  expect(cellLink(linked)).toBe(linked.url);
  expect(cellValue(0.25)).toBe(0.25);
  expect(cellValue(null)).toBeNull();
  expect(sayCell("2026-01-05T00:00:00.000Z", { kind: "date" })).toBe("2026-01-05");
});

test("nothing is better or worse where chance alone may have moved it, on the page as in the mail", () => {
  const move = (then: number) => sayMove({ now: 0.61, unit: "share", better: "more", interval: [0.58, 0.65] }, then);
  expect(move(0.6)).toEqual({ says: "+1.0 points, may be chance", isGood: null });
  expect(move(0.5)).toEqual({ says: "+11.0 points", isGood: true });
  expect(move(0.7)).toEqual({ says: "−9.0 points", isGood: false });
});
