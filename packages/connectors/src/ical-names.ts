import { createHash } from "node:crypto";
import { dayMs } from "@groundswell/model";
import { z } from "zod";
import type { IcalEvent, Moment } from "./ical-event.ts";
import type { Occurrence } from "./ical-expand.ts";
import { asUtc, wallClock } from "./ical-zones.ts";

/**
 * When each series began as it was first read: the instant, and what its own clock showed, both in milliseconds. By a hash of the
 * series' id, for ids can have somebody's address in them.
 */
export const beginnings = z.record(z.string(), z.object({ at: z.number(), clock: z.number() }));
export type Beginnings = z.output<typeof beginnings>;

/**
 * The id of each occurrence of an event: the event's own, and in a series its slot's instant at the hour that the series had when it
 * was first read. Who moves a series to another hour moves all that it ever was, which is no second year of events.
 * @param known what was noted of earlier readings
 * @param noted where the series' own beginning is noted for later ones
 */
export function occurrenceIds(
  id: string,
  master: IcalEvent | null,
  occurrences: Occurrence[],
  known: Beginnings,
  noted: Map<string, Beginnings[string]>,
): string[] {
  const stamps = occurrences.map(({ slot }) => (slot === null ? null : utcStamp(slot)));
  const first = master === null || master.start.day ? null : master.start;
  const moved = first && beginningOf(id, first, known, noted);
  const taken = new Set(stamps);
  const named = occurrences.map(({ slot }, index) => {
    const stamp = stamps[index] ?? null;
    if (slot === null || stamp === null || first === null || moved === null || slot.day) return stamp;
    const shown = asUtc(slot.zone === first.zone ? slot.time : first.zone.wallAt(slot.at));
    // A slot that has an hour of its own keeps it.
    if (timeOfDay(shown) !== clockOf(first)) return stamp;
    const time = wallClock(shown - timeOfDay(shown) + moved);
    const before = utcStamp({ at: first.zone.instantOf(time), day: false });
    return taken.has(before) ? stamp : before;
  });
  return named.map((stamp) => (stamp === null ? id : `${id}#${stamp}`));
}

/** What the clock of a series showed when it was first read, where it shows something else now. */
function beginningOf(
  id: string,
  first: Moment,
  known: Beginnings,
  noted: Map<string, Beginnings[string]>,
): number | null {
  const key = createHash("sha256").update(id).digest("hex").slice(0, 16);
  const before = known[key];
  // The same instant in another zone is no other hour.
  const kept = before !== undefined && before.at !== first.at ? before : { at: first.at, clock: clockOf(first) };
  noted.set(key, kept);
  return kept.clock === clockOf(first) ? null : kept.clock;
}

function clockOf({ time }: Moment): number {
  return timeOfDay(asUtc(time));
}

function timeOfDay(asIfUtc: number): number {
  return ((asIfUtc % dayMs) + dayMs) % dayMs;
}

/** A slot in an id: `20260917T163000Z`, or `20260917` for a day. */
export function utcStamp({ at, day }: { at: number; day: boolean }): string {
  const stamp = new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");
  return day ? stamp.slice(0, 8) : stamp;
}
