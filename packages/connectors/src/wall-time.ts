import ICAL from "ical.js";
import { ianaZone, utc } from "./ical-zones.ts";
import { isoInstant } from "./instant.ts";

const pattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(Z|[+-]\d{1,2}(?::?\d{2})?)?$/i;

/**
 * The instant, as ISO 8601 in UTC, of a date and time as an agenda writes it; null where it names none.
 * A time without an offset is read off a clock in `timeZone` (IANA; UTC where it is null); a day alone begins at
 * midnight in UTC, so that it stays the day it names.
 */
export function wallInstant(text: string | null | undefined, timeZone: string | null): string | null {
  const match = pattern.exec((text ?? "").trim());
  if (!match) return null;
  const [, year = "", month = "", day = "", hour, minute = "00", second = "00", offset] = match;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (hour === undefined) return offset === undefined ? isoInstant(`${date}T00:00:00Z`) : null;
  const time = `${date}T${hour.padStart(2, "0")}:${minute}:${second}`;
  if (offset !== undefined) return isoInstant(`${time}${fullOffset(offset)}`);
  const asUtc = isoInstant(`${time}Z`);
  if (asUtc === null) return null;
  const zone = (timeZone === null ? null : ianaZone(timeZone)) ?? utc;
  return new Date(zone.instantOf(ICAL.Time.fromDateTimeString(asUtc.slice(0, 19)))).toISOString();
}

/** Whether a text names a day and no time in it. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{1,2}-\d{1,2}$/.test(text.trim());
}

/** Minutes, to a tenth, of an ISO 8601 duration such as `PT1H2M30S` or `P1DT2H`; null where it is none or takes no time. */
export function durationMinutes(text: string | null | undefined): number | null {
  const match =
    /^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(
      (text ?? "").trim(),
    );
  if (!match) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const total = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds;
  return total > 0 ? Math.round(total / 6) / 10 : null;
}

/** Minutes from one instant to another; null where it runs backwards or for more than a year, which is a mistake. */
export function minutesBetween(from: string, to: string | null): number | null {
  if (to === null) return null;
  const minutes = (Date.parse(to) - Date.parse(from)) / 60_000;
  return minutes > 0 && minutes <= 366 * 1_440 ? Math.round(minutes) : null;
}

function fullOffset(offset: string): string {
  if (/^z$/i.test(offset)) return "Z";
  const [, sign = "+", hours = "", minutes = "00"] = /^([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(offset) ?? [];
  return `${sign}${hours.padStart(2, "0")}:${minutes}`;
}
