import { type Month, monthAway, nameMonth, type TrendNote } from "@groundswell/analytics";
import type { Window } from "@groundswell/model";
import type { TrendAnswer, TrendPoint } from "../trends.ts";

type Series = Pick<
  TrendAnswer,
  "key" | "name" | "of" | "unit" | "direction" | "slopePerMonth" | "yearOnYear" | "mean" | "points"
>;

/** Something whose activity rises or falls beyond chance, by people, by events or by both. */
export type Mover = {
  key: string;
  name: string;
  of: TrendAnswer["of"];
  units: TrendAnswer["unit"][];
  /** Its last twelve months over the twelve before, by people where that is claimed, else by events; 0.2 for a fifth more, null where one was not read. */
  yearly: number | null;
  /** The series that this is told of. */
  told: Series;
};

/** Something that a series showed in a window, as a sentence. */
export type NoteOfSeries = { key: string; name: string; of: TrendAnswer["of"]; at: string; why: string };

/** A level is told from three months, so that its change shows two months after it. */
const monthsUntilShown = 2;

/** What the series of one answer claim in a direction: spaces or tags, those by people first, the steepest first. */
export function movers(series: readonly Series[], direction: "rising" | "falling"): Mover[] {
  const found = new Map<string, Mover>();
  for (const one of series) {
    if (one.direction !== direction || one.of === "expertise") continue;
    const known = found.get(one.key);
    if (known) known.units.push(one.unit);
    if (known && one.unit === "events") continue;
    const { key, name, of, unit } = one;
    // Twelve months of a slope would be more than all there was of whatever falls to nothing.
    const yearly = one.yearOnYear?.change ?? null;
    found.set(key, { key, name, of, units: known?.units ?? [unit], yearly, told: one });
  }
  const steep = ({ told }: Mover) => Math.abs(told.slopePerMonth ?? 0);
  const byPeople = ({ told }: Mover) => (told.unit === "people" ? 0 : 1);
  return [...found.values()].sort(
    (a, b) => byPeople(a) - byPeople(b) || steep(b) - steep(a) || (a.key < b.key ? -1 : 1),
  );
}

/** How much a series shows in the last months of its points, and in as many that lie so many months before: null where one was not read. */
export function lastMonths(
  points: readonly TrendPoint[],
  { months, back, as }: { months: number; back: number; as: "sum" | "mean" },
): number | null {
  const ended = points.filter(({ provisional }) => !provisional);
  const end = ended.length - back;
  const values = ended.slice(Math.max(0, end - months), Math.max(0, end)).flatMap(({ value }) => value ?? []);
  if (values.length < months) return null;
  const total = values.reduce((sum, value) => sum + value, 0);
  return as === "sum" ? total : total / months;
}

/**
 * What the series show that could not be said before a window: spikes and alarms of its months, and changes of level and silences that first
 * show in it. Changes of level first, the newest first. What people show, their events show as well: it is said once.
 */
export function notesInside(
  series: readonly (Pick<TrendAnswer, "key" | "name" | "of" | "changes" | "alerts" | "silentSince"> & {
    unit: TrendAnswer["unit"];
  })[],
  { from, to }: Window,
): NoteOfSeries[] {
  const shown = nameMonth(monthAway(from, -monthsUntilShown));
  const end = nameMonth(to);
  const inside = (notes: readonly TrendNote[], since: string) => notes.filter(({ at }) => at >= since && at < end);
  const told = series.flatMap(({ key, name, of, changes, alerts, silentSince, unit }) => {
    const silence =
      silentSince === null || unit === "events" ? [] : [{ at: silentSince, why: silentWords(silentSince) }];
    return [
      ...inside(changes, shown).map((note) => ({ weight: 0, ...note })),
      ...inside(silence, shown).map((note) => ({ weight: 1, ...note })),
      ...inside(alerts, nameMonth(from)).map((note) => ({ weight: 2, ...note })),
    ].map(({ weight, at, why }, place) => ({ weight, place, unit, note: { key, name, of, at, why } }));
  });
  const placeOf = ({ weight, note: { of, key, at } }: (typeof told)[number]) => JSON.stringify([weight, of, key, at]);
  const byPeople = new Set(told.filter(({ unit }) => unit === "people").map(placeOf));
  const order = { expertise: 0, space: 1, tag: 2 };
  return told
    .filter((one) => one.unit === "people" || !byPeople.has(placeOf(one)))
    .sort(
      (a, b) =>
        a.weight - b.weight ||
        (a.note.at === b.note.at ? 0 : a.note.at > b.note.at ? -1 : 1) ||
        order[a.note.of] - order[b.note.of] ||
        (a.note.key === b.note.key ? 0 : a.note.key < b.note.key ? -1 : 1) ||
        (a.unit === b.unit ? a.place - b.place : a.unit === "people" ? -1 : 1),
    )
    .map(({ note }) => note);
}

/** Three years of months as a table: a row for each month of the year, the years side by side; the last row ends the last year. */
export function yearsSideBySide(points: readonly TrendPoint[]): { month: string; values: (number | null)[] }[] {
  const ended = points.filter(({ provisional }) => !provisional);
  const years = Math.floor(ended.length / 12);
  const begin = ended.length - years * 12;
  if (years === 0) return [];
  return Array.from({ length: 12 }, (_, month) => ({
    month: (ended[begin + month]?.from ?? "").slice(5, 7),
    values: Array.from({ length: years }, (_, year) => ended[begin + year * 12 + month]?.value ?? null),
  }));
}

/** The months of a window. */
export function monthsIn({ from, to }: Pick<Month, "from" | "to">): number {
  return (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
}

function silentWords(since: string): string {
  return `nothing since ${since}: check whether it is still read`;
}
