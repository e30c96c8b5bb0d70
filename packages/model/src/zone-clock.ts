import { ConfigError } from "./errors.ts";

/** What a clock on a wall shows, as the milliseconds at which UTC would show the same. */
export type WallMs = number;

// Making one takes longer than everything that is asked of it.
const clocks = new Map<string, (instantMs: number) => WallMs>();

/**
 * The clock of a time zone (IANA): what it shows at an instant, milliseconds kept.
 * @throws RangeError where there is no such zone
 */
export function zoneClock(tz: string): (instantMs: number) => WallMs {
  const known = clocks.get(tz);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: tz,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const clock = (instantMs: number) => {
    const parts = new Map(format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const seconds = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
    return seconds + (((instantMs % 1000) + 1000) % 1000);
  };
  // Names come from calendars of strangers too.
  if (clocks.size < 1_000) clocks.set(tz, clock);
  return clock;
}

/** @throws ConfigError where there is no such time zone */
export function readZone(tz: string): string {
  if (!isZone(tz)) throw new ConfigError(`"${tz}" is no time zone: write it as "Europe/Berlin" or "UTC".`);
  return tz;
}

/** Whether there is a time zone of that name. */
export function isZone(tz: string): boolean {
  try {
    zoneClock(tz);
    return true;
  } catch {
    return false;
  }
}
