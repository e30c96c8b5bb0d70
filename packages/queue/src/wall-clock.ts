import { type WallMs, zoneClock } from "@groundswell/model";

/**
 * The instants at which the clock of a zone shows a time, ascending: two where the clock is put back over it, none where it is put forward
 * over it, else one.
 */
export function instantsOf(wall: WallMs, tz: string): number[] {
  const found = new Set(around(wall, tz).map((offset) => wall - offset));
  return [...found].filter((instant) => zoneClock(tz)(instant) === wall).sort((a, b) => a - b);
}

/** The instant of a time that a clock never shows: as long after the clock was put forward as the time would have been. */
export function instantSkippedTo(wall: WallMs, tz: string): number {
  return wall - (around(wall, tz)[0] ?? 0);
}

const dayMs = 86_400_000;

/** How far the clock of a zone is ahead of UTC, a day before and a day after a time: no zone changes twice in two days. */
function around(wall: WallMs, tz: string): [before: number, after: number] {
  const clock = zoneClock(tz);
  const offset = (instant: number) => clock(instant) - instant;
  return [offset(wall - dayMs), offset(wall + dayMs)];
}
