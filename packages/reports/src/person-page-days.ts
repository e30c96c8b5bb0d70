import { dayMs, startOfDay } from "@groundswell/model";
import type { PersonDay } from "@groundswell/store";

/** Counts of every day of a year, its last day yesterday as seen from an instant. */
export type DayStrip = {
  /** ISO date of the first count, UTC. */
  from: string;
  /** 365, one a day. */
  counts: number[];
};

/** What a person did of one kind or in one space. */
export type KindCount = { kind: string; events: number };
export type SpaceCount = { key: string; name: string; url: string | null; events: number };
/** Of one kind in one space. */
export type CellCount = { kind: string; space: string; events: number };

const stripDays = 365;

/** What a person did by kind, by space and by both, the largest first. */
export type Contributions = { kinds: KindCount[]; spaces: SpaceCount[]; cells: CellCount[] };

/** The window of whole days that a strip shows as of an instant. */
export function stripWindow(asOf: Date): { from: Date; to: Date } {
  const to = startOfDay(asOf);
  return { from: new Date(to.getTime() - stripDays * dayMs), to };
}

/** The counts of each day; days outside the strip are left out. */
export function dayStrip(days: readonly Pick<PersonDay, "day" | "events">[], asOf: Date): DayStrip {
  const { from } = stripWindow(asOf);
  const counts = new Array<number>(stripDays).fill(0);
  for (const { day, events } of days) {
    const place = Math.round((Date.parse(day) - from.getTime()) / dayMs);
    if (place >= 0 && place < stripDays) counts[place] = (counts[place] ?? 0) + events;
  }
  return { from: isoDay(from), counts };
}

/** The same days by kind, by space and by both, the largest first. */
export function contributionsOf(days: readonly PersonDay[]): Contributions {
  const kinds = new Map<string, KindCount>();
  const spaces = new Map<string, SpaceCount>();
  const cells = new Map<string, CellCount>();
  for (const { kind, space, spaceName, spaceUrl, events } of days) {
    count(kinds, kind, () => ({ kind, events: 0 }), events);
    count(spaces, space, () => ({ key: space, name: spaceName, url: spaceUrl, events: 0 }), events);
    count(cells, `${kind} ${space}`, () => ({ kind, space, events: 0 }), events);
  }
  return { kinds: largestFirst(kinds), spaces: largestFirst(spaces), cells: largestFirst(cells) };
}

/** The days at which the last so many months before an instant begin, with its own day at the end: one more than there are months. */
export function monthBounds(asOf: Date, months: number): string[] {
  const to = startOfDay(asOf);
  return Array.from({ length: months + 1 }, (_, index) => isoDay(monthsBefore(to, months - index)));
}

function count<Row extends { events: number }>(
  rows: Map<string, Row>,
  key: string,
  make: () => Row,
  events: number,
): void {
  const row = rows.get(key) ?? make();
  row.events += events;
  rows.set(key, row);
}

function largestFirst<Row extends { events: number }>(rows: Map<string, Row>): Row[] {
  return [...rows].sort(([a, one], [b, other]) => other.events - one.events || (a < b ? -1 : 1)).map(([, row]) => row);
}

/** The same day so many months before. The 31st has no equal in every month: the month's last day stands for it, and never a day of the next. */
export function monthsBefore(day: Date, months: number): Date {
  const first = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, 1);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months + 1, 0)).getUTCDate();
  return new Date(first + (Math.min(day.getUTCDate(), last) - 1) * dayMs);
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
