import { percent } from "@groundswell/analytics";
import type { ReportFigure, ReportUnit } from "./document.ts";

/** What a figure is made of; what is left out is unknown. */
export type FigureInput = Pick<ReportFigure, "key" | "label" | "unit" | "now"> &
  Partial<Pick<ReportFigure, "before" | "lastYear" | "interval" | "better">>;

/** A number beside the one of the window before and that of the same window a year earlier; null for what is unknown. */
export function figure({ before = null, lastYear = null, interval = null, better = null, ...known }: FigureInput) {
  const { key, label, unit, now } = known;
  return { key, label, unit, now, before, lastYear, interval, better } satisfies ReportFigure;
}

/** A number as people read it: "1,234", "61 %", "3.5 hours"; "unknown" where it is null. */
export function valueWords(value: number | null, unit: ReportUnit): string {
  if (value === null) return "unknown";
  if (unit === "share") return percent(value);
  const rounded = tenths(value);
  if (unit === "hours") return `${rounded} ${rounded === "1" ? "hour" : "hours"}`;
  return rounded;
}

/**
 * How a figure moved, as a sentence: "Open threads: 42, up from 31 in the window before; a year earlier 50.". It says what happened and not whether
 * it was chance. Null where `now` is unknown, or nothing is known to compare it with.
 */
export function changeWords({ label, unit, now, before, lastYear }: ReportFigure): string | null {
  if (now === null || (before === null && lastYear === null)) return null;
  const moved = before === null ? null : sinceWords(now, before, unit);
  const then = lastYear === null ? null : `a year earlier ${valueWords(lastYear, unit)}`;
  return `${label}: ${valueWords(now, unit)}${moved === null ? "" : `, ${moved}`}${then === null ? "" : `; ${then}`}.`;
}

/** "A", "A and B", "A, B and C". */
export function listWords(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** "1 thread", "1,200 threads". */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${tenths(count)} ${count === 1 ? one : many}`;
}

/** What can be read as equal is called unchanged: nobody can tell 61.2 % from 61.4 % on paper. */
function sinceWords(now: number, before: number, unit: ReportUnit): string {
  const was = valueWords(before, unit);
  if (was === valueWords(now, unit)) return "as in the window before";
  return `${now > before ? "up" : "down"} from ${was} in the window before`;
}

/** With one decimal below a hundred where there is one, and with commas at thousands; no locale of the machine can change it. */
function tenths(value: number): string {
  return Math.abs(value) < 100 ? value.toFixed(1).replace(/\.0$/, "") : Math.round(value).toLocaleString("en-US");
}
