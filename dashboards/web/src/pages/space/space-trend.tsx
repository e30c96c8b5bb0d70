import { drawMonths, pagePalette } from "@groundswell/charts";
import type { TrendAnswer } from "@groundswell/reports";
import { useCallback } from "react";
import { Chart } from "../../parts/chart.tsx";
import { decimal, unknown } from "../../parts/format.ts";
import type { Draw } from "../../parts/plot-frame.tsx";
import { Empty } from "../../parts/states.tsx";
import { directionWord, month, slope, spanOf, TrendNotes } from "../trends/trend-words.tsx";

const unitNames = { people: "People active in a month", events: "Signals in a month" } as const;

/** The months of a space, by people and by signals. */
export function SpaceTrend({ series }: { series: TrendAnswer[] }) {
  if (series.length === 0)
    return (
      <Empty title="There are no months to follow yet.">
        <p>Trends need whole months that were read.</p>
      </Empty>
    );
  return (
    <div className="pair">
      {series.map((one) => (
        <div key={one.unit}>
          <MonthsChart trend={one} />
          <p>
            {directionWord(one.direction)} <small>{one.why ?? slope(one)}</small>
          </p>
          <TrendNotes trend={one} />
        </div>
      ))}
    </div>
  );
}

function MonthsChart({ trend }: { trend: TrendAnswer }) {
  const draw = useCallback<Draw>(
    (plot, width) => drawMonths(plot, trend.points, { width, palette: pagePalette, tip: monthTip }),
    [trend],
  );
  return (
    <Chart
      title={unitNames[trend.unit]}
      description={`${directionWord(trend.direction)}: ${spanOf(trend)}. ${trend.why ?? slope(trend)}`}
      draw={draw}
      twin={<MonthsTable trend={trend} />}
    />
  );
}

function MonthsTable({ trend }: { trend: TrendAnswer }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Month</th>
          <th scope="col" className="number">
            {unitNames[trend.unit]}
          </th>
        </tr>
      </thead>
      <tbody>
        {[...trend.points].reverse().map(({ from, value, provisional }) => (
          <tr key={from}>
            <th scope="row">
              {month(from)} {provisional && <small>not over yet</small>}
            </th>
            <td className="number">{value === null ? `${unknown} not read` : decimal(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function monthTip({ from, value }: TrendAnswer["points"][number]): string {
  return `${month(from)}: ${value === null ? "not read" : decimal(value)}`;
}
