import fc from "fast-check";
import { expect, test } from "vitest";
import { kaplanMeier, percentile, survivalQuantile } from "./kaplan-meier.ts";

test("half of eight threads wait twenty hours, though half of the answered ones waited two", () => {
  const ended = [1, 2, 5, 20];
  const steps = kaplanMeier(ended, [8, 30, 48, 72]);
  expect(steps.map(({ survival }) => Number(survival.toFixed(4)))).toEqual([0.875, 0.75, 0.625, 0.4688]);
  expect(survivalQuantile(steps, 0.5).value).toBe(20);
  expect(survivalQuantile(steps, 0.9).value).toBeNull();
  expect(percentile(ended, 0.5)).toBe(2);
});

// Weeks in remission of 42 children with leukaemia: E. J. Freireich et al., Blood 21, 1963; E. A. Gehan, Biometrika 52, 1965.
const treated = { ended: [6, 6, 6, 7, 10, 13, 16, 22, 23], censored: [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35] };
const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];

test("the published curve of Freireich's remissions: with 6-MP half relapse by week 23, without it by week 8", () => {
  const steps = kaplanMeier(treated.ended, treated.censored);
  expect(steps.map(({ time, atRisk, events }) => [time, atRisk, events])).toEqual([
    [6, 21, 3],
    [7, 17, 1],
    [10, 15, 1],
    [13, 12, 1],
    [16, 11, 1],
    [22, 7, 1],
    [23, 6, 1],
  ]);
  expect(steps.map(({ survival }) => Number(survival.toFixed(4)))).toEqual([
    0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482,
  ]);
  const errors = steps.map(({ survival, greenwood }) => Number((survival * Math.sqrt(greenwood)).toFixed(4)));
  expect(errors).toEqual([0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]);
  expect(survivalQuantile(steps, 0.5)).toEqual({ value: 23, lower: 13, upper: null });
  expect(survivalQuantile(kaplanMeier(placebo, []), 0.5)).toMatchObject({ value: 8, lower: 4, upper: 11 });
});

test("without anything censored the curve is the share that lasted longer", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 60 }), (ended) => {
      for (const { time, survival } of kaplanMeier(ended, []))
        expect(survival).toBeCloseTo(ended.filter((one) => one > time).length / ended.length, 9);
      expect(survivalQuantile(kaplanMeier(ended, []), 0.5).value).toBe(percentile(ended, 0.5));
    }),
    { seed: 1 },
  );
});

test("whoever is still waiting can only make the wait longer", () => {
  const durations = fc.array(fc.nat(50), { maxLength: 30 });
  fc.assert(
    fc.property(durations, durations, (ended, censored) => {
      const alone = survivalQuantile(kaplanMeier(ended, []), 0.5).value;
      const both = survivalQuantile(kaplanMeier(ended, censored), 0.5).value;
      if (alone !== null) expect(both ?? Infinity).toBeGreaterThanOrEqual(alone);
    }),
    { seed: 1 },
  );
});

test("nothing ended is not reached, and of nothing there is no percentile", () => {
  expect(survivalQuantile(kaplanMeier([], [3, 4]), 0.5)).toEqual({ value: null, lower: null, upper: null });
  expect(percentile([], 0.5)).toBeNull();
  expect(() => kaplanMeier([-1], [])).toThrow(/duration of -1/);
  expect(() => kaplanMeier([], [Number.NaN])).toThrow(/duration of NaN/);
});
