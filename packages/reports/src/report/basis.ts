import type { Gap, Track } from "@groundswell/analytics";
import { dayMs } from "@groundswell/model";
import type { Head } from "../head.ts";
import type { ReportBasis } from "./document.ts";

const mostGaps = 5;

/**
 * What a report rests on, from the heads of the answers that it was built from, each with its run and coverage. Coverage is that of all
 * source-days together; a source that several answers read counts in each. What they agree on stands once, in order.
 * @param more which tracks of people it counts, and what to know before a number is passed on
 */
export function basisOf(
  heads: readonly Pick<Head, "run" | "coverage">[],
  { tracks = [], warnings = [] }: { tracks?: readonly Track[]; warnings?: readonly string[] } = {},
): ReportBasis {
  const expected = sum(heads.map(({ coverage }) => coverage.expected));
  const policies = unique(heads.map(({ run }) => run.policyVersion)).sort();
  const watermarks = heads.map(({ run }) => run.inputWatermark);
  return {
    coverage: expected === 0 ? null : sum(heads.map(({ coverage }) => coverage.read)) / expected,
    gaps: gapWords(heads.flatMap(({ coverage }) => coverage.missing)),
    policyVersion: policies.length === 0 ? null : policies.join(", "),
    runs: unique(heads.map(({ run }) => run.id)).sort((a, b) => a - b),
    // What all of them have read: a later signal may be in one answer and not in another.
    inputWatermark: watermarks.length === 0 ? null : Math.min(...watermarks),
    tracks: [...tracks],
    warnings: unique(warnings),
  };
}

/**
 * What was not read, a sentence for each source, the one with the most days first, and one for all beyond the first five. Why is left to the report of
 * the sources: it is the last error of a source, which changes while the window's numbers do not, and would make revisions of nothing.
 */
export function gapWords(gaps: readonly Gap[]): string[] {
  const bySource = new Map<string, Set<string>>();
  for (const gap of gaps) {
    const days = bySource.get(gap.source) ?? new Set();
    for (const day of daysOf(gap)) days.add(day);
    bySource.set(gap.source, days);
  }
  const ordered = [...bySource]
    .map(([source, days]) => ({ source, days: [...days].sort() }))
    .sort((a, b) => b.days.length - a.days.length || (a.source < b.source ? -1 : 1));
  const told = ordered.slice(0, mostGaps).map(({ source, days }) => {
    const [first, last] = [days[0], days.at(-1)];
    if (days.length === 1) return `${source} was not read on ${first}.`;
    return `${source} was not read on ${days.length} days between ${first} and ${last}.`;
  });
  const more = ordered.length - told.length;
  if (more === 0) return told;
  return [...told, more === 1 ? "One more source has gaps." : `${more} more sources have gaps.`];
}

function daysOf({ from, to }: Gap): string[] {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const count = Math.max(0, Math.round((end - begin) / dayMs));
  return Array.from({ length: count }, (_, at) => new Date(begin + at * dayMs).toISOString().slice(0, 10));
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
