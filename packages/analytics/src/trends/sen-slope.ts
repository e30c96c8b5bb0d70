import { mannKendall, type Series, seasons } from "./mann-kendall.ts";

/** A slope per step of the series with its 95 % interval. */
export type SenSlope = { slope: number; lower: number; upper: number };

const normalQuantile = 1.959964;

/**
 * The median of the slopes between all pairs (Theil 1950; Sen, JASA 63, 1968): a spike moves it no more than any other value. With a
 * period, of the pairs within a season (Hirsch, Slack and Smith 1982), still per step. The interval comes from the ranks of the slopes
 * and the variance of the Mann-Kendall test (Gilbert, Statistical Methods for Environmental Pollution Monitoring, 1987, 16.5).
 * @returns null where no season has two values
 */
export function senSlope(series: Series, period = 1): SenSlope | null {
  const slopes = slopesOf(series, period);
  if (slopes.length === 0) return null;
  const spread = normalQuantile * Math.sqrt(mannKendall(series, period).variance);
  const last = slopes.length - 1;
  const at = (rank: number) => slopes[Math.min(last, Math.max(0, Math.round(rank)))] ?? 0;
  return {
    slope: medianOf(slopes),
    lower: at((slopes.length - spread) / 2 - 1),
    upper: at((slopes.length + spread) / 2),
  };
}

function slopesOf(series: Series, period: number): Float64Array {
  const slopes: number[] = [];
  for (const { steps, values } of seasons(series, period))
    for (const [j, later] of values.entries())
      for (let i = 0; i < j; i += 1) slopes.push((later - (values[i] ?? later)) / ((steps[j] ?? 0) - (steps[i] ?? 0)));
  return Float64Array.from(slopes).sort();
}

function medianOf(sorted: Float64Array): number {
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}
