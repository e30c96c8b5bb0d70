import { nextSlot } from "@groundswell/queue";
import cronstrue from "cronstrue";

/** When something is due: a cron expression in a time zone. */
export type When = { cron: string; tz: string };

/** A cron expression in words: "At 07:00, only on Monday". */
export function cronWords(cron: string): string {
  return cronstrue.toString(cron, { use24HourTimeFormat: true, throwExceptionOnParseError: false });
}

/**
 * The next times after an instant.
 * @throws ConfigError where it is no cron expression or no time zone
 */
export function nextTimes({ cron, tz }: When, after: Date, count = 3): Date[] {
  const found: Date[] = [];
  for (let last = after; found.length < count; found.push(last)) last = nextSlot({ every: cron, tz }, last);
  return found;
}

/** An instant as the clocks of a zone show it: "Monday, 30 November 2026 at 07:00". */
export function timeWords(instant: Date, tz: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    ...{ weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
    timeZone: tz,
  }).format(instant);
}
