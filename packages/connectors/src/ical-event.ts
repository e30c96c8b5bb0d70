import ICAL from "ical.js";
import { cleanCharacters } from "./charset.ts";
import { blockText, type IcalBlock } from "./ical-lines.ts";
import { utc, type Zone, type ZoneFinder } from "./ical-zones.ts";

/**
 * A moment as a calendar names it. A day has no zone: it begins at midnight in UTC, so that it stays the day it names.
 * `floating` ones named no zone either, and were given one.
 */
export type Moment = { time: ICAL.Time; zone: Zone; at: number; day: boolean; floating: boolean };

export type Organiser = { name: string | null; address: string };

/** One VEVENT: an event, a series, or the exception to one where `recurrenceId` is set. */
export type IcalEvent = {
  uid: string | null;
  recurrenceId: Moment | null;
  thisAndFuture: boolean;
  sequence: number;
  start: Moment;
  minutes: number | null;
  rules: ICAL.Recur[];
  added: Moment[];
  excluded: Moment[];
  cancelled: boolean;
  /** LAST-MODIFIED. */
  modified: Date | null;
  /** DTSTAMP: when this version was made, or merely when the file was. */
  stamped: Date | null;
  title: string | null;
  description: string | null;
  url: string | null;
  language: string | null;
  categories: string[];
  organiser: Organiser | null;
  /** Lines of it that could not be read, as words to group by; the rest stands. */
  faults: string[];
  line: number;
};

/** What cannot be read in a VEVENT, as words to group by. */
export class BrokenEvent extends Error {
  override readonly name = "BrokenEvent";
}

/** Lines that an event cannot do without being understood; any other that is broken is passed over. */
const essential = /^(DTSTART|RECURRENCE-ID|RRULE)\b/i;

/**
 * Reads one VEVENT.
 * @param floating the zone of times that name none
 * @throws BrokenEvent
 */
export function readIcalEvent(block: IcalBlock, zoneOf: ZoneFinder, floating: Zone): IcalEvent {
  if (!block.closed) throw new BrokenEvent("an event without its END line");
  const faults: string[] = [];
  const component = componentOf(block, faults);
  const moments = (name: string) =>
    component.getAllProperties(name).flatMap((property) => momentsOf(property, zoneOf, floating));
  const lenient = (name: string) =>
    component.getAllProperties(name).flatMap((property) => {
      try {
        return momentsOf(property, zoneOf, floating);
      } catch (error) {
        faults.push((error as Error).message);
        return [];
      }
    });
  const text = (name: string) => textOf(component.getFirstPropertyValue(name));
  const date = (name: string) => instantOf(() => moments(name)[0]);
  const [start] = moments("dtstart");
  if (start === undefined) throw new BrokenEvent("an event without a beginning (DTSTART)");
  const [recurrenceId = null] = moments("recurrence-id");
  const sequence = Number(component.getFirstPropertyValue("sequence") ?? 0);
  const organizer = component.getFirstProperty("organizer");
  return {
    uid: text("uid"),
    recurrenceId,
    thisAndFuture: /THISANDFUTURE/i.test(
      String(component.getFirstProperty("recurrence-id")?.getFirstParameter("range")),
    ),
    sequence: Number.isFinite(sequence) ? sequence : 0,
    start,
    minutes: minutesOf(component, start, () => moments("dtend")[0]),
    rules: component.getAllProperties("rrule").map(ruleOf),
    added: lenient("rdate"),
    excluded: lenient("exdate"),
    cancelled: /^cancell?ed$/i.test(text("status") ?? ""),
    modified: date("last-modified"),
    stamped: date("dtstamp"),
    title: text("summary"),
    description: text("description") ?? htmlDescription(component),
    url: text("url"),
    language: component.getFirstProperty("summary")?.getFirstParameter("language") ?? null,
    categories: component
      .getAllProperties("categories")
      .flatMap((one) => one.getValues().flatMap((value) => textOf(value) ?? [])),
    organiser: organizer ? organiserOf(organizer) : null,
    faults,
    line: block.line,
  };
}

/** The text of a VEVENT for a person to read, without anybody who was invited to it. */
export function eventSource(block: IcalBlock): string {
  const lines = block.lines.filter((line) => !/^(ATTENDEE|ORGANIZER|CONTACT)\b/i.test(line));
  return blockText({ ...block, lines, children: [] });
}

function componentOf(block: IcalBlock, faults: string[]): ICAL.Component {
  const component = new ICAL.Component("vevent");
  const allDay = block.lines.some((line) => /^X-MICROSOFT-CDO-ALLDAYEVENT:TRUE$/i.test(line));
  for (const written of block.lines) {
    const line = allDay ? asDay(written) : written;
    // An empty list of dates says nothing, and says it legibly.
    if (/^(RDATE|EXDATE)\b[^:]*:\s*$/i.test(line)) continue;
    try {
      component.addProperty(ICAL.Property.fromString(mended(line)));
    } catch (cause) {
      const name = line.match(/^[\w-]+/)?.[0].toUpperCase();
      if (essential.test(line)) throw new BrokenEvent(`${name} that cannot be read`, { cause });
      if (/^(RDATE|EXDATE)\b/i.test(line)) faults.push(`${name} that cannot be read`);
    }
  }
  return component;
}

/** Exchange gives a whole day the midnights of its own zone, which are the day before elsewhere. */
function asDay(line: string): string {
  return /^(DTSTART|DTEND|RECURRENCE-ID|RDATE|EXDATE)\b/i.test(line) ? line.replace(/T000000(?=,|$)/g, "") : line;
}

