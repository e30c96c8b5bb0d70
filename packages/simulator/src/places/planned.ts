import { dayMs } from "@groundswell/model";
import { type Random, random } from "../random.ts";
import type { PlaceOptions } from "./place.ts";

/** Something that is announced first and held later. */
export type Planned = { index: number; announcedAt: number; at: number };

/** How long before its end a place's history begins. */
const historyDays = 120;

/**
 * Gatherings over the last months of a place, in no order: some announced months ahead and some on the day before, two at the
 * same instant now and then, on the quarter of an hour.
 */
export function plan({ seed, until }: PlaceOptions, place: string, count: number): Planned[] {
  const chance = random(seed, `place/${place}/plan`);
  const days = Array.from({ length: count }, (_, index) => quarter(chance, until, (index + chance.float()) / count));
  return days.map((at, index) => {
    const tied = index > 0 && chance.chance(0.15) ? (days[index - 1] as number) : at;
    const aheadDays = chance.pick([2, 9, 20, 45]);
    return { index, at: tied, announcedAt: tied - aheadDays * dayMs };
  });
}

/** Those that are announced by an instant. */
export function announced<Item extends { announcedAt: number }>(items: Item[], now: Date): Item[] {
  return items.filter(({ announcedAt }) => announcedAt <= now.getTime());
}

/** An instant in a place's history, by how far through it. */
function quarter(chance: Random, until: Date, part: number): number {
  const day = Math.floor((until.getTime() - historyDays * dayMs * (1 - part)) / dayMs) * dayMs;
  return day + chance.int(8 * 4, 20 * 4) * 15 * 60_000;
}

/** An instant as iCalendar writes it: `20260115T173000Z`. */
export function basicStamp(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");
}

/** A clock's reading without its offset: `2026-01-15T17:30:00`. */
export function clockText(asIfUtc: number): string {
  return new Date(asIfUtc).toISOString().slice(0, 19);
}
