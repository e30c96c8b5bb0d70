import type { Series } from "./mann-kendall.ts";

const lookedAt = 24;
const usuallyActive = 20;
const fewestSilent = 3;

/**
 * The step since which a series is silent in a way that asks whether it is still being read: nothing at all from there to its end, for at
 * least three months, after at least 20 of the 24 months before had something. People leave one by one; a reading stops at once.
 * Steps that nobody read are no silence.
 * @returns null where it is not silent, or was never so steady
 */
export function silentFrom(series: Series): number | null {
  const last = series.findLastIndex((value) => value !== 0);
  const begin = last + 1;
  if (last < 0 || series[last] === null || series.length - begin < fewestSilent) return null;
  const active = series.slice(Math.max(0, begin - lookedAt), begin).filter((value) => (value ?? 0) > 0).length;
  return active >= usuallyActive ? begin : null;
}
