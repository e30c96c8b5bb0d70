import { wilson } from "../wilson.ts";

/** Below so many threads, posts or persons, a share says nothing. */
export const fewestCases = 10;

/** A share with its 95 % Wilson interval; `value` and its ends are null where `n` is below `fewestCases`, and the counts stay. */
export type MeasuredRate = {
  value: number | null;
  lower: number | null;
  upper: number | null;
  count: number;
  n: number;
};

/** How many of some cases there are, as a share. */
export function measuredRate(count: number, n: number): MeasuredRate {
  const rate = n < fewestCases ? null : wilson(count, n);
  return { value: rate?.rate ?? null, lower: rate?.lower ?? null, upper: rate?.upper ?? null, count, n };
}

/** The share of the cases for which something holds. */
export function rateOf<Case>(cases: readonly Case[], holds: (one: Case) => boolean): MeasuredRate {
  return measuredRate(
    cases.reduce((count, one) => count + (holds(one) ? 1 : 0), 0),
    cases.length,
  );
}
