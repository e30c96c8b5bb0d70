import { drawBars, drawMonths, drawShareCurve, pagePalette } from "@groundswell/charts";
import type { ReportChart as ChartOfReport } from "@groundswell/reports";
import { useCallback } from "react";
import { Chart } from "../../parts/chart.tsx";
import { counted, number, unknown } from "../../parts/format.ts";
import type { Draw } from "../../parts/plot-frame.tsx";
import { sayValue } from "./report-values.ts";

/** The picture of a section, drawn by what draws the mail's, with its values as a table. */
export function ReportChart({ chart }: { chart: ChartOfReport }) {
  const draw = useCallback<Draw>((plot, width) => drawChart(plot, chart, width), [chart]);
  if (lines(chart).length < 2) return null;
  return (
    <div className={`report-chart ${chart.draw}`}>
      <Chart title={chart.title} description={chart.description} draw={draw} twin={<Twin chart={chart} />} />
    </div>
  );
}

function drawChart(plot: Parameters<Draw>[0], chart: ChartOfReport, width: number): Element {
  const look = { width, palette: pagePalette };
  switch (chart.draw) {
    case "share-curve":
      return drawShareCurve(
        plot,
        {
          points: chart.points,
          marked: chart.marked,
          label: ({ spaces, share }) => `${counted(spaces, "space")}: ${sayValue(share, "share")}`,
        },
        { ...look, tip: ({ spaces, name, share }) => `${spaces}. ${name}\n${sayValue(share, "share")} together` },
      );
    case "months":
      return drawMonths(plot, chart.points, {
        ...look,
        tip: ({ from, value }) => `${from.slice(0, 7)}: ${value === null ? "not read" : sayValue(value, "count")}`,
      });
    case "bars":
      return drawBars(
        plot,
        { bars: chart.bars, label: ({ value }) => sayValue(value, chart.unit) },
        { ...look, tip: ({ name, value }) => `${name}\n${sayValue(value, chart.unit)}` },
      );
  }
}

function Twin({ chart }: { chart: ChartOfReport }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{{ "share-curve": "Up to", months: "Month", bars: "What" }[chart.draw]}</th>
          <th scope="col" className="number">
            {chart.draw === "share-curve" ? "Together" : "How much"}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines(chart).map(([key, name, value]) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td className="number">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a picture shows, in words: a key, a name and a value each. */
function lines(chart: ChartOfReport): [key: string, name: string, value: string][] {
  switch (chart.draw) {
    case "share-curve":
      return chart.points.flatMap(({ spaces, share, name }) =>
        spaces === 0 ? [] : [[String(spaces), `${number(spaces)}. ${name}`, sayValue(share, "share")]],
      );
    case "months":
      return chart.points.map(({ from, value, provisional }) => [
        from,
        `${from.slice(0, 7)}${provisional ? ", not over yet" : ""}`,
        value === null ? `${unknown} not read` : sayValue(value, "count"),
      ]);
    case "bars":
      return chart.bars.map(({ name, value }, at) => [String(at), name, sayValue(value, chart.unit)]);
  }
}
