import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { hourMs } from "@groundswell/model";
import { archiveEvent, type Moment, moments } from "./archive-events.ts";
import { grouped } from "./grouped.ts";
import { type Instant, isoSeconds, type World } from "./world.ts";
import { writeLines } from "./write-lines.ts";

/** Every such event is written into the next hour's file too, as crawls overlap. */
const repeatEvery = 50;

type Numbered = { id: number; moment: Moment };
const archives = new WeakMap<World, Map<number, Numbered[]>>();

function byHour(world: World): Map<number, Numbered[]> {
  const known = archives.get(world);
  if (known) return known;
  const numbered = moments(world).map((moment, i) => ({ id: 41_000_000_001 + i, moment }));
  const hours = grouped(numbered, ({ moment }) => Math.floor(moment.at / hourMs));
  archives.set(world, hours);
  return hours;
}

/**
 * The lines of one hour's file, or null where the archive has none: outside the world's time. The file of 13:00 on the
 * 13th of a month ends in a line that broke off; the event it began is whole in the line before.
 */
export function archiveLines(world: World, at: Instant): string[] | null {
  const hour = Math.floor(at / hourMs);
  if (hour < Math.floor(world.from / hourMs) || hour * hourMs >= world.asOf) return null;
  const hours = byHour(world);
  const late = (hours.get(hour - 1) ?? []).filter(({ id }) => id % repeatEvery === 0);
  const events = [...late, ...(hours.get(hour) ?? [])];
  const own = events.map(({ id, moment }) => `${JSON.stringify(archiveEvent(world, id, moment))}\n`);
  const lines = [`${JSON.stringify(elsewhere(hour))}\n`, ...own];
  const date = new Date(hour * hourMs);
  const last = lines.at(-1);
  const breaks = date.getUTCDate() === 13 && date.getUTCHours() === 13 && last !== undefined;
  return breaks ? [...lines, last.slice(0, last.length >> 1)] : lines;
}

/** An event that is none of the world's: the archive holds all of GitHub, so no hour of it is ever empty. */
function elsewhere(hour: number) {
  return {
    ...{ id: String(40_000_000_000 + hour), type: "WatchEvent", payload: { action: "started" }, public: true },
    actor: { id: 51_000, login: "passerby", display_login: "passerby", gravatar_id: "" },
    repo: { id: 760_000, name: "elsewhere/unrelated" },
    created_at: isoSeconds(hour * hourMs),
  };
}

/** The name of an hour's file; the hour has no leading zero. */
export function archiveName(at: Instant): string {
  const date = new Date(at);
  return `${date.toISOString().slice(0, 10)}-${date.getUTCHours()}.json.gz`;
}

/** Writes the archive's files for every hour in `[from, to)`. */
export async function writeArchive(world: World, folder: string, window: { from: Date; to: Date }): Promise<void> {
  await mkdir(folder, { recursive: true });
  const first = Math.floor(window.from.getTime() / hourMs) * hourMs;
  for (let hour = first; hour < window.to.getTime(); hour += hourMs) {
    const lines = archiveLines(world, hour);
    if (lines) await writeLines(lines, join(folder, archiveName(hour)), true);
  }
}
