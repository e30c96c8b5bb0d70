import { ConfigError, explain, readZone } from "@groundswell/model";
import { getNextMillis } from "bullmq";

/**
 * How often a schedule fires: milliseconds, a duration ("30 minutes", "1h", "1 day"),
 * or a cron expression of five or six fields, read in the time zone `tz` (UTC without one).
 */
export type Every = { every: string | number; tz?: string };

/** A schedule's rhythm as BullMQ takes it. */
export type Rhythm = { every: number } | { pattern: string; tz: string };

const units: [name: string, ms: number, pattern: RegExp][] = [
  ["week", 604_800_000, /^(w|weeks?)$/],
  ["day", 86_400_000, /^(d|days?)$/],
  ["hour", 3_600_000, /^(h|hrs?|hours?)$/],
  ["minute", 60_000, /^(m|mins?|minutes?)$/],
  ["second", 1_000, /^(s|secs?|seconds?)$/],
  ["ms", 1, /^(ms|milliseconds?)$/],
];

const say = 'write a duration as "30 minutes", "1h" or "1 day", or a cron expression as "0 6 * * 1"';

/** @throws ConfigError naming what was written and what can be */
export function readEvery({ every, tz }: Every): Rhythm {
  if (typeof every === "string" && every.trim().split(/\s+/).length >= 5) return readCron(every.trim(), tz ?? "UTC");
  if (tz !== undefined)
    throw new ConfigError(`"${every}" has a time zone, but only a cron expression can have one: ${say}.`);
  const ms = typeof every === "number" ? every : durationMs(every);
  if (ms === null || !Number.isSafeInteger(ms) || ms <= 0)
    throw new ConfigError(`"${every}" does not say how often: ${say}.`);
  return { every: ms };
}

/** A rhythm in words that `readEvery` reads back as the same rhythm. */
export function printEvery(rhythm: Rhythm): string {
  if ("pattern" in rhythm) return rhythm.pattern;
  const [name, ms] = units.find(([, unitMs]) => rhythm.every % unitMs === 0) ?? ["ms", 1];
  const count = rhythm.every / ms;
  return `${count} ${name}${count === 1 || name === "ms" ? "" : "s"}`;
}

function durationMs(text: string): number | null {
  const [, count, word] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*$/i.exec(text) ?? [];
  const unit = units.find(([, , pattern]) => pattern.test(word?.toLowerCase() ?? ""));
  return unit ? Math.round(Number(count) * unit[1]) : null;
}

function readCron(pattern: string, tz: string): Rhythm {
  readZone(tz);
  try {
    // BullMQ's own parser, so that whatever passes here also fires.
    if (getNextMillis(0, { pattern, tz })) return { pattern, tz };
  } catch (error) {
    throw new ConfigError(`"${pattern}" is no cron expression (${explain(error)}): ${say}.`, { cause: error });
  }
  throw new ConfigError(`The cron expression "${pattern}" never fires: ${say}.`);
}
