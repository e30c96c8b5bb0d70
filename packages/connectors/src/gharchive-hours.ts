import { basename } from "node:path";
import { hourMs } from "@groundswell/model";
import { findFiles, type InputFile } from "./file-input.ts";

const hourName = /^(\d{4}-\d{2}-\d{2})-(\d{1,2})\.json(?:\.gz)?$/;

/** One file of the archive; `hour` is the start of its hour in milliseconds, or null where its name gives none. */
export type HourFile = InputFile & { hour: number | null };

/** The hour that a file name stands for: `2026-09-01-7.json.gz`, the hour without a leading zero; null for others. */
export function hourOf(path: string): number | null {
  const [, day, hour] = hourName.exec(basename(path)) ?? [];
  if (!day || !hour || Number(hour) > 23) return null;
  const start = Date.parse(`${day}T${hour.padStart(2, "0")}:00:00Z`);
  return Number.isNaN(start) ? null : start;
}

/** The name that the archive gives to an hour: `2026-09-01-7`. */
export function nameOfHour(hour: number): string {
  const start = new Date(hour);
  return `${start.toISOString().slice(0, 10)}-${start.getUTCHours()}`;
}

/**
 * Finds the hours behind paths, oldest first; files that are named otherwise come last, in the order given.
 * @throws ConfigError as `findFiles` does
 */
export async function findHours(paths: string[]): Promise<HourFile[]> {
  const isHour = (name: string) => hourOf(name) !== null;
  const files = await findFiles(paths, isHour, "hour named like 2026-09-01-7.json.gz");
  return files
    .map((file) => ({ ...file, hour: hourOf(file.path) }))
    .sort((a, b) => (a.hour ?? Number.POSITIVE_INFINITY) - (b.hour ?? Number.POSITIVE_INFINITY) || 0);
}

/** The hours that lie between a file and the one before it and that no file holds. */
export function missingBefore(file: HourFile, files: HourFile[]): string[] {
  const before = files[files.indexOf(file) - 1]?.hour ?? null;
  if (before === null || file.hour === null) return [];
  const missing: string[] = [];
  for (let hour = before + hourMs; hour < file.hour; hour += hourMs) missing.push(nameOfHour(hour));
  return missing;
}
