import { dayMs, type Window } from "@groundswell/model";

/** What one source was to read and did read. */
export type SourceReading = {
  source: string;
  /** When the source began to exist or to be watched; null: before any window. */
  since: Date | null;
  /** The windows its successful pulls covered, in any order, overlapping or not. */
  read: readonly Window[];
  /** The windows its failed pulls left unread, and why; of several for one day the last in the list speaks. */
  failed: readonly { window: Window; why: string }[];
};

/** Unread days of one source; `from` and `to` are ISO dates, half-open. */
export type Gap = { source: string; from: string; to: string; why: string };

/** Source-days that should have been read and were; `rate` is 0..1, null where nothing was expected. */
export type Coverage = { expected: number; read: number; rate: number | null; missing: Gap[] };

type DayRange = { from: number; to: number };

/** Said of days that no pull, successful or not, has touched. */
export const neverRead = "no pull has covered these days yet";

/**
 * How much of a window was really read, in whole UTC days: of each source the days that lie wholly in the window, since the
 * source began and before `asOf`. A day counts as read only when pulls covered all of it; two pulls may meet inside a day.
 * Gaps come in order of source and date, neighbouring days with the same reason as one.
 */
export function coverage(sources: readonly SourceReading[], window: Window, asOf: Date): Coverage {
  const ordered = [...sources].sort((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : 0));
  let expected = 0;
  let unread = 0;
  const missing: Gap[] = [];
  for (const source of ordered) {
    const due = wholeDays({
      from: latest(window.from, source.since ?? window.from),
      to: asOf.getTime() < window.to.getTime() ? asOf : window.to,
    });
    expected += Math.max(0, due.to - due.from);
    for (const gap of gaps(due, merge(source.read).map(wholeDays))) {
      unread += gap.to - gap.from;
      missing.push(...explainGap(source, gap));
    }
  }
  const read = expected - unread;
  return { expected, read, rate: expected === 0 ? null : read / expected, missing };
}

/** The union of windows, in order of time. */
function merge(windows: readonly Window[]): Window[] {
  const merged: Window[] = [];
  for (const { from, to } of [...windows].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = merged.at(-1);
    if (last && from.getTime() <= last.to.getTime()) last.to = latest(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

function gaps(due: DayRange, read: DayRange[]): DayRange[] {
  const found: DayRange[] = [];
  let day = due.from;
  for (const { from, to } of read) {
    if (from >= due.to) break;
    if (to <= day || to <= from) continue;
    if (from > day) found.push({ from: day, to: from });
    day = to;
  }
  if (day < due.to) found.push({ from: day, to: due.to });
  return found;
}

function explainGap({ source, failed }: SourceReading, gap: DayRange): Gap[] {
  const reasons = failed.map(({ window, why }) => ({ ...touchedDays(window), why }));
  const found: Gap[] = [];
  for (let day = gap.from; day < gap.to; day += 1) {
    const why = reasons.findLast(({ from, to }) => from <= day && day < to)?.why ?? neverRead;
    const last = found.at(-1);
    if (last?.why === why) last.to = isoDay(day + 1);
    else found.push({ source, from: isoDay(day), to: isoDay(day + 1), why });
  }
  return found;
}

function wholeDays({ from, to }: Window): DayRange {
  return { from: Math.ceil(from.getTime() / dayMs), to: Math.floor(to.getTime() / dayMs) };
}

function touchedDays({ from, to }: Window): DayRange {
  return { from: Math.floor(from.getTime() / dayMs), to: Math.ceil(to.getTime() / dayMs) };
}

function isoDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

function latest(a: Date, b: Date): Date {
  return a.getTime() >= b.getTime() ? a : b;
}
