import type { DayStrip } from "@groundswell/reports";

const dayMs = 86_400_000;

/** One day of a strip: its column (weeks from Monday), its row (0 is Monday) and how dark it is. */
export type HeatDay = { day: string; count: number; column: number; row: number; level: 0 | 1 | 2 | 3 | 4 };
/** What was done from a Monday to the Sunday after it, as far as the strip holds them. */
export type HeatWeek = { from: string; to: string; count: number; activeDays: number };

/** The days of a strip with their places; a level is a quarter of the busiest day. */
export function heatDays({ from, counts }: DayStrip): HeatDay[] {
  const first = Date.parse(`${from}T00:00:00Z`);
  const offset = mondayOffset(first);
  const most = Math.max(1, ...counts);
  return counts.map((count, index) => ({
    day: new Date(first + index * dayMs).toISOString().slice(0, 10),
    count,
    column: Math.floor((index + offset) / 7),
    row: (index + offset) % 7,
    level: count === 0 ? 0 : (Math.ceil((count / most) * 4) as 1 | 2 | 3 | 4),
  }));
}

/** The same days by week, the newest first. */
export function heatWeeks(strip: DayStrip): HeatWeek[] {
  const weeks: HeatWeek[] = [];
  for (const { day, count, column } of heatDays(strip)) {
    const week = weeks[column] ?? { from: day, to: day, count: 0, activeDays: 0 };
    weeks[column] = {
      from: week.from,
      to: day,
      count: week.count + count,
      activeDays: week.activeDays + Number(count > 0),
    };
  }
  return weeks.reverse();
}

/** Where months begin: the column of each first of a month, for the names above. */
export function heatMonths(strip: DayStrip): { month: string; column: number }[] {
  return heatDays(strip)
    .filter(({ day }) => day.endsWith("-01"))
    .map(({ day, column }) => ({ month: day, column }));
}

/** The strip in a sentence, for who does not see it. */
export function heatWords(strip: DayStrip): { signals: number; activeDays: number; longestPauseDays: number } {
  let pause = 0;
  let longestPauseDays = 0;
  for (const count of strip.counts) {
    pause = count === 0 ? pause + 1 : 0;
    longestPauseDays = Math.max(longestPauseDays, pause);
  }
  return {
    signals: strip.counts.reduce((sum, count) => sum + count, 0),
    activeDays: strip.counts.filter((count) => count > 0).length,
    longestPauseDays,
  };
}

/** Days from Monday: 1 January 1970 was a Thursday. */
function mondayOffset(ms: number): number {
  return (Math.floor(ms / dayMs) + 3) % 7;
}
