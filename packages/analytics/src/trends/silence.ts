import type { Series } from "./mann-kendall.ts";

const lookedAt = 24;
const usuallyActive = 20;
const fewestSilent = 3;

/**
 * The step since which a series is silent in a way that asks whether it is still being read: nothing at all from there to its end, in at
 * least three months that were read, after at least 20 of the 24 months up to the last active one had something. People leave one by one; a reading
 * stops at once. Steps that nobody read are no silence, and end none: a reading that breaks often leaves such a step behind.
 * @returns null where it is not silent, or was never so steady
 */
export function silentFrom(series: Series): number | null {
  const isActive = (value: number | null) => (value ?? 0) > 0;
  const end = series.findLastIndex(isActive) + 1;
  const silent = series.slice(end).filter((value) => value === 0).length;
  if (end === 0 || silent < fewestSilent) return null;
  const active = series.slice(Math.max(0, end - lookedAt), end).filter(isActive).length;
  return active >= usuallyActive ? series.indexOf(0, end) : null;
}
