import { isZone, zoneClock } from "@groundswell/model";
import ICAL from "ical.js";
import { blockText, type IcalBlock } from "./ical-lines.ts";
import { windowsZone } from "./ical-windows-zones.ts";

/** A time zone: what instant a wall clock's time is, and what a wall clock shows at an instant (milliseconds since the epoch). */
export type Zone = { instantOf(time: ICAL.Time): number; wallAt(instant: number): ICAL.Time };

/** Finds the zone that a TZID names, or null. */
export type ZoneFinder = (tzid: string) => Zone | null;

const cache = new Map<string, Zone | null>();

/** Coordinated Universal Time. */
export const utc: Zone = offsetZone(() => 0);

/** The zone of an IANA name, or null where there is none of that name. */
export function ianaZone(name: string): Zone | null {
  if (/^(z|utc|gmt|etc\/(utc|gmt))$/i.test(name)) return utc;
  // "EST" and "+02:00" are known to Intl, but a calendar that writes them brings its own VTIMEZONE.
  if (!name.includes("/")) return null;
  const cached = cache.get(name);
  if (cached !== undefined) return cached;
  const zone = intlZone(name);
  if (cache.size < 1_000) cache.set(name, zone);
  return zone;
}

/**
 * The zones of one calendar. IANA names go first, also inside the longer ones that libical writes (`/example.org/Europe/Berlin`), as
 * their rules are kept up to date while a calendar's copy was frozen when it was made; then the calendar's own VTIMEZONE, Windows
 * names, and what else can be made of a name.
 */
export function zoneFinder(timezones: IcalBlock[]): ZoneFinder {
  const own = new Map<string, IcalBlock>();
  for (const block of timezones) {
    const tzid = lineValue(block, "TZID");
    if (tzid !== null) own.set(zoneName(tzid), block);
  }
  const found = new Map<string, Zone | null>();
  return (tzid) => {
    const known = found.get(tzid);
    if (known !== undefined) return known;
    const name = zoneName(tzid);
    const block = own.get(name);
    const location = block ? lineValue(block, "X-LIC-LOCATION") : null;
    const windows = windowsZone(name);
    const zone =
      ianaZone(name) ??
      (name.startsWith("/") ? ianaInside(name) : null) ??
      (location ? ianaZone(location) : null) ??
      (block ? ownZone(block) : null) ??
      (windows ? ianaZone(windows) : null) ??
      ianaZone(name.replaceAll(" ", "_")) ??
      ianaInside(name) ??
      intlZone(name) ??
      fixedZone(name);
    found.set(tzid, zone);
    return zone;
  };
}

/** A name as it is in a TZID line and in a TZID parameter alike: the one is escaped, the other quoted. */
function zoneName(tzid: string): string {
  return tzid
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .replace(/\\([,;\\])/g, "$1")
    .trim();
}

/** The IANA zone that a longer name ends with: `/freeassociation.sourceforge.net/Tzfile/Europe/Berlin`. */
function ianaInside(name: string): Zone | null {
  const parts = name.split("/");
  for (const length of [3, 2]) {
    const zone = parts.length > length ? ianaZone(parts.slice(-length).join("/")) : null;
    if (zone !== null) return zone;
  }
  return null;
}

/** `UTC+2`, `GMT-05:30`, `(UTC+01:00) Somewhere`: what is left to go by is the offset. */
function fixedZone(name: string): Zone | null {
  const [, sign, hours, minutes = "00"] = /^\(?(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?(?:\)|$)/i.exec(name) ?? [];
  if (hours === undefined || Number(hours) > 14) return null;
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === "-" ? -1 : 1);
  return offsetZone(() => offsetMs);
}

/** The value of a block's first line of a name, or null. */
export function lineValue(block: IcalBlock, name: string): string | null {
  const line = block.lines.find((one) => one.toUpperCase().startsWith(name) && /^[;:]/.test(one.slice(name.length)));
  return line === undefined ? null : line.slice(line.indexOf(":") + 1).trim() || null;
}

function ownZone(block: IcalBlock): Zone | null {
  const rules = block.children.flatMap((part) => part.lines.filter((line) => /^RRULE/i.test(line)));
  if (!block.children.some((part) => lineValue(part, "TZOFFSETTO") !== null)) return null;
  // Offsets change once or twice a year; another frequency is a mistake that would take for ever to expand.
  if (rules.some((rule) => !/FREQ=YEARLY/i.test(rule))) return null;
  try {
    const component = new ICAL.Component(ICAL.parse(blockText(block)));
    const timezone = new ICAL.Timezone(component);
    const offsetMs = (time: ICAL.Time) => timezone.utcOffset(time) * 1000;
    const zone: Zone = {
      instantOf: (time) => asUtc(time) - offsetMs(time),
      // ical.js looks an offset up by a wall clock's time alone, so the offset is tried once to learn that time.
      wallAt: (instant) => wallClock(instant + offsetMs(wallClock(instant + offsetMs(wallClock(instant))))),
    };
    return Number.isFinite(zone.instantOf(ICAL.Time.fromDateTimeString("2020-06-01T12:00:00"))) ? zone : null;
  } catch {
    return null;
  }
}

function intlZone(name: string): Zone | null {
  if (!isZone(name)) return null;
  const clock = zoneClock(name);
  return offsetZone((instant) => clock(instant) - instant);
}

/** A zone from its offset (milliseconds east) at an instant. */
function offsetZone(offsetAt: (instant: number) => number): Zone {
  const dayMs = 86_400_000;
  return {
    instantOf(time) {
      const wall = asUtc(time);
      const before = offsetAt(wall - dayMs);
      const after = offsetAt(wall + dayMs);
      // RFC 5545, section 3.3.5: a time that comes twice is the first one; a time that never comes counts by the offset before the gap.
      if (before === after || offsetAt(wall - before) === before) return wall - before;
      return offsetAt(wall - after) === after ? wall - after : wall - before;
    },
    wallAt: (instant) => wallClock(instant + offsetAt(instant)),
  };
}

/** A clock's reading from milliseconds that count it as if it were UTC. */
export function wallClock(asIfUtc: number): ICAL.Time {
  const date = new Date(asIfUtc);
  return new ICAL.Time(
    {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
      isDate: false,
    },
    ICAL.Timezone.localTimezone,
  );
}

/** A clock's reading as milliseconds that count it as if it were UTC. */
export function asUtc(time: ICAL.Time): number {
  const date = new Date(0);
  date.setUTCFullYear(time.year, time.month - 1, time.day);
  return date.getTime() + ((time.hour * 60 + time.minute) * 60 + time.second) * 1000;
}
