import { inDocument, type Look, tipLook } from "./look.ts";
import type { Palette, PlotLibrary } from "./palette.ts";

/** A day in UTC as `2026-01-31`, and what became of reading it. */
export type CalendarDay = { day: string; state: "read" | "failed" | "missing" | "not-expected" };

/** The days in their order, and how a month is called in which a week begins. */
export type CalendarData<Day extends CalendarDay> = { days: readonly Day[]; monthName: (week: Date) => string };

const dayMs = 86_400_000;
const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** For who does not tell the colours apart. */
export const calendarMarks: Partial<Record<CalendarDay["state"], string>> = { failed: "×", missing: "–" };

/** A column for each week, a row for each day of it, Monday first. */
export function drawCoverageCalendar<Day extends CalendarDay>(
  Plot: PlotLibrary,
  { days, monthName }: CalendarData<Day>,
  look: Look<Day>,
): Element {
  const { width, palette, tip } = look;
  const cells = days.map((day) => {
    const date = new Date(`${day.day}T00:00:00Z`);
    const weekday = (date.getUTCDay() + 6) % 7;
    return { day, weekday, week: new Date(date.getTime() - weekday * dayMs) };
  });
  type Cell = (typeof cells)[number];
  const colours = coloursOf(palette);
  const place = { x: "week", y: "weekday" } as const;
  const weeks = [...new Set(cells.map(({ week }) => week.getTime()))].map((time) => new Date(time));
  const marginLeft = 36;
  const side = Math.min(22, (width - marginLeft) / Math.max(1, weeks.length));
  // Labels of months that begin in a week, and only as many as have room.
  const firsts = weeks.filter((week, at) => at > 0 && week.getUTCMonth() !== weeks[at - 1]?.getUTCMonth());
  const every = Math.ceil((firsts.length * 34) / Math.max(1, width - marginLeft));
  return Plot.plot({
    ...inDocument(look),
    width: Math.round(marginLeft + side * weeks.length),
    height: 7 * 20 + 24,
    marginLeft,
    marginTop: 20,
    marginBottom: 4,
    marginRight: 0,
    x: {
      type: "band",
      label: null,
      axis: "top",
      tickSize: 0,
      padding: 0.12,
      ticks: firsts.filter((_, at) => at % every === 0),
      tickFormat: monthName,
    },
    y: {
      label: null,
      domain: [0, 1, 2, 3, 4, 5, 6],
      tickSize: 0,
      padding: 0.12,
      tickFormat: (at: number) => (at % 2 === 0 ? (weekdays[at] ?? "") : ""),
    },
    marks: [
      Plot.cell(cells, { ...place, fill: ({ day }: Cell) => colours[day.state], rx: 2 }),
      Plot.text(cells, { ...place, text: ({ day }: Cell) => calendarMarks[day.state] ?? "", fill: palette.surface }),
      tip ? Plot.tip(cells, Plot.pointer({ ...place, title: ({ day }: Cell) => tip(day), ...tipLook(palette) })) : null,
    ],
  });
}

function coloursOf({ good, bad, warn, line }: Palette): Record<CalendarDay["state"], string> {
  return { read: good, failed: bad, missing: warn, "not-expected": line };
}
