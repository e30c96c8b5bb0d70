import { dayMs, type Window } from "@groundswell/model";
import ICAL from "ical.js";
import { BrokenEvent, type IcalEvent, type Moment } from "./ical-event.ts";
import { wallRule, wallTimes } from "./ical-rule.ts";
import { asUtc, wallClock } from "./ical-zones.ts";

/** One occurrence of an event inside a window. `slot` is the start that the series gives it, null where there is no series. */
export type Occurrence = { event: IcalEvent; at: number; slot: Moment | null };

/** Steps that may still be taken, shared over a file so that no file takes for ever. */
export type Budget = { steps: number };

/** More occurrences than this in one window is a metronome, not a meeting. */
const mostOccurrences = 2_000;

/** Steps that one file may take: three years of a thousand daily meetings. */
export const mostSteps = 1_000_000;

const marginMs = 31 * dayMs;

/**
 * The occurrences of one event (all VEVENTs of one UID) that begin inside a window: DTSTART, RRULE and RDATE, less EXDATE, with
 * each exception (RECURRENCE-ID) in its slot's place.
 * @throws BrokenEvent where a rule comes too often
 */
export function expandEvent(
  master: IcalEvent | null,
  exceptions: IcalEvent[],
  window: Window,
  budget: Budget,
): Occurrence[] {
  const inside = (at: number) => at >= window.from.getTime() && at < window.to.getTime();
  const series = master !== null && (master.rules.length > 0 || master.added.length > 0 || exceptions.length > 0);
  if (master !== null && !series)
    return inside(master.start.at) ? [{ event: master, at: master.start.at, slot: null }] : [];
  const own = exceptions.map((event) => ({ event, at: event.start.at, slot: slotNamed(event.recurrenceId, master) }));
  const slots = master === null ? [] : slotsOf(master, window, budget);
  const free = slots.filter((slot) => !own.some((one) => one.slot?.at === slot.at));
  const later = own.filter(({ event }) => event.thisAndFuture).sort((a, b) => slotAt(b) - slotAt(a));
  const plain = free.map((slot): Occurrence => {
    const change = later.find((one) => slotAt(one) <= slot.at);
    if (change === undefined) return { event: master as IcalEvent, at: slot.at, slot };
    return { event: change.event, at: slot.at + change.at - slotAt(change), slot };
  });
  return [...plain, ...own].filter(({ at }) => inside(at)).sort((a, b) => a.at - b.at);
}

function slotAt({ slot }: { slot: Moment | null }): number {
  return slot?.at ?? 0;
}

/**
 * The slot that a RECURRENCE-ID names. Some calendars name it by its day alone, or without the zone that the series has, or give a
 * whole day a time.
 */
function slotNamed(named: Moment | null, master: IcalEvent | null): Moment | null {
  if (named === null || master === null) return named;
  const { zone, day, time: begins } = master.start;
  const { year, month, day: date } = named.time;
  if (day) return named.day ? named : onWall(Date.UTC(year, month - 1, date), master.start);
  if (named.day) return onWall(Date.UTC(year, month - 1, date) + (asUtc(begins) % dayMs), master.start);
  return named.floating && !master.start.floating ? { ...named, zone, at: zone.instantOf(named.time) } : named;
}

/** A moment of a series at a reading of its clock. */
function onWall(asIfUtc: number, { zone, day, floating }: Moment): Moment {
  const time = wallClock(asIfUtc);
  return { time, zone, at: zone.instantOf(time), day, floating };
}

/** Whether an EXDATE names a slot: by its instant, by its day, or by what the series' clock shows. */
function excludes(gone: Moment, slot: Moment): boolean {
  const sameDay =
    gone.time.year === slot.time.year && gone.time.month === slot.time.month && gone.time.day === slot.time.day;
  if (gone.day || slot.day) return sameDay;
  if (gone.floating && !slot.floating) return asUtc(gone.time) === asUtc(slot.time);
  return gone.at === slot.at;
}

function slotsOf(master: IcalEvent, window: Window, budget: Budget): Moment[] {
  const { start } = master;
  const slots = new Map<number, Moment>([start, ...master.added].map((moment) => [moment.at, moment]));
  for (const rule of master.rules)
    for (const moment of ruleMoments(rule, start, window, budget)) slots.set(moment.at, moment);
  const ends = window.to.getTime();
  return [...slots.values()].filter((slot) => slot.at < ends && !master.excluded.some((gone) => excludes(gone, slot)));
}

function ruleMoments(rule: ICAL.Recur, start: Moment, window: Window, budget: Budget): Moment[] {
  const read = wallRule(rule, untilOnWall(rule, start));
  if (read === null) throw new BrokenEvent("a rule that comes more often than any meeting does");
  const found: Moment[] = [];
  // THISANDFUTURE may bring a slot from just outside into the window, and clocks lie up to a day apart.
  const span = { after: window.from.getTime() - marginMs, before: window.to.getTime() + dayMs };
  for (const asIfUtc of wallTimes(read, asUtc(start.time), span)) {
    if (budget.steps-- <= 0) throw new BrokenEvent("a rule in a file whose rules take too long");
    if (asIfUtc === null || asIfUtc < span.after) continue;
    const moment = onWall(asIfUtc, start);
    if (moment.at >= window.to.getTime()) return found;
    if (found.length >= mostOccurrences)
      throw new BrokenEvent(`a rule with more than ${mostOccurrences} occurrences in the window`);
    found.push(moment);
  }
  return found;
}

/** The last reading of its start's clock that a rule allows: UNTIL is most often in UTC, and a day is all of that day. */
function untilOnWall({ until }: ICAL.Recur, start: Moment): number | null {
  if (!until) return null;
  const reading = asUtc(until);
  if (until.isDate) return reading + dayMs - 1;
  if (start.day || until.zone !== ICAL.Timezone.utcTimezone) return reading;
  return asUtc(start.zone.wallAt(reading));
}
