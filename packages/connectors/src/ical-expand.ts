import type { Window } from "@groundswell/model";
import ICAL from "ical.js";
import { BrokenEvent, type IcalEvent, type Moment } from "./ical-event.ts";

/** One occurrence of an event inside a window. `slot` is the start that the series gives it, null where there is no series. */
export type Occurrence = { event: IcalEvent; at: number; slot: Moment | null };

/** Steps that may still be taken, shared over a file so that no file takes for ever. */
export type Budget = { steps: number };

/** More occurrences than this in one window is a metronome, not a meeting. */
const mostOccurrences = 2_000;

/** Steps that one file may take: three years of a thousand daily meetings. */
export const mostSteps = 1_000_000;
const mostStepsOfOne = 50_000;

/**
 * The occurrences of one event (all VEVENTs of one UID) that begin inside a window: DTSTART, RRULE and RDATE, less EXDATE, with
 * each exception (RECURRENCE-ID) in its slot's place.
 * @throws BrokenEvent where a rule never comes true or comes too often
 */
export function expandEvent(
  master: IcalEvent | null,
  exceptions: IcalEvent[],
  window: Window,
  budget: Budget,
): Occurrence[] {
  const inside = (at: number) => at >= window.from.getTime() && at < window.to.getTime();
  const own = exceptions.map((event) => ({ event, at: event.start.at, slot: event.recurrenceId }));
  const series = master !== null && (master.rules.length > 0 || master.added.length > 0 || exceptions.length > 0);
  if (master !== null && !series)
    return inside(master.start.at) ? [{ event: master, at: master.start.at, slot: null }] : [];
  const slots = master === null ? [] : slotsOf(master, window, budget);
  const free = slots.filter(
    (slot) => !exceptions.some((event) => event.recurrenceId !== null && same(event.recurrenceId, slot)),
  );
  const later = exceptions.filter((event) => event.thisAndFuture).sort((a, b) => slotAt(b) - slotAt(a));
  const plain = free.map((slot): Occurrence => {
    const change = later.find((event) => slotAt(event) <= slot.at);
    if (change === undefined) return { event: master as IcalEvent, at: slot.at, slot };
    return { event: change, at: slot.at + change.start.at - slotAt(change), slot };
  });
  return [...plain, ...own].filter(({ at }) => inside(at)).sort((a, b) => a.at - b.at);
}

/** Whether two moments name one slot; a day names every slot on it. */
function same(named: Moment, slot: Moment): boolean {
  if (!named.day || slot.day) return named.at === slot.at;
  return named.time.year === slot.time.year && named.time.month === slot.time.month && named.time.day === slot.time.day;
}

function slotAt(event: IcalEvent): number {
  return event.recurrenceId?.at ?? 0;
}

function slotsOf(master: IcalEvent, window: Window, budget: Budget): Moment[] {
  const { start } = master;
  const slots = new Map<number, Moment>([start, ...master.added].map((moment) => [moment.at, moment]));
  for (const rule of master.rules)
    for (const moment of ruleMoments(rule, start, window, budget)) slots.set(moment.at, moment);
  const ends = window.to.getTime();
  return [...slots.values()].filter((slot) => slot.at < ends && !master.excluded.some((gone) => same(gone, slot)));
}

function ruleMoments(rule: ICAL.Recur, start: Moment, window: Window, budget: Budget): Moment[] {
  if (neverTrue(rule)) throw new BrokenEvent("a rule that never comes true");
  const found: Moment[] = [];
  const iterator = inWallTime(rule, start).iterator(start.time);
  // A moved exception or THISANDFUTURE may bring a slot from just outside into the window.
  const margin = 31 * 86_400_000;
  for (let step = 0; ; step++) {
    if (step >= mostStepsOfOne || budget.steps-- <= 0)
      throw new BrokenEvent("a rule with too many occurrences before the window");
    const time = iterator.next() as ICAL.Time | null;
    if (time === null || time.year > 9_999) return found;
    if (!allows(rule, time, start.time)) continue;
    const at = start.zone.instantOf(time);
    if (at >= window.to.getTime()) return found;
    if (at < window.from.getTime() - margin) continue;
    if (found.length >= mostOccurrences)
      throw new BrokenEvent(`a rule with more than ${mostOccurrences} occurrences in the window`);
    found.push({ time: time.clone(), zone: start.zone, at, day: start.day });
  }
}

/** A rule counts on the wall clock of its start, while UNTIL is most often in UTC. */
function inWallTime(rule: ICAL.Recur, start: Moment): ICAL.Recur {
  const { until } = rule;
  if (!until) return rule;
  const local = rule.clone();
  if (until.isDate && !start.day) local.until = floatingTime(until, { hour: 23, minute: 59, second: 59 });
  else if (!until.isDate && until.zone === ICAL.Timezone.utcTimezone && !start.day) {
    const wall = start.zone.wallAt(until.toJSDate().getTime());
    local.until = floatingTime(wall, wall);
  }
  return local;
}

function floatingTime(
  { year, month, day }: { year: number; month: number; day: number },
  { hour, minute, second }: { hour: number; minute: number; second: number },
): ICAL.Time {
  return new ICAL.Time({ year, month, day, hour, minute, second, isDate: false }, ICAL.Timezone.localTimezone);
}

/** ical.js looks for ever for the thirtieth of February. */
function neverTrue(rule: ICAL.Recur): boolean {
  const months = numbers(rule, "BYMONTH");
  const days = numbers(rule, "BYMONTHDAY");
  if (months.length === 0 || days.length === 0) return false;
  return !months.some((month) => days.some((day) => Math.abs(day) <= new Date(Date.UTC(2024, month, 0)).getUTCDate()));
}

/** In years without the day, ical.js gives the day after: such an occurrence is none. */
function allows(rule: ICAL.Recur, time: ICAL.Time, start: ICAL.Time): boolean {
  const anniversary = rule.freq === "YEARLY" && Object.keys(rule.parts).every((part) => !part.startsWith("BY"));
  if (anniversary) return time.month === start.month && time.day === start.day;
  const months = numbers(rule, "BYMONTH");
  const days = numbers(rule, "BYMONTHDAY");
  const length = new Date(Date.UTC(time.year, time.month, 0)).getUTCDate();
  const onDay = days.length === 0 || days.some((day) => time.day === (day < 0 ? length + 1 + day : day));
  return onDay && (months.length === 0 || months.includes(time.month));
}

function numbers(rule: ICAL.Recur, part: "BYMONTH" | "BYMONTHDAY"): number[] {
  const values: unknown = rule.parts[part];
  return Array.isArray(values) ? values.map(Number) : [];
}
