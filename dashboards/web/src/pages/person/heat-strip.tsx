import type { DayStrip } from "@groundswell/reports";
import { useState } from "react";
import { counted, number, utcDay } from "../../parts/format.ts";
import { heatDays, heatMonths, heatWeeks, heatWords } from "./heat.ts";

const cell = 12;
const gap = 2;
const step = cell + gap;
const head = 16;
const monthName = new Intl.DateTimeFormat(undefined, { month: "short", timeZone: "UTC" });

/** A year of days, darker where more was done; the same by week as a table behind a button. */
export function HeatStrip({ strip }: { strip: DayStrip }) {
  const [asTable, setAsTable] = useState(false);
  const { signals, activeDays, longestPauseDays } = heatWords(strip);
  const words = `${counted(signals, "signal")} on ${counted(activeDays, "day")} of the ${number(strip.counts.length)} from ${utcDay(strip.from)} on; the longest pause is ${counted(longestPauseDays, "day")}.`;
  return (
    <figure className="chart">
      <figcaption>
        {words}
        <button type="button" className="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          By week, as a table
        </button>
      </figcaption>
      {asTable ? (
        <Weeks strip={strip} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <div className="heat-frame" tabIndex={0} role="img" aria-label={`Calendar of a year. ${words}`}>
          <Days strip={strip} />
        </div>
      )}
    </figure>
  );
}

function Days({ strip }: { strip: DayStrip }) {
  const days = heatDays(strip);
  const columns = (days.at(-1)?.column ?? 0) + 1;
  return (
    <svg className="heat" width={columns * step} height={head + 7 * step} aria-hidden="true">
      {heatMonths(strip).map(({ month, column }) => (
        <text key={month} x={column * step} y={11}>
          {monthName.format(new Date(month))}
        </text>
      ))}
      {days.map(({ day, count, column, row, level }) => (
        <rect
          key={day}
          className={`heat-${level}`}
          x={column * step}
          y={head + row * step}
          width={cell}
          height={cell}
          rx={2.5}
        >
          <title>{`${utcDay(day)}: ${counted(count, "signal")}`}</title>
        </rect>
      ))}
    </svg>
  );
}

function Weeks({ strip }: { strip: DayStrip }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="chart-twin" tabIndex={0} aria-label="Signals by week">
      <table>
        <thead>
          <tr>
            <th scope="col">Week (UTC)</th>
            <th scope="col" className="number">
              Signals
            </th>
            <th scope="col" className="number">
              Active days
            </th>
          </tr>
        </thead>
        <tbody>
          {heatWeeks(strip).map(({ from, to, count, activeDays }) => (
            <tr key={from}>
              <th scope="row">
                {utcDay(from)} to {utcDay(to)}
              </th>
              <td className="number">{number(count)}</td>
              <td className="number">{number(activeDays)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
