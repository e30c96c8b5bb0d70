import type { Concentration } from "./concentration.ts";
import { topSpaces } from "./rank-spaces.ts";
import { type DrawnMeasure, type Draws, drawnMeasures, drawPersons, topSize } from "./space-bootstrap.ts";
import type { Weights } from "./weigh-incidence.ts";

type Range = [number, number];

/**
 * Where the measures could lie had chance brought other people: [lower, upper] of each, 0..1 for shares and `hhi`. There are none of
 * the first ten, k80 and Gini: they hang on the small spaces that a sample of people misses, and in simulated windows the same intervals
 * of them held the truth in as few as 63, 51 and 20 of 100.
 */
export type ConcentrationInterval = {
  /** 0.95. */
  level: number;
  resamples: number;
  by: "person";
  /** Persons drawn from. */
  persons: number;
} & Record<DrawnMeasure, Range> & {
    /** Mean share of the first five that were among the first five again, 0..1. */
    topSetStability: number;
    /** How often each space was among the first five, 0..1, by key; those that never were are left out. */
    inTop: Record<string, number>;
  };

/** Below this many persons nothing is drawn: their intervals would be narrow for want of people, not of doubt. */
export const fewestPersons = 10;

/** The share of windows whose truth an interval is meant to hold. */
export const concentrationLevel = 0.95;

/** How often the persons are drawn. */
export const personResamples = 300;

/**
 * Intervals by drawing persons anew. Each is the hull of the percentile interval and of its mirror image at the measured value
 * (the basic interval: Davison and Hinkley, Bootstrap Methods, 1997, section 5.2), mirrored as arcsine of the root for shares
 * and as logarithm for numbers. A resample is more concentrated than its sample: percentiles alone lie above the truth and may
 * not hold the very value that is printed. In 300 simulated windows each of five worlds (50 to 1,000 people, sizes lognormal, spaces by a
 * power law) percentiles alone held the true share of the first five in 17 to 92 of 100, these in 91 to 96, and k50 in 90 to 100.
 * Where spaces are wholly equal, all of them lie above the truth: any five that lead by chance look like a head.
 * @returns null with fewer persons than `fewestPersons`, or where nothing happened
 */
export function concentrationInterval(
  weighed: Weights,
  measured: Concentration,
  resamples = personResamples,
): ConcentrationInterval | null {
  const persons = weighed.incidence.persons.length;
  if (persons < fewestPersons || measured.active === 0) return null;
  const draws = drawPersons(weighed, resamples);
  const values = valuesOf(measured);
  const ranges = Object.fromEntries(
    drawnMeasures.map((name) => [name, hull(name, values[name], draws.values[name], measured.active)]),
  ) as Record<DrawnMeasure, Range>;
  return {
    level: concentrationLevel,
    resamples,
    by: "person",
    persons,
    ...ranges,
    ...stability(weighed, draws, resamples),
  };
}

function valuesOf({ topShare, k50, hhi, hill }: Concentration): Record<DrawnMeasure, number> {
  return {
    top1: topShare["1"] ?? 0,
    top3: topShare["3"] ?? 0,
    top5: topShare["5"] ?? 0,
    k50: k50 ?? 0,
    hhi: hhi ?? 0,
    n2: hill["2"] ?? 0,
  };
}

function hull(measure: DrawnMeasure, value: number, drawn: Float64Array, active: number): Range {
  const ascending = Float64Array.from(drawn).sort();
  const outside = Math.floor((ascending.length * (1 - concentrationLevel)) / 2);
  const low = ascending[outside] as number;
  const high = ascending[ascending.length - 1 - outside] as number;
  const mirrored = measure === "k50" || measure === "n2" ? mirrorNumber : mirrorShare;
  const lower = Math.min(low, mirrored(value, high));
  const upper = Math.max(high, mirrored(value, low));
  if (measure === "k50") return [Math.max(1, Math.floor(lower)), Math.min(active, Math.ceil(upper))];
  if (measure === "n2") return [Math.max(1, lower), Math.min(active, upper)];
  return [lower, upper];
}

/** The other side of a value, as far away on the scale of logarithms. */
function mirrorNumber(value: number, drawn: number): number {
  return drawn === value ? value : value ** 2 / drawn;
}

function mirrorShare(value: number, drawn: number): number {
  if (drawn === value) return value;
  const angle = (share: number) => Math.asin(Math.sqrt(Math.min(1, Math.max(0, share))));
  const mirrored = Math.min(Math.PI / 2, Math.max(0, 2 * angle(value) - angle(drawn)));
  return Math.sin(mirrored) ** 2;
}

function stability({ spaces }: Weights, { inTop }: Draws, resamples: number) {
  const often = new Map(spaces.map(({ key }, at) => [key, (inTop[at] ?? 0) / resamples]));
  const first = topSpaces(spaces, topSize);
  const kept = first.reduce((sum, key) => sum + (often.get(key) ?? 0), 0);
  return {
    topSetStability: kept / first.length,
    inTop: Object.fromEntries([...often].filter(([, share]) => share > 0)),
  };
}
