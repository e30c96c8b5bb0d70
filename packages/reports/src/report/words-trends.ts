import { describeWindow, percent, type YearOnYear } from "@groundswell/analytics";
import type { Window } from "@groundswell/model";
import type { TrendAnswer } from "../trends.ts";
import { countWords, listWords } from "./figures.ts";
import { partly } from "./words-support.ts";

export type TrendsClaim = {
  /** The months that trends are told from. */
  looked: Window;
  /** Share of what should have been read, 0..1; null where nothing was expected. */
  coverage: number | null;
  /** Names of what rises and falls, the weightiest first. */
  rising: readonly string[];
  falling: readonly string[];
  /** Spaces and tags that were tested, and their series: each has one by people and one by events. */
  tested: { subjects: number; series: number };
};

const named = 3;

/** What rises and falls, as one sentence; that nothing does, or that nothing can be told, is said as plainly. */
export function trendsInsight({ looked, coverage, rising, falling, tested }: TrendsClaim): string {
  const when = `${describeWindow(looked)}${partly(coverage)}`;
  if (tested.series === 0) return `Over ${when}, too little was active or read to tell any trend from chance.`;
  if (rising.length + falling.length === 0) return `No trend beyond chance in ${tested.series} series over ${when}.`;
  const told = [
    ...(rising.length > 0 ? [`${rising.length} rise${rising.length === 1 ? "s" : ""} (${firstOf(rising)})`] : []),
    ...(falling.length > 0 ? [`${falling.length} fall${falling.length === 1 ? "s" : ""} (${firstOf(falling)})`] : []),
  ];
  return `Over ${when}, of ${countWords(tested.subjects, "space or tag", "spaces and tags")} ${listWords(told)} beyond chance.`;
}

/** Where the whole of an expertise goes: "By people it is steady; by events it rises by 12 a month." */
export function wholeWords(
  series: readonly Pick<TrendAnswer, "unit" | "direction" | "slopePerMonth" | "why">[],
): string {
  const told = series.map((one) => `by ${one.unit} ${directionWords(one)}`);
  const sentence = `${told.join("; ")}.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** How twelve months differ from the twelve before, where that is more than chance; null where it is not, or is unknown. */
export function yearWords(what: string, year: YearOnYear | null): string | null {
  if (year === null || (year.interval[0] <= 0 && year.interval[1] >= 0)) return null;
  const signed = (share: number) => `${share > 0 ? "+" : share < 0 ? "−" : ""}${percent(Math.abs(share))}`;
  const [lower, upper] = year.interval.map(signed);
  return `${what} in twelve months against the twelve before: ${signed(year.change)} (95 % interval ${lower} to ${upper}).`;
}

function directionWords({
  direction,
  slopePerMonth: slope,
  why,
}: Pick<TrendAnswer, "direction" | "slopePerMonth" | "why">) {
  if (direction === "insufficient") return `no trend can be told (${why ?? "insufficient"})`;
  if (direction === "steady") return why === null ? "no trend beyond chance" : `steady: it ${why}`;
  return `${direction}, by ${Math.abs(slope ?? 0)
    .toFixed(1)
    .replace(/\.0$/, "")} a month`;
}

function firstOf(names: readonly string[]): string {
  const more = names.length - named;
  return listWords(more > 0 ? [...names.slice(0, named), `${more} more`] : names);
}
