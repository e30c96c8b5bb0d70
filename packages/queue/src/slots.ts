import { ConfigError, type WallMs, zoneClock } from "@groundswell/model";
import { type CronExpression, CronExpressionParser } from "cron-parser";
import { type Every, readEvery } from "./every.ts";
import { instantSkippedTo, instantsOf } from "./wall-clock.ts";

// When a cron expression fires: BullMQ is given `nextSlot`, so that what fires and what is looked up afterwards cannot differ. cron-parser reads
// the expression and walks the clock on the wall; asked to walk instants of a zone, it skips or repeats some on the days on which clocks change
// (its `prev` forgets 02:30 in Berlin where its `next` gives 03:30), and for Lord Howe, where they change by half an hour, it gives up.

// No clock is put forward or back by more.
const mostShiftMs = 3 * 3_600_000;

/**
 * The last time that a cron expression fired at or before an instant. A time of day that a clock is put forward over fires as much later
 * (02:30 as 03:30); one that it shows twice fires the first time, and both times where the expression is of every hour.
 * @throws ConfigError where it is no cron expression, or has never fired
 */
export function latestSlot(every: Every, instant: Date): Date {
  const { pattern, tz } = cronOf(every);
  const until = instant.getTime();
  return new Date(furthest(walk(pattern, tz, until, "back"), (slot) => (slot <= until ? slot : null)));
}

/**
 * The first time that a cron expression fires after an instant, by the same rules as `latestSlot`.
 * @throws ConfigError where it is no cron expression, or never fires again
 */
export function nextSlot(every: Every, instant: Date): Date {
  const { pattern, tz } = cronOf(every);
  const after = instant.getTime();
  return new Date(-furthest(walk(pattern, tz, after, "on"), (slot) => (slot > after ? -slot : null)));
}

/** How often a cron expression fired after one instant and before another; it stops counting at `most`. */
export function countSlots(every: Every, after: Date, before: Date, most = 1000): number {
  const { pattern, tz } = cronOf(every);
  const found = new Set<number>();
  for (const { wall, slots } of walk(pattern, tz, after.getTime(), "on")) {
    for (const slot of slots) if (slot > after.getTime() && slot < before.getTime()) found.add(slot);
    if (found.size >= most || wall > zoneClock(tz)(before.getTime()) + mostShiftMs) break;
  }
  return Math.min(found.size, most);
}

type Step = { wall: WallMs; slots: number[] };

/** The times on the wall at which an expression fires, from well beyond an instant, with the instants of each. */
function* walk(pattern: string, tz: string, from: number, direction: "back" | "on"): Generator<Step> {
  const begin = zoneClock(tz)(from) + (direction === "back" ? mostShiftMs : -mostShiftMs);
  const expression = CronExpressionParser.parse(pattern, { tz: "UTC", currentDate: new Date(begin) });
  for (;;) {
    const wall = step(expression, direction, pattern);
    yield { wall, slots: slotsOf(wall, tz, expression.fields.hour.isWildcard) };
  }
}

function step(expression: CronExpression, direction: "back" | "on", pattern: string): WallMs {
  try {
    return (direction === "back" ? expression.prev() : expression.next()).getTime();
  } catch (cause) {
    throw new ConfigError(`The cron expression "${pattern}" does not fire in any year near: write another.`, { cause });
  }
}

function slotsOf(wall: WallMs, tz: string, isEveryHour: boolean): number[] {
  const instants = instantsOf(wall, tz);
  // Of every hour, no hour is missing and none is left out: each that passes has its own.
  if (isEveryHour) return instants;
  return instants.length === 0 ? [instantSkippedTo(wall, tz)] : instants.slice(0, 1);
}

/** The highest of what is wanted. Around a change of clocks instants are not in the order of the wall, so a little further is looked. */
function furthest(steps: Generator<Step>, wanted: (slot: number) => number | null): number {
  let best = Number.NEGATIVE_INFINITY;
  let found: WallMs | null = null;
  for (const { wall, slots } of steps) {
    for (const slot of slots) {
      const value = wanted(slot);
      if (value === null) continue;
      found ??= wall;
      best = Math.max(best, value);
    }
    if (found !== null && Math.abs(wall - found) > mostShiftMs) break;
  }
  return best;
}

function cronOf(every: Every): { pattern: string; tz: string } {
  const rhythm = readEvery(every);
  if ("pattern" in rhythm) return rhythm;
  throw new ConfigError(`"${every.every}" is no cron expression: write one as "0 7 * * 1".`);
}
