import { ConfigError, dayMs, zoneClock } from "@groundswell/model";

/** Hours of the day in which nothing is sent, as "22:00"; where `from` is after `to`, they go over midnight. */
export type QuietHours = { from: string; to: string };

const minuteMs = 60_000;
const dayMinutes = 24 * 60;
// An hour after reports are due as usual: what is issued at 07:00 is built some seconds later, and is to be in the digest of that day.
const digestHour = 8;

/** @throws ConfigError where a time of day cannot be read, or the two are one */
export function readQuiet({ from, to }: QuietHours): QuietHours {
  const wrong = [from, to].find((time) => !/^([01]\d|2[0-3]):[0-5]\d$/.test(time));
  if (wrong !== undefined) throw new ConfigError(`"${wrong}" is no time of day: write it as 22:00.`);
  if (from === to) throw new ConfigError("Hours of quiet begin and end at different times, as 22:00 and 07:00.");
  return { from, to };
}

/**
 * The first instant from `at` on outside of hours of quiet. Which hours are quiet is what clocks on the wall show, so that a night in which
 * they are changed is an hour longer or shorter.
 */
export function outOfQuiet(at: Date, quiet: QuietHours | null, tz: string): Date {
  if (quiet === null || !isQuiet(at, quiet, tz)) return at;
  const left = (minutesOf(quiet.to) - clockAt(at, tz).minutes + dayMinutes) % dayMinutes;
  // No clock is changed by more than two hours: up to then it is quiet, and from there on looked at minute by minute.
  const near = at.getTime() + Math.max(0, left - 121) * minuteMs;
  for (let ms = nextMinute(near); ms <= at.getTime() + 2 * dayMs; ms += minuteMs)
    if (!isQuiet(new Date(ms), quiet, tz)) return new Date(ms);
  return at;
}

/**
 * The latest instant at or before `at` that digests are for: 08:00 in the time zone, on every day or on Mondays.
 * @returns the instant, and its day there as 2026-03-29
 */
export function lastDigest(at: Date, digest: "day" | "week", tz: string): { at: Date; day: string } {
  const today = Date.parse(`${clockAt(at, tz).day}T00:00:00Z`);
  for (let back = 0; ; back++) {
    const day = new Date(today - back * dayMs).toISOString().slice(0, 10);
    if (digest === "week" && new Date(`${day}T00:00:00Z`).getUTCDay() !== 1) continue;
    const moment = firstAtHour(day, digestHour, tz);
    if (moment <= at) return { at: moment, day };
  }
}

/** The first instant of a day at which clocks show an hour or later, also where the hour is left out or comes twice. */
function firstAtHour(day: string, hour: number, tz: string): Date {
  const plain = Date.parse(`${day}T00:00:00Z`) + hour * 60 * minuteMs;
  // No zone is further than 14 hours from UTC, and changes are of minutes.
  let [low, high] = [plain - 15 * 60 * minuteMs, plain + 15 * 60 * minuteMs];
  const isPast = (ms: number) => {
    const clock = clockAt(new Date(ms), tz);
    return clock.day > day || (clock.day === day && clock.minutes >= hour * 60);
  };
  while (high - low > minuteMs) {
    const middle = low + Math.floor((high - low) / (2 * minuteMs)) * minuteMs;
    if (isPast(middle)) high = middle;
    else low = middle;
  }
  return new Date(high);
}

function isQuiet(at: Date, { from, to }: QuietHours, tz: string): boolean {
  const { minutes } = clockAt(at, tz);
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return start < end ? minutes >= start && minutes < end : minutes >= start || minutes < end;
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const nextMinute = (ms: number) => Math.floor(ms / minuteMs) * minuteMs + minuteMs;

/** What a clock on the wall shows: the day, and the minutes since its midnight. */
function clockAt(at: Date, tz: string): { day: string; minutes: number } {
  const [day = "", time = ""] = new Date(zoneClock(tz)(at.getTime())).toISOString().split("T");
  return { day, minutes: minutesOf(time) };
}
