import type { Window } from "@groundswell/model";
import type { Concentration } from "./concentration.ts";
import type { Coverage } from "./coverage.ts";
import { describeWindow } from "./describe-window.ts";
import type { Weighting } from "./weigh.ts";

/** A bootstrap interval of the first five spaces' share; `level`, `lower` and `upper` are 0..1. */
export type ShareInterval = { level: number; lower: number; upper: number };

/** What an insight is written from; interval and coverage are null where they are not known. */
export type InsightInput = {
  window: Window;
  weighting: Weighting;
  concentration: Concentration;
  interval: ShareInterval | null;
  coverage: Coverage | null;
};

const named = 5;
/** Below this many active spaces, "k of N" says nothing. */
const fewest = 3;

/** Below this share of what should have been read, numbers are marked. */
export const leastCoverage = 0.9;

const activityWords: Record<Weighting, string> = {
  events: "activity",
  people: "active people counted once per space",
  shared: "activity with every person counting the same",
};

/**
 * The sentence that a lead can pass on. It says the window and the number of active spaces, claims concentration only where five
 * spaces or fewer reach half, says "spread" where they do not, "about half" where the interval leaves open which of the two it is,
 * and says so where there are too few spaces to tell or where too little was read.
 */
export function describeConcentration(input: InsightInput): string {
  return [claim(input), readingGap(input.coverage)].filter((sentence) => sentence !== null).join(" ");
}

/** A share as people read it, "73 %"; never "0 %" for some, "100 %" for not all, or "50 %" for not quite half. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return "under 1 %";
  // Sums of fractions that make a whole may miss it by a rounding error, which is no missing part.
  if (rounded === 100 && share < 1 - 1e-9) return "over 99 %";
  if (rounded === 50 && Math.abs(share - 0.5) > 1e-9) return share < 0.5 ? "just under 50 %" : "just over 50 %";
  return `${rounded} %`;
}

function claim({ window, weighting, concentration, interval }: InsightInput): string {
  const { active, configured, k50, k50Share, topShare } = concentration;
  const when = describeWindow(window);
  const what = activityWords[weighting];
  if (k50 === null || k50Share === null || topShare[named] === null)
    return `In ${when}, none of the ${configured} watched ${spaces(configured)} had any activity.`;
  if (active < fewest)
    return `In ${when}, only ${active} of ${configured} watched ${spaces(configured)} had any activity: too few to speak of concentration.`;
  // Five of five hold everything: where there are no more spaces than that, only the majority is worth a sentence.
  if (active <= named) {
    const few = `${k50} of ${active} active spaces ${k50 === 1 ? "holds" : "hold"} ${percent(k50Share)} of ${what}`;
    return `In ${when}, ${few}.`;
  }

  const sure = interval ? ` (${percent(interval.level)} interval ${range(interval)})` : "";
  const five = `${named} of ${active} active spaces hold ${percent(topShare[named])} of ${what}${sure}`;
  const isOpen = interval !== null && interval.lower < 0.5 && interval.upper >= 0.5;
  if (k50 > named && isOpen)
    return `In ${when}, activity is rather spread: the first ${five}: less than half, but not surely so.`;
  if (k50 > named) return `In ${when}, activity is spread: the first ${five}, and it takes ${k50} to reach half.`;
  if (isOpen) return `In ${when}, ${five}: about half, and not surely the majority.`;
  return `In ${when}, ${five}; ${majority(k50, k50Share)}.`;
}

function majority(k50: number, share: number): string {
  const amount = share > 0.5 + 1e-9 ? "the majority" : "half";
  if (k50 === 1) return `the first alone holds ${amount}`;
  return k50 === named ? `it takes all ${named} to reach half` : `the first ${k50} hold ${amount}`;
}

function readingGap(coverage: Coverage | null): string | null {
  if (!coverage || coverage.missing.length === 0 || coverage.rate === null) return null;
  const sources = new Set(coverage.missing.map(({ source }) => source)).size;
  const lack = sources === 1 ? "1 source has gaps" : `${sources} sources have gaps`;
  if (coverage.rate < leastCoverage)
    return `Do not pass this on yet: it rests on only ${percent(coverage.rate)} of what should have been read, and ${lack}.`;
  return `This rests on ${percent(coverage.rate)} of what should have been read: ${lack}.`;
}

function spaces(count: number): string {
  return count === 1 ? "space" : "spaces";
}

function range({ lower, upper }: ShareInterval): string {
  return `${Math.round(lower * 100)}-${Math.round(upper * 100)} %`;
}
