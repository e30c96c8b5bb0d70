import { calendarMarks, drawCoverageCalendar, pagePalette } from "@groundswell/charts";
import type { SourceCalendarAnswer } from "@groundswell/reports";
import { useCallback } from "react";
import { Chart } from "../../parts/chart.tsx";
import { counted, number, utcDay } from "../../parts/format.ts";
import type { Draw } from "../../parts/plot-frame.tsx";
import { countDays, daySpans, dayWord, type SourceDay } from "./day-spans.ts";

/** What was read of each day, as weeks of days and as a table. */
export function CoverageCalendar({ answer }: { answer: SourceCalendarAnswer }) {
  const { days } = answer;
  const draw = useCallback<Draw>((plot, width) => drawDays(plot, days, width), [days]);
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
              {calendarMarks[state]}
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

function drawDays(plot: Parameters<Draw>[0], days: SourceDay[], width: number): Element {
  const monthName = (week: Date) => week.toLocaleDateString(undefined, { month: "short", timeZone: "UTC" });
  return drawCoverageCalendar(
    plot,
    { days, monthName },
    {
      width,
      palette: pagePalette,
      tip: ({ day, state, why }) => `${utcDay(day)}: ${dayWord(state)}${why ? `\n${why}` : ""}`,
    },
  );
}
