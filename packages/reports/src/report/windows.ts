import { dayMs, startOfDay, type Window } from "@groundswell/model";
import type { Cadence } from "./report.ts";

/** The latest end of a day, week (Monday), month or quarter in UTC that is not after an instant. */
export function closedAt(instant: Date, cadence: Cadence): Date {
  const day = startOfDay(instant);
  if (cadence === "day") return day;
  if (cadence === "week") return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * dayMs);
  const month = cadence === "month" ? day.getUTCMonth() : day.getUTCMonth() - (day.getUTCMonth() % 3);
  return new Date(Date.UTC(day.getUTCFullYear(), month, 1));
}

/** So many weeks that end at an instant. */
export function weeksTo(to: Date, weeks: number): Window {
  return { from: new Date(to.getTime() - weeks * 7 * dayMs), to };
}

/** So many months that end at the first of one. */
export function monthsTo(to: Date, months: number): Window {
  return { from: new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() - months, 1)), to };
}
