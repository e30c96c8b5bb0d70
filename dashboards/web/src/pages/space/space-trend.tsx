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
  const draw = useCallback<Draw>((plot, width) => drawMonths(plot, trend, width), [trend]);
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

type Bar = { from: Date; to: Date; value: number | null; provisional: boolean };

/** Bars, because a month that was not read must be a hole: a line would bridge it. */
function drawMonths(Plot: Parameters<Draw>[0], { points }: TrendAnswer, width: number): Element {
  const bars: Bar[] = points.map(({ from, to, ...rest }) => ({ from: new Date(from), to: new Date(to), ...rest }));
  const look = { x1: "from", x2: "to", y: "value", inset: 0.5 };
  return Plot.plot({
    width,
    height: 180,
    marginLeft: 40,
    marginBottom: 26,
    x: { type: "utc", label: null },
    y: { label: null, grid: true, ticks: 4, nice: true, zero: true },
    marks: [
      Plot.rectY(bars, {
        ...look,
        filter: ({ value, provisional }: Bar) => value !== null && !provisional,
        fill: "var(--accent)",
      }),
      Plot.rectY(bars, {
        ...look,
        filter: ({ value, provisional }: Bar) => value !== null && provisional,
        fill: "var(--accent)",
        fillOpacity: 0.35,
      }),
      Plot.ruleY([0], { stroke: "var(--muted)" }),
      Plot.tip(
        bars,
        Plot.pointerX({
          x: (bar: Bar) => new Date((bar.from.getTime() + bar.to.getTime()) / 2),
          y: (bar: Bar) => bar.value ?? 0,
          title: (bar: Bar) =>
            `${month(bar.from.toISOString())}: ${bar.value === null ? "not read" : decimal(bar.value)}`,
          fill: "var(--surface)",
          stroke: "var(--line)",
          fontSize: 12,
        }),
      ),
    ],
  });
}
