import fc from "fast-check";
import { expect, test } from "vitest";
import { wilson } from "./wilson.ts";

test.each([
  [2, 2, 0.3424],
  [3, 4, 0.3006],
  [30, 40, 0.5981],
  [100, 101, 0.946],
  [0, 5, 0],
])("the lower end of %i of %i is %f", (successes, trials, lower) => {
  expect(Math.abs((wilson(successes, trials)?.lower ?? Number.NaN) - lower)).toBeLessThan(1e-4);
});

test("two of two is weaker evidence than a hundred of a hundred and one", () => {
  expect(wilson(2, 2)?.rate).toBeGreaterThan(wilson(100, 101)?.rate ?? 1);
  expect(wilson(2, 2)?.lower).toBeLessThan(wilson(100, 101)?.lower ?? 0);
});

test("the rate of nothing is unknown, not zero", () => {
  expect(wilson(0, 0)).toBeNull();
});

test("counts that are no counts are refused", () => {
  expect(() => wilson(3, 2)).toThrow(/3 of 2 is no rate/);
  expect(() => wilson(-1, 2)).toThrow(RangeError);
  expect(() => wilson(Number.NaN, 2)).toThrow(RangeError);
});

test("the interval holds its rate, stays within 0 and 1, and mirrors failures", () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(10_000), (successes, failures) => {
      fc.pre(successes + failures > 0);
      const of = wilson(successes, successes + failures);
      const mirror = wilson(failures, successes + failures);
      if (!of || !mirror) throw new Error("no interval");
      expect(of.lower).toBeGreaterThanOrEqual(0);
      expect(of.lower).toBeLessThanOrEqual(of.rate);
      expect(of.upper).toBeGreaterThanOrEqual(of.rate);
      expect(of.upper).toBeLessThanOrEqual(1);
      expect(of.lower).toBeCloseTo(1 - mirror.upper, 9);
    }),
  );
});
