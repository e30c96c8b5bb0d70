import { createHash } from "node:crypto";
import { dayMs } from "@groundswell/model";
import { Hono } from "hono";
import { inventName, slugOf } from "../names.ts";
import { random } from "../random.ts";
import { conditional } from "../serve-feeds.ts";
import { postTitle, prose } from "../text.ts";
import { toWall } from "../zones.ts";
import { series } from "./ical-series.ts";
import type { Place, PlaceOptions } from "./place.ts";
import { announced, basicStamp, type Planned, plan } from "./planned.ts";

const group = "lumen-users";
const floatingZone = "America/New_York";

/** How an event's line names its beginning: the same instant in many spellings. */
const spellings = ["utc", "floating", "windows", "outlook", "libical", "customized", "day"] as const;
type Organiser = { name: string; mail: string | null };
type Event = Planned & {
  spelling: (typeof spellings)[number];
  title: string;
  organiser: Organiser | null;
  cancelled: boolean;
  withUid: boolean;
  /** When the calendar drops it, although it was held. */
  goneAt: number | null;
};

/**
 * A calendar as Outlook, Google and libical would have written it together: zones by six kinds of names, times without one, whole
 * days, series with exceptions, cancellations, older versions, tasks, guests, and events that are dropped after they were held.
 */
export function icalPlace(options: PlaceOptions): Place {
  const { now, until } = options;
  const events = eventsOf(options);
  const repeated = series(until, group);
  const routes = new Hono();
  routes.get("/group.ics", (c) => {
    const at = now().getTime();
    const shown = announced(events, now()).filter(({ goneAt }) => goneAt === null || goneAt > at);
    const lines = [
      ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lumen//Calendar//EN", "X-WR-CALNAME:Lumen Users\\, Evenings"],
      ...[`X-WR-TIMEZONE:${floatingZone}`, ...outlookZone, ...customizedZone],
      ...shown.flatMap(eventLines),
      ...repeated.lines,
      ...["BEGIN:VTODO", "UID:task", "DTSTART:20260105T100000Z", "SUMMARY:Book the room", "END:VTODO", "END:VCALENDAR"],
    ];
    return conditional(c, folded(lines), "text/calendar", at);
  });
  return {
    connector: "ical",
    prefix: "/ical",
    routes,
    source: (url) => ({ options: { url: `${url}/ical/group.ics`, group }, credentials: {} }),
    truth: (at) => ({
      signals: [
        ...repeated.signals,
        ...announced(events, at).flatMap((event) => (event.cancelled ? [] : [asTrue(event)])),
      ].filter(({ occurredAt }) => occurredAt <= at.toISOString()),
      endorsements: [],
    }),
  };
}

function asTrue(event: Event) {
  const { organiser, withUid, title } = event;
  const at = beginning(event);
  return {
    platform: "calendar",
    kind: "event" as const,
    // What has no UID is known by what it is called and when it begins.
    id: withUid ? uidOf(event) : `${group}#${sha256(`${title}\n${at}`)}`,
    space: `calendar:${group}`,
    account:
      organiser &&
      `calendar:${organiser.mail === null ? `${group}#${organiser.name.toLowerCase()}` : sha256(organiser.mail.toLowerCase())}`,
    occurredAt: new Date(at).toISOString(),
  };
}

function eventsOf(options: PlaceOptions): Event[] {
  const chance = random(options.seed, "place/ical");
  const organisers = Array.from({ length: 7 }, (_, index): Organiser => {
    const name = inventName(chance);
    return { name, mail: index === 3 ? null : `${slugOf(name)}@Mail.example` };
  });
  const seen = options.until.getTime() - 20 * dayMs;
  return plan(options, "ical", 63).map((planned) => {
    const { index, at } = planned;
    const before = at < options.until.getTime() - 22.5 * dayMs;
    return {
      ...planned,
      spelling: spellings[index % spellings.length] as Event["spelling"],
      title: postTitle(`${options.seed}/ical/${index}`, chance.pick(["en", "fr", "es"])),
      organiser: index % 5 === 2 ? null : chance.pick(organisers),
      cancelled: index % 15 === 8,
      withUid: index % 21 !== 10,
      // Only what was held before the first reading, and is dropped after it.
      goneAt: before && index % 4 === 1 ? seen + (index % 9) * dayMs : null,
    };
  });
}

function uidOf({ index }: Event): string {
  return `evening-${index}@lumen.example`;
}

