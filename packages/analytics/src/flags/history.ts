import { dayMs, startOfDay } from "@groundswell/model";
import type { ScoreRow } from "../activity-table.ts";
import { memo } from "../memo.ts";
import type { Measure } from "../policy.ts";

/** One person's counts of one kind in periods of whole days counted back from an instant, the last one 0. */
export type History = { person: number; kind: Measure; counts: number[]; accepted: number[]; logVotes: number[] };

/**
 * The histories of everybody, by person and kind, in `periods` periods of `days` days. What is older is left out.
 */
export function histories(rows: readonly ScoreRow[], asOf: Date, days: number, periods: number): History[] {
  const end = startOfDay(asOf).getTime();
  // A million rows hold a few hundred days and kinds: what they share is reckoned once, and what is looked up by is a number.
  const periodOf = memo((day: string) => Math.floor((Math.floor((end - Date.parse(day)) / dayMs) - 1) / days));
  const ofKind = memo((_kind: string) => new Map<number, History>());
  const all: History[] = [];
  for (const row of rows) {
    const period = periodOf(row.day);
    if (period < 0 || period >= periods) continue;
    const found = ofKind(row.kind);
    let one = found.get(row.person);
    if (!one) {
      const none = () => new Array<number>(periods).fill(0);
      one = { person: row.person, kind: row.kind, counts: none(), accepted: none(), logVotes: none() };
      found.set(row.person, one);
      all.push(one);
    }
    one.counts[period] = (one.counts[period] ?? 0) + row.count;
    one.accepted[period] = (one.accepted[period] ?? 0) + (row.accepted ?? 0);
    // Whole millionths add up the same in any order.
    one.logVotes[period] = (one.logVotes[period] ?? 0) + Math.round(row.logVotes * 1e6);
  }
  for (const { logVotes } of all) for (const [at, millionths] of logVotes.entries()) logVotes[at] = millionths / 1e6;
  return all.sort((a, b) => a.person - b.person || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
}

/** The days of a period, both included. */
export function daysOf(asOf: Date, days: number, period: number): { from: string; to: string } {
  const end = startOfDay(asOf).getTime() - period * days * dayMs;
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { from: day(end - days * dayMs), to: day(end - dayMs) };
}

/** Histories by their kind, since what is usual for commits is not for answers. */
export function byKind(all: readonly History[]): Map<Measure, History[]> {
  const found = new Map<Measure, History[]>();
  for (const one of all) {
    const known = found.get(one.kind);
    if (known) known.push(one);
    else found.set(one.kind, [one]);
  }
  return found;
}
