/** What a clock on a wall shows in a time zone, as the milliseconds at which UTC would show the same. */
export type WallMs = number;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock of a zone shows at an instant. Milliseconds are kept. */
export function wallOf(instantMs: number, tz: string): WallMs {
  const parts = new Map(
    formatOf(tz)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const seconds = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return seconds + (((instantMs % 1000) + 1000) % 1000);
}

/**
 * The instants at which the clock of a zone shows a time, ascending: two where the clock is put back over it, none where it is put forward
 * over it, else one.
 */
export function instantsOf(wall: WallMs, tz: string): number[] {
  const found = new Set(around(wall, tz).map((offset) => wall - offset));
  return [...found].filter((instant) => wallOf(instant, tz) === wall).sort((a, b) => a - b);
}

/** The instant of a time that a clock never shows: as long after the clock was put forward as the time would have been. */
export function instantSkippedTo(wall: WallMs, tz: string): number {
  return wall - (around(wall, tz)[0] ?? 0);
}

const dayMs = 86_400_000;

/** How far the clock of a zone is ahead of UTC, a day before and a day after a time: no zone changes twice in two days. */
function around(wall: WallMs, tz: string): [before: number, after: number] {
  const offset = (instant: number) => wallOf(instant, tz) - instant;
  return [offset(wall - dayMs), offset(wall + dayMs)];
}

// Making one takes longer than everything that is asked of it.
function formatOf(tz: string): Intl.DateTimeFormat {
  const known = formats.get(tz);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: tz,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(tz, made);
  return made;
}
