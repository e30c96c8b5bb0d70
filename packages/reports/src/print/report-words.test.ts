import { expect, test } from "vitest";
import { moveWords } from "./report-words.ts";

const figure = { key: "k", label: "Helped", unit: "share", lastYear: null } as const;

test("a figure that moved is better or worse only beyond what chance alone does", () => {
  const move = (now: number, before: number, interval: [number, number] | null, better: "more" | "less" | null) =>
    moveWords({ ...figure, now, before, interval, better });
  expect(move(0.61, 0.6, null, "more")).toBe("+1.0 points, better");
  expect(move(0.61, 0.6, [0.58, 0.65], "more")).toBe("+1.0 points, may be chance");
  expect(move(0.71, 0.6, [0.68, 0.75], "more")).toBe("+11.0 points, better");
  expect(move(0.5, 0.6, [0.45, 0.55], "more")).toBe("−10.0 points, worse");
  expect(move(0.5, 0.6, [0.45, 0.55], "less")).toBe("−10.0 points, better");
  expect(move(0.5, 0.6, [0.45, 0.55], null)).toBe("−10.0 points");
  expect(move(0.5, 0.50001, null, "more")).toBe("no change");
});

test("a figure of which one window is unknown did not move", () => {
  expect(moveWords({ ...figure, now: 0.5, before: null, interval: null, better: "more" })).toBeNull();
});
