import { dayMs, days, type Window } from "@groundswell/model";

/**
 * A window in words: "the 12 months to 2026-01-01", "the 12 weeks to 2026-11-15", "the 40 days to 2026-02-10";
 * with an end that is no midnight, both instants. The end itself is not part of the window.
 */
export function describeWindow(window: Window): string {
  const months = wholeMonths(window);
  const length = days(window);
  if (!isMidnight(window.from) || !isMidnight(window.to))
    return `the time from ${instant(window.from)} to ${instant(window.to)}`;
  const to = instant(window.to);
  if (months !== null) return `the ${plural(months, "month")} to ${to}`;
  if (length % 7 === 0) return `the ${plural(length / 7, "week")} to ${to}`;
  return `the ${plural(length, "day")} to ${to}`;
}

/** "1 month", "12 months": and no number where it is one, after "the": "the month". */
function plural(count: number, unit: string): string {
  return count === 1 ? unit : `${count} ${unit}s`;
}

function wholeMonths({ from, to }: Window): number | null {
  const apart = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  if (apart > 0 && before(to, apart) === from.getTime()) return apart;
  // Twelve months before 29 February begin on 1 March, eleven month names apart.
  const year = apart + 1;
  return year > 0 && year % 12 === 0 && before(to, year) === from.getTime() ? year : null;
}

function before(to: Date, months: number): number {
  const from = new Date(to);
  return from.setUTCMonth(from.getUTCMonth() - months);
}

function isMidnight(instant: Date): boolean {
  return instant.getTime() % dayMs === 0;
}

function instant(date: Date): string {
  return isMidnight(date) ? date.toISOString().slice(0, 10) : `${date.toISOString().slice(0, 16)}Z`;
}
