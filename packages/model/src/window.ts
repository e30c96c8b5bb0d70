import { ConfigError } from "./errors.ts";

/** A half-open interval `[from, to)` in UTC. */
export type Window = { from: Date; to: Date };

export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** A window as the command and the API print it. */
export function printWindow(window: Window): { from: string; to: string } {
  return { from: window.from.toISOString(), to: window.to.toISOString() };
}

/** The twelve months that end at `to`: what an award looks at. */
export function twelveMonthsTo(to: Date): Window {
  const from = new Date(to);
  from.setUTCFullYear(from.getUTCFullYear() - 1);
  // 29 February has no twin in most years; its twelve months begin on 1 March.
  return { from, to };
}

/** Midnight in UTC at or before an instant. */
export function startOfDay(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / dayMs) * dayMs);
}

/** The days (fractions counted) in a window. */
export function days(window: Window): number {
  return (window.to.getTime() - window.from.getTime()) / dayMs;
}

const isoDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Reads an ISO 8601 date or instant; without a zone it is UTC.
 * @throws ConfigError where it is neither, or names a day that does not exist
 */
export function readDate(text: string, what: string): Date {
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text) || text.length === 10 ? text : `${text}Z`;
  const date = new Date(zoned);
  const day = Number(text.slice(8, 10));
  const exists = new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() === day;
  if (!isoDate.test(text) || Number.isNaN(date.getTime()) || !exists)
    throw new ConfigError(`${what} "${text}" is not a date: write it as 2026-01-31 or 2026-01-31T12:00:00Z.`);
  return date;
}

/**
 * A window from two dates.
 * @throws ConfigError where it is empty or runs backwards
 */
export function readWindow(from: Date, to: Date): Window {
  if (from.getTime() >= to.getTime())
    throw new ConfigError(
      `The window from ${from.toISOString()} to ${to.toISOString()} is empty: give a "from" before its "to".`,
    );
  return { from, to };
}
