import type { ReportCell, ReportColumn, ReportFigure, ReportUnit } from "@groundswell/reports";
import { decimal, evenPercent, hours, number, percentagePoints, unknown } from "../../parts/format.ts";
import type { SortValue } from "../../parts/sort-rows.ts";

/** A number of a report in its unit; a dash where it is unknown. */
export function sayValue(value: number | null, unit: ReportUnit): string {
  if (value === null) return unknown;
  if (value < 0) return `−${sayValue(-value, unit)}`;
  if (unit === "share") return evenPercent(value);
  if (unit === "hours") return hours(value);
  return unit === "count" && Number.isInteger(value) ? number(value) : decimal(value);
}

/**
 * By how much a figure moved against another window, and whether that is good, as mails say it: nothing is, where the other value lies in the
 * interval of this one. Null where one of them is unknown.
 */
export function sayMove(
  { now, unit, better, interval }: Pick<ReportFigure, "now" | "unit" | "better" | "interval">,
  then: number | null,
): { says: string; isGood: boolean | null } | null {
  if (now === null || then === null) return null;
  const change = now - then;
  const size = unit === "share" ? percentagePoints(Math.abs(change)).slice(1) : sayValue(Math.abs(change), unit);
  // A change too small to be written is none.
  if (!/[1-9]/.test(size)) return { says: "no change", isGood: null };
  const says = `${change > 0 ? "+" : "−"}${size}${unit === "share" ? " points" : ""}`;
  if (interval !== null && interval[0] <= then && then <= interval[1])
    return { says: `${says}, may be chance`, isGood: null };
  return { says, isGood: better === null ? null : change > 0 === (better === "more") };
}

export function isNumber({ kind }: Pick<ReportColumn, "kind">): boolean {
  return kind !== "text" && kind !== "date";
}

/** What a column is sorted by. */
export function cellValue(cell: ReportCell | undefined): SortValue {
  if (cell === null || cell === undefined) return null;
  return typeof cell === "object" ? cell.text : cell;
}

/** The text of a cell; an instant at the beginning of a day as that day. */
export function sayCell(cell: ReportCell | undefined, { kind }: Pick<ReportColumn, "kind">): string {
  if (cell === null || cell === undefined) return unknown;
  if (typeof cell === "number") return sayValue(cell, kind === "text" || kind === "date" ? "count" : kind);
  const text = typeof cell === "string" ? cell : cell.text;
  return kind === "date" && /^\d{4}-\d\d-\d\dT/.test(text) ? text.slice(0, 10) : text;
}

/** Where a cell leads; null where it leads nowhere. */
export function cellLink(cell: ReportCell | undefined): string | null {
  return typeof cell === "object" && cell !== null ? cell.url : null;
}
