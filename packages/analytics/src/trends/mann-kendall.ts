import { errorFunction } from "simple-statistics";

/** A series in equal steps of time; null is a value that nobody read. */
export type Series = readonly (number | null)[];

/** What a Mann-Kendall test says: `s` counts rises minus falls over all pairs; `p` is two-sided, null where there is nothing to compare. */
export type MannKendall = { s: number; variance: number; z: number | null; p: number | null };

/**
 * The test for a trend that only asks whether later values are larger (Mann, Econometrica 13, 1945; Kendall, Rank Correlation
 * Methods, 1975), corrected for ties and for continuity. With a period, values are compared within their season only and the seasons added
 * up, so that a quiet August is no trend (Hirsch, Slack and Smith, Water Resources Research 18, 1982). Values that nobody read are left out.
 * @param period steps of a season's round, 12 for months; 1 compares everything with everything
 */
export function mannKendall(series: Series, period = 1): MannKendall {
  let s = 0;
  let variance = 0;
  for (const { values } of seasons(series, period)) {
    for (const [j, later] of values.entries())
      for (let i = 0; i < j; i += 1) s += Math.sign(later - (values[i] ?? later));
    variance += varianceOf(values);
  }
  if (variance === 0) return { s, variance, z: null, p: null };
  const z = (s - Math.sign(s)) / Math.sqrt(variance);
  // The approximated error function may pass 1 by its last digit.
  return { s, variance, z, p: Math.min(1, Math.max(0, 1 - errorFunction(Math.abs(z) / Math.SQRT2))) };
}

/** The values of each season that were read, in order, with the steps that they stand at. */
export function seasons(series: Series, period: number): { steps: number[]; values: number[] }[] {
  return Array.from({ length: Math.min(period, series.length) }, (_, season) => {
    const steps: number[] = [];
    const values: number[] = [];
    for (let step = season; step < series.length; step += period) {
      const value = series[step] ?? null;
      if (value === null) continue;
      steps.push(step);
      values.push(value);
    }
    return { steps, values };
  });
}

/** The variance of `s` where there is no trend; every group of equal values takes away what it cannot tell. */
function varianceOf(values: readonly number[]): number {
  const tied = new Map<number, number>();
  for (const value of values) tied.set(value, (tied.get(value) ?? 0) + 1);
  const term = (n: number) => n * (n - 1) * (2 * n + 5);
  let sum = term(values.length);
  for (const times of tied.values()) sum -= term(times);
  return sum / 18;
}
