import { Hono } from "hono";
import { grouped } from "./grouped.ts";
import { conditional } from "./serve-feeds.ts";
import { stamp } from "./signals.ts";
import { accountAt, type GroupSpace, type Instant, type World, type WorldEvent } from "./world.ts";
import { nthWeekday, toWall, zones } from "./zones.ts";

const dayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const compact = (at: number) => stamp(at).slice(0, -1);

/** `/calendars/{slug}.ics`: every meeting of a group, past and coming (RFC 5545). */
export function calendarRoutes(world: World): Hono {
  const app = new Hono();
  const events = grouped(world.events, (event) => event.space);
  app.get("/calendars/:file{.+\\.ics}", (c) => {
    const slug = c.req.param("file").slice(0, -".ics".length);
    const index = world.spaces.findIndex((space) => space.kind === "group" && space.slug === slug);
    if (index < 0) return c.text("There is no such calendar.", 404);
    const text = calendar(world, world.spaces[index] as GroupSpace, events.get(index) ?? []);
    return conditional(c, new TextEncoder().encode(text), "text/calendar; charset=utf-8", world.asOf);
  });
  return app;
}

/** A group's calendar as text, lines folded at 75 octets and ended by CRLF. */
export function calendar(world: World, group: GroupSpace, events: WorldEvent[]): string {
  const lines = [
    ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Groups//Calendar//EN", `X-WR-CALNAME:${escaped(group.name)}`],
    ...timeZone(group.timeZone),
    ...events.flatMap((event) => eventLines(world, group, event)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function eventLines(world: World, group: GroupSpace, event: WorldEvent): string[] {
  const local = (at: Instant) => `;TZID=${group.timeZone}:${compact(toWall(group.timeZone, at))}`;
  const { name, email } = accountAt(world, event.organiser);
  const start = event.starts[0] as Instant;
  return [
    ...["BEGIN:VEVENT", `UID:${event.uid}`, `DTSTAMP:${stamp(world.from)}`, `DTSTART${local(start)}`],
    `DTEND${local(start + event.durationMinutes * 60_000)}`,
    `SUMMARY:${escaped(event.title)}`,
    ...(event.recurs ? [monthlyRule(group, event)] : []),
    ...event.excluded.map((at) => `EXDATE${local(at)}`),
    `ORGANIZER;CN="${name}":mailto:${email}`,
    ...[`LOCATION:${escaped(`Library, ${group.place}`)}`, `URL:${group.url}${event.uid.split("@")[0]}`],
    ...[`STATUS:${event.cancelled ? "CANCELLED" : "CONFIRMED"}`, "END:VEVENT"],
  ];
}

function monthlyRule(group: GroupSpace, event: WorldEvent): string {
  const first = new Date(toWall(group.timeZone, event.starts[0] as Instant));
  const nth = Math.ceil(first.getUTCDate() / 7);
  const last = Math.max(...event.starts, ...event.excluded);
  return `RRULE:FREQ=MONTHLY;BYDAY=${nth}${dayNames[first.getUTCDay()]};UNTIL=${stamp(last)}`;
}

function timeZone(name: string): string[] {
  const zone = zones[name];
  if (!zone) return [];
  const offset = (minutes: number) => {
    const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, "0");
    return `${minutes < 0 ? "-" : "+"}${hours}${String(Math.abs(minutes) % 60).padStart(2, "0")}`;
  };
  const { daylight, standardMinutes } = zone;
  const turn = (part: string, from: number, to: number, at: { month: number; nth: number; hour: number }) => [
    ...[`BEGIN:${part}`, `TZOFFSETFROM:${offset(from)}`, `TZOFFSETTO:${offset(to)}`],
    `DTSTART:${compact(Date.UTC(2007, at.month - 1, nthWeekday(2007, at.month, at.nth, 0), at.hour))}`,
    ...[`RRULE:FREQ=YEARLY;BYMONTH=${at.month};BYDAY=${at.nth}SU`, `END:${part}`],
  ];
  const fixed = [
    ...["BEGIN:STANDARD", `TZOFFSETFROM:${offset(standardMinutes)}`, `TZOFFSETTO:${offset(standardMinutes)}`],
    ...["DTSTART:19700101T000000", "END:STANDARD"],
  ];
  const turns = daylight
    ? [
        ...turn("DAYLIGHT", standardMinutes, daylight.minutes, daylight.begins),
        ...turn("STANDARD", daylight.minutes, standardMinutes, daylight.ends),
      ]
    : fixed;
  return ["BEGIN:VTIMEZONE", `TZID:${name}`, ...turns, "END:VTIMEZONE"];
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (c) => `\\${c}`).replaceAll("\n", "\\n");
}

function folded(line: string): string {
  const pieces: string[] = [];
  let piece = "";
  for (const letter of line) {
    // A continued line begins with a space, which counts.
    if (Buffer.byteLength(piece + letter) > (pieces.length > 0 ? 74 : 75)) {
      pieces.push(piece);
      piece = "";
    }
    piece += letter;
  }
  return [...pieces, piece].join("\r\n ");
}
