import type { SourceCalendarAnswer } from "@groundswell/reports";
import { useCallback } from "react";
import { Chart } from "../../parts/chart.tsx";
import { counted, number, utcDay } from "../../parts/format.ts";
import type { Draw } from "../../parts/plot-frame.tsx";
import { countDays, daySpans, dayWord, type SourceDay } from "./day-spans.ts";

const dayMs = 86_400_000;
const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const colours: Record<SourceDay["state"], string> = {
  read: "var(--good)",
  failed: "var(--bad)",
  missing: "var(--warn)",
  "not-expected": "var(--line)",
};
/** For who does not tell the colours apart. */
const marks: Partial<Record<SourceDay["state"], string>> = { failed: "×", missing: "–" };

/** What was read of each day, as weeks of days and as a table. */
export function CoverageCalendar({ answer }: { answer: SourceCalendarAnswer }) {
  const { days } = answer;
  const draw = useCallback<Draw>((plot, width) => drawCalendar(plot, days, width), [days]);
  const counts = countDays(days);
  return (
    <div className="calendar">
      <Chart
        title="Days that were read, by weeks in UTC"
        description={`Of ${counted(days.length, "day")}, ${number(counts.read)} were read, ${number(counts.failed)} failed, ${number(counts.missing)} were never read and ${number(counts["not-expected"])} were not expected. The table says which.`}
        draw={draw}
        twin={<DaysTable days={days} />}
      />
      <ul className="key" aria-label="What the colours mean">
        {(["read", "failed", "missing", "not-expected"] as const).map((state) => (
          <li key={state} className={`day-${state}`}>
            <span className="day-swatch" aria-hidden="true">
              {marks[state]}
            </span>
            {dayWord(state)} <small>{number(counts[state])}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}

function DaysTable({ days }: { days: SourceDay[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Days</th>
          <th scope="col">State</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {daySpans(days).map((span) => (
          <tr key={span.from}>
            <th scope="row">
              {utcDay(span.from)}
              {span.days > 1 && ` to ${utcDay(span.to)}`} <small>{counted(span.days, "day")}</small>
            </th>
            <td>{dayWord(span.state)}</td>
            <td>{span.why}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A column for each week, a row for each day of it, Monday first. */
function drawCalendar(Plot: Parameters<Draw>[0], days: SourceDay[], width: number): Element {
  const cells = days.map((day) => {
    const date = new Date(`${day.day}T00:00:00Z`);
    const weekday = (date.getUTCDay() + 6) % 7;
    return { ...day, weekday, week: new Date(date.getTime() - weekday * dayMs) };
  });
  const place = { x: "week", y: "weekday" } as const;
  const weeks = [...new Set(cells.map(({ week }) => week.getTime()))].map((time) => new Date(time));
  const marginLeft = 36;
  const side = Math.min(22, (width - marginLeft) / Math.max(1, weeks.length));
  // Labels of months that begin in a week, and only as many as have room.
  const firsts = weeks.filter((week, at) => at > 0 && week.getUTCMonth() !== weeks[at - 1]?.getUTCMonth());
  const every = Math.ceil((firsts.length * 34) / Math.max(1, width - marginLeft));
  return Plot.plot({
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
      tickFormat: (week: Date) => week.toLocaleDateString(undefined, { month: "short", timeZone: "UTC" }),
    },
    y: {
      label: null,
      domain: [0, 1, 2, 3, 4, 5, 6],
      tickSize: 0,
      padding: 0.12,
      tickFormat: (at: number) => (at % 2 === 0 ? (weekdays[at] ?? "") : ""),
    },
    marks: [
      Plot.cell(cells, { ...place, fill: ({ state }: SourceDay) => colours[state], rx: 2 }),
      Plot.text(cells, { ...place, text: ({ state }: SourceDay) => marks[state] ?? "", fill: "var(--surface)" }),
      Plot.tip(
        cells,
        Plot.pointer({
          ...place,
          title: ({ day, state, why }: SourceDay) => `${utcDay(day)}: ${dayWord(state)}${why ? `\n${why}` : ""}`,
          fill: "var(--surface)",
          stroke: "var(--line)",
          fontSize: 12,
        }),
      ),
    ],
  });
}
