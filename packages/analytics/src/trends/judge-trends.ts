import { mean } from "simple-statistics";
import { cusumAlarms, spikes } from "./alarms.ts";
import { changePoints } from "./change-points.ts";
import { adjustedForAll } from "./false-discoveries.ts";
import { mannKendall, type Series } from "./mann-kendall.ts";
import { type Month, nameMonth } from "./months.ts";
import { senSlope } from "./sen-slope.ts";
import { silentFrom } from "./silence.ts";
import { type YearOnYear, yearOnYear } from "./year-on-year.ts";

export type TrendUnit = "people" | "events";
export type Direction = "rising" | "falling" | "steady" | "insufficient";

/** One series of months; null is a month that was not read. */
export type TrendSeries = {
  unit: TrendUnit;
  /** The whole months that are looked at. */
  values: Series;
  /** Those before them, which tell whether a silence is unusual. */
  earlier: Series;
  /** The people who are active in a month, on average; null where that is not known. */
  people: number | null;
};

/** Something that happened in a month, `at` being 2026-01, and a sentence about it. */
export type TrendNote = { at: string; why: string };

/** What is said of a series. `slopePerMonth` and its 95 % interval are Sen's within the months of a name; `q` is over all of one report. */
export type Trend = {
  direction: Direction;
  /** Why nothing is claimed, or less than the test would; null where there is nothing to explain. */
  why: string | null;
  tested: number;
  mean: number | null;
  slopePerMonth: number | null;
  slopeInterval: [number, number] | null;
  p: number | null;
  q: number | null;
  yearOnYear: YearOnYear | null;
  changes: TrendNote[];
  alerts: TrendNote[];
  /** The month since which a steady series shows nothing, or nothing was read: look at its reading. */
  silentSince: string | null;
};

/** Of the trends that are claimed, at most this share is expected to be chance. */
export const falseDiscoveryRate = 0.1;
/** Fewer months tell no trend from chance. */
export const fewestMonths = 24;
export const fewestActiveMonths = 12;
/** A trend worth saying moves by a fifth of its mean in a year, where at least five people are active in a month. */
export const leastYearlyChange = 0.2;
export const fewestPeople = 5;
const period = 12;
const fewestUnread = 3;

/**
 * Judges the series of one report together: a seasonal Mann-Kendall test each, held to a false-discovery rate over all of them (Benjamini and
 * Hochberg 1995), and a gate on the size of the effect. Months that were not read are in no test, and a series that falls silent at once is not
 * said to fall. Change points, alarms and spikes stand beside it and decide nothing.
 * @param months the months of `values`, all of them ended
 */
export function judgeTrends(all: readonly TrendSeries[], months: readonly Month[]): Trend[] {
  const judged = all.map((series) => judgeAlone(series, months));
  const qs = adjustedForAll(judged.map(({ p }) => p));
  return judged.map((trend, at) => claim(trend, all[at]?.people ?? null, qs[at] ?? null));
}

function judgeAlone({ unit, values, earlier }: TrendSeries, months: readonly Month[]): Trend {
  const silent = silentFrom([...earlier, ...values]);
  const begin = silent === null ? null : Math.max(0, silent - earlier.length);
  const series = begin === null ? values : values.map((value, at) => (at < begin ? value : null));
  const known = series.filter((value) => value !== null);
  const monthAt = (step: number) => (months[step] ? nameMonth(months[step].from) : "");
  const why = lackOf(series, known, begin, monthAt, months);
  const sen = why === null ? senSlope(series, period) : null;
  const unread = series.length - 1 - series.findLastIndex((value) => value !== null);
  const untold = why === null || begin !== null;
  return {
    direction: why === null ? "steady" : "insufficient",
    why,
    tested: why === null ? known.length : 0,
    mean: known.length === 0 ? null : mean(known),
    slopePerMonth: sen?.slope ?? null,
    slopeInterval: sen ? [sen.lower, sen.upper] : null,
    p: why === null ? mannKendall(series, period).p : null,
    q: null,
    yearOnYear: yearOnYear(series),
    changes: untold ? changePoints(series).filter(isWorthSaying).map(describeChange(unit, monthAt)) : [],
    alerts: why === null ? describeAlarms(series, unit, monthAt) : [],
    silentSince:
      begin !== null || (unread >= fewestUnread && known.length > 0) ? monthAt(begin ?? series.length - unread) : null,
  };
}

/** Why a series cannot be tested; null where it can. */
function lackOf(
  series: Series,
  known: readonly number[],
  silent: number | null,
  monthAt: (step: number) => string,
  months: readonly Month[],
): string | null {
  if (silent !== null) {
    const since = silent === 0 ? `before ${monthAt(0)}` : monthAt(silent);
    return `silent since ${since} after being active nearly every month: check whether it is still read`;
  }
  if (known.length === 0) return `not read from ${monthAt(0)} to ${monthAt(months.length - 1)}`;
  const lastRead = series.findLastIndex((value) => value !== null);
  if (series.length - 1 - lastRead >= fewestUnread) return `reading stops in ${monthAt(lastRead)}`;
  if (known.length < fewestMonths)
    return `only ${known.length} of ${series.length} months were read; a trend needs ${fewestMonths}`;
  const active = known.filter((value) => value > 0).length;
  if (active === 0) return "no activity";
  return active < fewestActiveMonths ? `active in ${active} months only; a trend needs ${fewestActiveMonths}` : null;
}

function claim(trend: Trend, people: number | null, q: number | null): Trend {
  const { slopePerMonth: slope, mean } = trend;
  if (q === null || slope === null || !mean || q > falseDiscoveryRate) return { ...trend, q };
  const yearly = (12 * Math.abs(slope)) / mean;
  if (yearly < leastYearlyChange)
    return {
      ...trend,
      q,
      why: `moves by ${Math.round(100 * yearly)} % a year only; ${100 * leastYearlyChange} % is worth saying`,
    };
  if (people !== null && people < fewestPeople)
    return { ...trend, q, why: `${people.toFixed(1)} people a month are too few; ${fewestPeople} are needed` };
  return { ...trend, q, direction: slope > 0 ? "rising" : "falling" };
}

const isWorthSaying = ({ before, after }: { before: number; after: number }) =>
  Math.abs(after - before) >= leastYearlyChange * before && Math.abs(after - before) >= 1;

function describeChange(unit: TrendUnit, monthAt: (step: number) => string) {
  return ({ step, before, after }: { step: number; before: number; after: number }): TrendNote => ({
    at: monthAt(step),
    why: `about ${round(after)} ${unit} a month since ${monthAt(step)}, ${round(before)} before`,
  });
}

function describeAlarms(series: Series, unit: TrendUnit, monthAt: (step: number) => string): TrendNote[] {
  return [...cusumAlarms(series), ...spikes(series)]
    .sort((a, b) => a.step - b.step || (a.kind < b.kind ? -1 : 1))
    .map(({ step, kind, value, usual }) => ({
      at: monthAt(step),
      why:
        kind === "spike"
          ? `a single month of ${value} ${unit}, ${round(usual)} being usual`
          : `the months up to ${monthAt(step)} are together ${kind} the usual ${round(usual)} ${unit}`,
    }));
}

function round(value: number): string {
  return value >= 10 ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, "");
}
