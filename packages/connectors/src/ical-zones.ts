import ICAL from "ical.js";
import { blockText, type IcalBlock } from "./ical-lines.ts";

/** A time zone: what instant a wall clock's time is, and what a wall clock shows at an instant (milliseconds since the epoch). */
export type Zone = { instantOf(time: ICAL.Time): number; wallAt(instant: number): ICAL.Time };

/** Finds the zone that a TZID names, or null. */
export type ZoneFinder = (tzid: string) => Zone | null;

/** Windows zone names that Outlook and Exchange write, by the CLDR table windowsZones (territory 001). */
const windowsZones = new Map(
  `Dateline=Etc/GMT+12;Hawaiian=Pacific/Honolulu;Alaskan=America/Anchorage;Pacific=America/Los_Angeles;US Mountain=America/Phoenix
Mountain=America/Denver;Central=America/Chicago;Canada Central=America/Regina;Eastern=America/New_York;US Eastern=America/Indianapolis
Central America=America/Guatemala;SA Pacific=America/Bogota;Atlantic=America/Halifax;SA Western=America/La_Paz;Newfoundland=America/St_Johns
Pacific SA=America/Santiago;Venezuela=America/Caracas;Argentina=America/Buenos_Aires;E. South America=America/Sao_Paulo;SA Eastern=America/Cayenne
Azores=Atlantic/Azores;GMT=Europe/London;Greenwich=Atlantic/Reykjavik;Morocco=Africa/Casablanca;W. Europe=Europe/Berlin;Central Europe=Europe/Budapest
Romance=Europe/Paris;Central European=Europe/Warsaw;W. Central Africa=Africa/Lagos;GTB=Europe/Bucharest;Middle East=Asia/Beirut;Egypt=Africa/Cairo
E. Europe=Europe/Chisinau;South Africa=Africa/Johannesburg;FLE=Europe/Kiev;Israel=Asia/Jerusalem;Turkey=Europe/Istanbul;Arabic=Asia/Baghdad
Arab=Asia/Riyadh;Belarus=Europe/Minsk;Russian=Europe/Moscow;E. Africa=Africa/Nairobi;Iran=Asia/Tehran;Arabian=Asia/Dubai;Azerbaijan=Asia/Baku
Georgian=Asia/Tbilisi;Caucasus=Asia/Yerevan;Afghanistan=Asia/Kabul;West Asia=Asia/Tashkent;Pakistan=Asia/Karachi;India=Asia/Calcutta
Sri Lanka=Asia/Colombo;Nepal=Asia/Katmandu;Central Asia=Asia/Almaty;Bangladesh=Asia/Dhaka;Myanmar=Asia/Rangoon;SE Asia=Asia/Bangkok
N. Central Asia=Asia/Novosibirsk;China=Asia/Shanghai;Singapore=Asia/Singapore;W. Australia=Australia/Perth;Taipei=Asia/Taipei
Ulaanbaatar=Asia/Ulaanbaatar;Tokyo=Asia/Tokyo;Korea=Asia/Seoul;Cen. Australia=Australia/Adelaide;AUS Central=Australia/Darwin
E. Australia=Australia/Brisbane;AUS Eastern=Australia/Sydney;Tasmania=Australia/Hobart;Vladivostok=Asia/Vladivostok
Central Pacific=Pacific/Guadalcanal;New Zealand=Pacific/Auckland;Fiji=Pacific/Fiji;Samoa=Pacific/Apia;Tonga=Pacific/Tongatapu`
    .split(/[;\n]/)
    .map((row) => row.split("=") as [string, string])
    .map(([name, zone]) => [`${name.toLowerCase()} standard time`, zone]),
);

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
 * The zones of one calendar. IANA names go first, as their rules are kept up to date while a calendar's copy was frozen when it
 * was made; then the calendar's own VTIMEZONE, Windows names, and IANA names inside longer ones (`/example.org/Europe/Berlin`).
 */
export function zoneFinder(timezones: IcalBlock[]): ZoneFinder {
  const own = new Map<string, IcalBlock>();
  for (const block of timezones) {
    const tzid = lineValue(block, "TZID");
    if (tzid !== null) own.set(tzid, block);
  }
  const found = new Map<string, Zone | null>();
  return (tzid) => {
    const known = found.get(tzid);
    if (known !== undefined) return known;
    const block = own.get(tzid);
    const location = block ? lineValue(block, "X-LIC-LOCATION") : null;
    const inside = /(?:^|\/)([A-Z][A-Za-z_]+\/[A-Z][\w+-]+(?:\/[A-Z][\w+-]+)?)$/.exec(tzid)?.[1];
    const zone =
      ianaZone(tzid) ??
      (location ? ianaZone(location) : null) ??
      (block ? ownZone(block) : null) ??
      ianaZone(windowsZones.get(tzid.toLowerCase()) ?? "") ??
      (inside ? ianaZone(inside) : null) ??
      intlZone(tzid);
    found.set(tzid, zone);
    return zone;
  };
}

/** The value of a block's first line of a name, or null. */
export function lineValue(block: IcalBlock, name: string): string | null {
  const line = block.lines.find((one) => one.toUpperCase().startsWith(name) && /^[;:]/.test(one.slice(name.length)));
  return line === undefined ? null : line.slice(line.indexOf(":") + 1).trim() || null;
}

function ownZone(block: IcalBlock): Zone | null {
  const rules = block.children.flatMap((part) => part.lines.filter((line) => /^RRULE/i.test(line)));
  // Offsets change once or twice a year; another frequency is a mistake that would take for ever to expand.
  if (rules.some((rule) => !/FREQ=YEARLY/i.test(rule))) return null;
  try {
    const component = new ICAL.Component(ICAL.parse(blockText(block)));
    const timezone = new ICAL.Timezone(component);
    const zone: Zone = {
      instantOf: (time) => asUtc(time) - timezone.utcOffset(time) * 1000,
      wallAt: (instant) => ICAL.Time.fromJSDate(new Date(instant), true).convertToZone(timezone),
    };
    return Number.isFinite(zone.instantOf(ICAL.Time.fromDateTimeString("2020-06-01T12:00:00"))) ? zone : null;
  } catch {
    return null;
  }
}

function intlZone(name: string): Zone | null {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return null;
  }
  return offsetZone((instant) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
  });
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
    wallAt: (instant) => ICAL.Time.fromJSDate(new Date(instant + offsetAt(instant)), true),
  };
}

function asUtc(time: ICAL.Time): number {
  const date = new Date(0);
  date.setUTCFullYear(time.year, time.month - 1, time.day);
  return date.getTime() + ((time.hour * 60 + time.minute) * 60 + time.second) * 1000;
}
