import { coverage, neverRead, type SourceReading } from "@groundswell/analytics";
import { ConfigError, dayMs, type Quota } from "@groundswell/model";
import { pushConnector, type Reading, readings, type Store, sourceStatus } from "@groundswell/store";
import type { QueueView } from "./status.ts";

/** Days that a list of sources counts coverage over. */
export const coverageDays = 90;

export type SourceAnswer = {
  id: string;
  connector: string;
  expertises: string[];
  /** `new`, `ok`, `waiting` for a rate limit, `failing`, `refused` until a person acts, `paused`. */
  state: string;
  /** How often it is pulled; null for one that is loaded by hand or sent its signals. */
  every: string | null;
  /** Whether programs send it its signals. */
  isPush: boolean;
  lastSuccess: string | null;
  lastError: string | null;
  movedTo: string | null;
  nextRun: string | null;
  watermark: string | null;
  /** What its place said last of how much more it may be asked; null where it says nothing. */
  quota: Quota | null;
  signals: number;
  /** Days of the last 90 that should have been read, and were; `rate` is 0..1, null where none was expected. */
  coverage: { expected: number; read: number; rate: number | null };
};

/** `not-expected`: before the source began, or not over yet. */
export type DayState = "read" | "failed" | "missing" | "not-expected";
export type SourceDay = { day: string; state: DayState; why: string | null };

export type SourcesAnswer = { sources: SourceAnswer[] };
export type SourceCalendarAnswer = {
  source: SourceAnswer;
  from: string;
  to: string;
  days: SourceDay[];
};

/** Every source: how it stands, when it is read next, and how much of the last 90 days was read. */
export async function answerSources(store: Store, queue: QueueView | null, now: Date): Promise<SourcesAnswer> {
  return { sources: await allSources(store, queue, now) };
}

/**
 * One source, with what was read of each day of a window.
 * @param from the first day, at 00:00 UTC; `to` the day behind the last
 * @throws ConfigError where there is no such source
 */
export async function answerSource(
  store: Store,
  queue: QueueView | null,
  { source: id, from, to, now }: { source: string; from: Date; to: Date; now: Date },
): Promise<SourceCalendarAnswer> {
  const source = (await allSources(store, queue, now, id)).at(0);
  if (!source) throw new ConfigError(`There is no source "${id}": the list of sources shows all.`);
  const [reading] = await readings(store, id, from, to);
  const isExpected = source.every !== null;
  const days = reading && isExpected ? calendar(reading, from, to, now) : unexpected(from, to);
  return { source, from: from.toISOString(), to: to.toISOString(), days };
}

/** What was read of each day of `[from, to)`. */
export function calendar(reading: Reading, from: Date, to: Date, now: Date): SourceDay[] {
  const { missing } = coverage([readingOf(reading)], { from, to }, now);
  return daysOf(from, to).map((begin): SourceDay => {
    const day = begin.toISOString().slice(0, 10);
    const isEarly = reading.since !== null && begin < reading.since;
    if (isEarly || begin.getTime() + dayMs > now.getTime()) return { day, state: "not-expected", why: null };
    const gap = missing.find((one) => one.from <= day && day < one.to);
    if (!gap) return { day, state: "read", why: null };
    return { day, state: gap.why === neverRead ? "missing" : "failed", why: gap.why };
  });
}

function unexpected(from: Date, to: Date): SourceDay[] {
  return daysOf(from, to).map((day) => ({ day: day.toISOString().slice(0, 10), state: "not-expected", why: null }));
}

function daysOf(from: Date, to: Date): Date[] {
  const count = Math.max(0, Math.round((to.getTime() - from.getTime()) / dayMs));
  return Array.from({ length: count }, (_, index) => new Date(from.getTime() + index * dayMs));
}

/** A pull that failed left unread the day on which it was made. */
function readingOf({ source, since, read, failed }: Reading): SourceReading {
  const windows = failed.map(({ at, why }) => ({ window: { from: at, to: new Date(at.getTime() + 1) }, why }));
  return { source, since, read, failed: windows };
}

async function allSources(
  store: Store,
  queue: QueueView | null,
  now: Date,
  only: string | null = null,
): Promise<SourceAnswer[]> {
  const to = new Date(Math.floor(now.getTime() / dayMs) * dayMs);
  const from = new Date(to.getTime() - coverageDays * dayMs);
  const status = await sourceStatus(store, only);
  const read = new Map((await readings(store, only, from, to)).map((one) => [one.source, one]));
  const next = new Map((queue?.schedules ?? []).map((one) => [`${one.name} ${one.key}`, one.next]));
  return status.map((one): SourceAnswer => {
    const reading = read.get(one.id);
    const isExpected = reading !== undefined && one.every !== null;
    const { missing: _, ...covered } = coverage(isExpected ? [readingOf(reading)] : [], { from, to }, now);
    return {
      id: one.id,
      connector: one.connector,
      expertises: one.expertises,
      state: one.state,
      every: one.every,
      isPush: one.connector === pushConnector,
      lastSuccess: one.lastSuccess?.toISOString() ?? null,
      lastError: one.lastError,
      movedTo: one.movedTo,
      nextRun: one.state === "paused" ? null : (one.retryAt?.toISOString() ?? next.get(`collect ${one.id}`) ?? null),
      watermark: one.watermark?.toISOString() ?? null,
      quota: one.quota,
      signals: one.signals,
      coverage: covered,
    };
  });
}
