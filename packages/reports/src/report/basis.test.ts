import { expect, test } from "vitest";
import { basisOf, gapWords } from "./basis.ts";

const run = { id: 3, policyVersion: "mvp-1", computedAt: "2026-02-02T01:00:00.000Z", inputWatermark: 90 };
const all = { expected: 10, read: 10, rate: 1, missing: [] };

test("coverage of several answers is that of all their days, and not the mean of their rates", () => {
  const few = { expected: 90, read: 45, rate: 0.5, missing: [] };
  expect(
    basisOf([
      { run, coverage: all },
      { run, coverage: few },
    ]).coverage,
  ).toBe(0.55);
});

test("where nothing was expected, coverage is unknown", () => {
  const none = { expected: 0, read: 0, rate: null, missing: [] };
  expect(basisOf([{ run, coverage: none }])).toMatchObject({ coverage: null, runs: [3], inputWatermark: 90 });
  expect(basisOf([])).toMatchObject({ coverage: null, policyVersion: null, inputWatermark: null, runs: [] });
});

test("runs, policies and warnings stand once and in order, and the watermark is what all have read", () => {
  const other = { ...run, id: 2, policyVersion: "lead-2", inputWatermark: 80 };
  const told = basisOf(
    [run, other, run].map((one) => ({ run: one, coverage: all })),
    {
      tracks: ["expert"],
      warnings: ["Two ties.", "Few people.", "Two ties."],
    },
  );
  expect(told).toMatchObject({
    ...{ policyVersion: "lead-2, mvp-1", runs: [2, 3], inputWatermark: 80 },
    ...{ tracks: ["expert"], warnings: ["Two ties.", "Few people."] },
  });
});

test("what was not read is said by source, the most days first, without an error that changes by the hour", () => {
  const gap = (source: string, from: string, to: string) => ({ source, from, to, why: "503 at 12:01" });
  expect(
    gapWords([
      gap("blog", "2026-01-02", "2026-01-03"),
      gap("forum", "2026-01-01", "2026-01-03"),
      gap("forum", "2026-01-09", "2026-01-10"),
      // The same days, from another expertise that the source is read for.
      gap("forum", "2026-01-09", "2026-01-10"),
    ]),
  ).toEqual(["forum was not read on 3 days between 2026-01-01 and 2026-01-09.", "blog was not read on 2026-01-02."]);
});

test("beyond five sources, the others are counted", () => {
  const gaps = ["a", "b", "c", "d", "e", "f", "g"].map((source) => ({
    ...{ source, from: "2026-01-02", to: "2026-01-03", why: "" },
  }));
  expect(gapWords(gaps)).toHaveLength(6);
  expect(gapWords(gaps).at(-1)).toBe("2 more sources have gaps.");
});
