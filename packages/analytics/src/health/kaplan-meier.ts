import { z95 } from "../wilson.ts";

/** One step of a survival curve: at `time`, `events` of the `atRisk` ended, and `survival` is the share that lasts longer. */
export type SurvivalStep = {
  time: number;
  atRisk: number;
  events: number;
  survival: number;
  /** Greenwood's sum Σ d / (n (n - d)); infinite where nothing is left. */
  greenwood: number;
};

/** A duration with its interval; null is "not reached": too few ended for it to be known. */
export type Quantile = { value: number | null; lower: number | null; upper: number | null };

// Products of fractions that make exactly a half may miss it by a rounding error.
const rounding = 1e-10;

/**
 * The share of durations that last longer than each time at which one ended, `S(t) = Π (1 - d / n)` (E. L. Kaplan and P. Meier, J. Am. Stat.
 * Assoc. 53, 1958). What has not ended is not left out but censored: it counts among those at risk for as long as it was watched, at an
 * equal time after the events.
 * @param ended durations of what ended
 * @param censored durations for which the rest was watched
 * @throws RangeError where a duration is negative or no number
 */
export function kaplanMeier(ended: readonly number[], censored: readonly number[]): SurvivalStep[] {
  for (const time of [...ended, ...censored])
    if (!(time >= 0)) throw new RangeError(`A duration of ${time} is none: give numbers of at least 0.`);
  const events = Float64Array.from(ended).sort();
  const watched = Float64Array.from(censored).sort();
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let greenwood = 0;
  let gone = 0;
  for (let first = 0; first < events.length; ) {
    const time = events[first] ?? 0;
    let next = first;
    while (next < events.length && events[next] === time) next += 1;
    while (gone < watched.length && (watched[gone] ?? 0) < time) gone += 1;
    const atRisk = events.length - first + watched.length - gone;
    const count = next - first;
    survival *= 1 - count / atRisk;
    greenwood += count / (atRisk * (atRisk - count));
    steps.push({ time, atRisk, events: count, survival, greenwood });
    first = next;
  }
  return steps;
}

/**
 * The first time by which a share has ended, `min {t : S(t) ≤ 1 - share}`, with its 95 % interval: the times at which the curve's own
 * interval, by Greenwood's variance of log(-log S), crosses the same height (R. Brookmeyer and J. Crowley, Biometrics 38, 1982).
 */
export function survivalQuantile(steps: readonly SurvivalStep[], share: number): Quantile {
  const height = 1 - share + rounding;
  const reach = (of: (step: SurvivalStep) => number) => steps.find((step) => of(step) <= height)?.time ?? null;
  return { value: reach(({ survival }) => survival), lower: reach(bound(1)), upper: reach(bound(-1)) };
}

/** The curve with its log-log interval's lower (1) or upper (-1) bound: `S ^ exp(± z √greenwood / |ln S|)`. */
function bound(side: 1 | -1): (step: SurvivalStep) => number {
  return ({ survival, greenwood }) => {
    if (survival < rounding) return 0;
    return survival ** Math.exp((side * z95 * Math.sqrt(greenwood)) / Math.abs(Math.log(survival)));
  };
}

/** The value that a share of some values does not exceed: always one of them, as `percentile_disc` gives it. Null of none. */
export function percentile(values: readonly number[], share: number): number | null {
  const ascending = Float64Array.from(values).sort();
  return ascending[Math.max(0, Math.ceil(ascending.length * share - rounding) - 1)] ?? null;
}