/** Dates without `VALUE=DATE`, dashes in dates, and white space around values are all understood. */
function mended(line: string): string {
  if (/^RRULE\b/i.test(line)) return line.replace(/\s/g, "");
  const match =
    /^((?:DTSTART|DTEND|RECURRENCE-ID|RDATE|EXDATE|DTSTAMP|LAST-MODIFIED)\b(?:;(?:"[^"]*"|[^":])*)?):(.*)$/i.exec(line);
  if (!match) return line;
  const [, head = "", tail = ""] = match;
  const value = tail
    .replace(/\s/g, "")
    .replace(/^[,;]+|[,;]+$/g, "")
    .replace(/(\d{4})-(\d{2})-(\d{2})/g, "$1$2$3")
    .replace(/(T\d{2}):(\d{2}):?/gi, "$1$2");
  const seconds = value.replace(/T\d{4}(?=Z|$|,|\/)/gi, (time) => `${time}00`).toUpperCase();
  const dates = /^\d{8}(,\d{8})*$/.test(seconds);
  const typed = head.replace(/;VALUE=(DATE|DATE-TIME)(?=;|$)/gi, "");
  return dates ? `${typed};VALUE=DATE:${seconds}` : `${typed}:${seconds}`;
}

function momentsOf(property: ICAL.Property, zoneOf: ZoneFinder, floating: Zone): Moment[] {
  const broken = `${property.name.toUpperCase()} that cannot be read`;
  try {
    // ical.js rolls the 99th of a month over into a year to come, so it is asked before that.
    if (
      !property
        .toJSON()
        .slice(3)
        .every((value: unknown) => exists(String(value)))
    )
      throw new BrokenEvent(broken);
    const tzid = property.getFirstParameter("tzid");
    return property.getValues().map((value) => {
      const time = value instanceof ICAL.Period ? value.start : value;
      if (!(time instanceof ICAL.Time)) throw new BrokenEvent(broken);
      const fixed = time.isDate || time.zone === ICAL.Timezone.utcTimezone;
      const named = fixed ? utc : tzid ? zoneOf(tzid) : null;
      const zone = named ?? floating;
      const wall = new ICAL.Time({ ...fieldsOf(time), isDate: time.isDate }, ICAL.Timezone.localTimezone);
      return { time: wall, zone, at: zone.instantOf(wall), day: time.isDate, floating: named === null };
    });
  } catch (cause) {
    throw cause instanceof BrokenEvent ? cause : new BrokenEvent(broken, { cause });
  }
}

/** The clock's reading alone: a copy of the whole time would keep its zone. */
function fieldsOf({ year, month, day, hour, minute, second }: ICAL.Time) {
  return { year, month, day, hour, minute, second };
}

/** Whether a date or time as jCal writes it (`2026-01-31T12:00:00`) names a real day and hour. */
function exists(text: string): boolean {
  const [, year, month, day, hour = 0, minute = 0, second = 0] = (
    /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2}))?/.exec(text) ?? []
  ).map((part) => (part ? Number(part) : 0));
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const real = date.getUTCDate() === day && date.getUTCMonth() === month - 1;
  return real && hour < 24 && minute < 60 && second <= 60;
}

function ruleOf(property: ICAL.Property): ICAL.Recur {
  try {
    const rule = property.getFirstValue();
    if (rule instanceof ICAL.Recur && rule.freq) {
      // RFC 7529: a rule in the Chinese or Hebrew calendar gives wrong days when read in ours.
      const scale = /RSCALE=([\w-]+)/i.exec(property.toICALString())?.[1] ?? "GREGORIAN";
      if (scale.toUpperCase() !== "GREGORIAN") throw new BrokenEvent("RRULE in another calendar than the Gregorian");
      return rule;
    }
  } catch (cause) {
    if (cause instanceof BrokenEvent) throw cause;
    throw new BrokenEvent("RRULE that cannot be read", { cause });
  }
  throw new BrokenEvent("RRULE that cannot be read");
}

function minutesOf(component: ICAL.Component, start: Moment, endOf: () => Moment | undefined): number | null {
  const end = orNull(endOf);
  if (end && start.day && end.at === start.at) return 1_440;
  if (end) return plausible((end.at - start.at) / 60_000);
  const duration = orNull(() => component.getFirstPropertyValue("duration"));
  if (duration instanceof ICAL.Duration) {
    return plausible(duration.toSeconds() / 60);
  }
  // RFC 5545, section 3.6.1: a day without an end lasts that day.
  return start.day ? 1_440 : null;
}

/** Negative lengths, and those of more than a year, are mistakes: unknown. */
function plausible(minutes: number): number | null {
  return minutes >= 0 && minutes <= 366 * 1_440 ? Math.round(minutes) : null;
}

/** Outlook's description as HTML, which some of its exports have alone. */
function htmlDescription(component: ICAL.Component): string | null {
  const property = component.getFirstProperty("x-alt-desc");
  // ical.js does not unescape what it does not know the type of.
  return (
    textOf(property?.getFirstValue())?.replace(/\\([nN,;\\])/g, (_, letter) => (/n/i.test(letter) ? "\n" : letter)) ??
    null
  );
}

/** RFC 7986, section 6.2: calendar servers whose organisers are paths give the address beside it. */
function organiserOf(property: ICAL.Property): Organiser | null {
  const value = textOf(orNull(() => property.getFirstValue())) ?? "";
  const address = /^mailto:/i.test(value) ? value : (textOf(property.getFirstParameter("email")) ?? value);
  const name = textOf(property.getFirstParameter("cn"));
  return address === "" && name === null ? null : { name, address };
}

function instantOf(moment: () => Moment | undefined): Date | null {
  const found = orNull(moment);
  return found ? new Date(found.at) : null;
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return cleanCharacters(String(value)).trim() || null;
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
