import { fewestCases, type MeasuredRate, measuredRate, wilson, z95 } from "@groundswell/analytics";

/** What is counted of a space that anybody asks in, as `HealthAnswer` holds it. */
export type CountedHealth = {
  threads: number;
  backlog: number;
  intervals: { responseRate: { "72h": Pick<MeasuredRate, "count" | "n"> } };
};

/** Threads helped within 72 h of all that had 72 h, and threads that are open without a response. */
export type HelpCounts = { helped: MeasuredRate; open: number; threads: number };

/** A difference of two shares with the interval that was asked for, -1..1. */
export type RateChange = { change: number; interval: [number, number] };

/** At most so many changes are looked at in one report. */
export const mostTested = 10;
/** The two-sided point of the normal distribution at 5 % over `mostTested` looks: of ten things that stand still, one in twenty reports names any. */
export const zTested = 2.807;

/**
 * What the spaces of an expertise come to together: their counts added, so that a space of three threads weighs as three threads.
 * Null where nobody asks in any of them.
 */
export function helpCounts(spaces: Iterable<{ health: CountedHealth | null }>): HelpCounts | null {
  let [count, n, open, threads, places] = [0, 0, 0, 0, 0];
  for (const { health } of spaces) {
    if (health === null) continue;
    places += 1;
    count += health.intervals.responseRate["72h"].count;
    n += health.intervals.responseRate["72h"].n;
    open += health.backlog;
    threads += health.threads;
  }
  return places === 0 ? null : { helped: measuredRate(count, n), open, threads };
}

/** The 95 % interval of a measured share; null where it is unknown. */
export function intervalOf({ lower, upper }: MeasuredRate): [number, number] | null {
  return lower === null || upper === null ? null : [lower, upper];
}

/**
 * How a share of cases changed between two windows whose cases are others: Newcombe's interval from two Wilson intervals (method 10: Newcombe,
 * Statistics in Medicine 17, 1998). Null below `fewestCases` in either.
 */
export function rateChange(
  now: Pick<MeasuredRate, "count" | "n">,
  before: Pick<MeasuredRate, "count" | "n">,
  z: number = z95,
): RateChange | null {
  if (now.n < fewestCases || before.n < fewestCases) return null;
  const [a, b] = [wilson(now.count, now.n, z), wilson(before.count, before.n, z)];
  if (a === null || b === null) return null;
  const change = a.rate - b.rate;
  return {
    change,
    interval: [
      change - Math.hypot(a.rate - a.lower, b.upper - b.rate),
      change + Math.hypot(a.upper - a.rate, b.rate - b.lower),
    ],
  };
}

/** Whether an interval of a change leaves no change out. */
export function excludesZero([lower, upper]: readonly [number, number]): boolean {
  return lower > 0 || upper < 0;
}
