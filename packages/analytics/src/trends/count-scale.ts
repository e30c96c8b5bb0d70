import { median } from "simple-statistics";

/** Makes a standard deviation of a median absolute deviation of normal values. */
export const perMad = 1.4826;

/**
 * A count on the scale on which chance moves large and small counts alike: 2·√(x + 3/8) of a Poisson count has a variance of one
 * (Anscombe, Biometrika 35, 1948).
 */
export function level(count: number): number {
  return 2 * Math.sqrt(count + 0.375);
}

/** The usual value and the usual distance from it, on the scale of `level`; never quieter than chance alone would be. */
export function usual(levels: number[]): { middle: number; spread: number } {
  const middle = median(levels);
  return { middle, spread: Math.max(1, perMad * median(levels.map((value) => Math.abs(value - middle)))) };
}

/** Of a series, what was read: the values in order and the steps that they stand at. */
export function readValues(series: readonly (number | null)[]): { step: number; value: number }[] {
  return series.flatMap((value, step) => (value === null ? [] : [{ step, value }]));
}
