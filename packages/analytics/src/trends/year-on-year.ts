import { mean, sampleVariance } from "simple-statistics";
import { z95 } from "../wilson.ts";
import type { Series } from "./mann-kendall.ts";

/** The last 12 steps against the 12 before, as means per step; `change` is 0.2 for a fifth more, with its 95 % interval. */
export type YearOnYear = { before: number; now: number; change: number; interval: [number, number] };

/**
 * Growth of the last twelve months over the twelve before. The interval is that of a rate ratio whose variance is what the months show
 * (quasi-Poisson: log((a + ½)/(b + ½)) ± 1.96·√(φ(1/(a + ½) + 1/(b + ½))), φ = variance/mean of a month, at least 1).
 * @returns null where a month of either year was not read
 */
export function yearOnYear(series: Series): YearOnYear | null {
  const years = series.slice(-24).flatMap((value) => value ?? []);
  if (years.length < 24) return null;
  const [before, now] = [years.slice(0, 12), years.slice(12)];
  const sum = (year: number[]) => year.reduce((total, value) => total + value, 0.5);
  const spread = (year: number[]) => (mean(year) === 0 ? 1 : sampleVariance(year) / mean(year));
  const excess = Math.max(1, (spread(before) + spread(now)) / 2);
  const growth = Math.log(sum(now) / sum(before));
  const error = z95 * Math.sqrt(excess * (1 / sum(now) + 1 / sum(before)));
  const change = (log: number) => Math.exp(log) - 1;
  return {
    before: mean(before),
    now: mean(now),
    change: change(growth),
    interval: [change(growth - error), change(growth + error)],
  };
}