/** A whole day is the day that it names, everywhere. */
function beginning({ at, spelling }: Event): number {
  return spelling === "day" ? Math.floor(at / dayMs) * dayMs : at;
}

function eventLines(event: Event): string[] {
  const { index, announcedAt, title, organiser, cancelled, withUid } = event;
  const version = (sequence: number, words: string, delayMs: number) => [
    ...["BEGIN:VEVENT", ...(withUid ? [`UID:${uidOf(event)}`] : []), `SEQUENCE:${sequence}`],
    ...[`DTSTAMP:${basicStamp(announcedAt)}`, ...when(event, delayMs), `SUMMARY:${escaped(words)}`],
    `DESCRIPTION:${escaped(`${words}\n${prose(title)}`)}`,
    ...organiserLine(index, organiser),
    ...['ATTENDEE;CN="A guest";RSVP=TRUE:mailto:guest@mail.example', `STATUS:${cancelled ? "CANCELLED" : "CONFIRMED"}`],
    ...["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Soon", "TRIGGER:-PT15M", "END:VALARM", "END:VEVENT"],
  ];
  const newest = version(3, title, 0);
  // Some exports keep an older version, before or after the newest.
  if (index % 7 !== 2 || !withUid) return newest;
  const older = version(1, "An older version", 3 * dayMs);
  return index % 2 === 0 ? [...older, ...newest] : [...newest, ...older];
}

function organiserLine(index: number, organiser: Organiser | null): string[] {
  if (organiser?.mail) return [`ORGANIZER;CN="${organiser.name}":MAILTO:${organiser.mail}`];
  if (organiser) return [`ORGANIZER;CN=${organiser.name}:invalid:nomail`];
  return index % 2 === 0 ? [] : ["ORGANIZER;CN=Lumen Users:mailto:c_77@group.calendar.google.com"];
}

function when(event: Event, delayMs: number): string[] {
  const at = beginning(event) + delayMs;
  const wall = (zone: string, instant = at) => basicStamp(toWall(zone, instant)).slice(0, -1);
  const dutch = (tzid: string) => [
    `DTSTART;TZID=${tzid}:${wall("Europe/Amsterdam")}`,
    `DTEND;TZID=${tzid}:${wall("Europe/Amsterdam", at + 7_200_000)}`,
  ];
  switch (event.spelling) {
    case "utc":
      return [`DTSTART:${basicStamp(at)}`, "DURATION:PT2H"];
    case "floating":
      return [`DTSTART:${wall(floatingZone)}`, `DTEND:${wall(floatingZone, at + 7_200_000)}`];
    case "windows":
      return dutch("W. Europe Standard Time");
    case "outlook":
      return dutch('"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"');
    case "libical":
      return dutch("/freeassociation.sourceforge.net/Tzfile/Europe/Amsterdam");
    case "customized":
      return [`DTSTART;TZID=Customized Time Zone:${wall("Asia/Kolkata")}`, "DURATION:PT90M"];
    case "day":
      return [
        `DTSTART;VALUE=DATE:${basicStamp(at).slice(0, 8)}`,
        `DTEND;VALUE=DATE:${basicStamp(at + 2 * dayMs).slice(0, 8)}`,
      ];
  }
}

const outlookZone = [
  ...["BEGIN:VTIMEZONE", "TZID:W. Europe Standard Time"],
  ...["BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100"],
  ...["RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10", "END:STANDARD"],
  ...["BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200"],
  ...["RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE"],
];
const customizedZone = [
  ...["BEGIN:VTIMEZONE", "TZID:Customized Time Zone", "BEGIN:STANDARD", "DTSTART:16010101T000000"],
  ...["TZOFFSETFROM:+0530", "TZOFFSETTO:+0530", "END:STANDARD", "END:VTIMEZONE"],
];

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (c) => `\\${c}`).replaceAll("\n", "\\n");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Lines cut at 75 octets, wherever in a character that is, behind a byte order mark. */
function folded(lines: string[]): Uint8Array<ArrayBuffer> {
  const pieces: Buffer[] = [Buffer.from("\ufeff")];
  for (const line of lines) {
    const bytes = Buffer.from(line);
    for (let start = 0; start < bytes.length; start += start === 0 ? 75 : 74)
      pieces.push(Buffer.from(start === 0 ? "" : "\r\n "), bytes.subarray(start, start + (start === 0 ? 75 : 74)));
    pieces.push(Buffer.from("\r\n"));
  }
  return new Uint8Array(Buffer.concat(pieces));
}
