import type { SpacesAnswer } from "@groundswell/reports";
import { useCallback } from "react";
import { Chart } from "../../parts/chart.tsx";
import { counted, evenPercent, number, percent } from "../../parts/format.ts";
import type { Draw } from "../../parts/plot-frame.tsx";

/** Half and 80 % part the tiers of the table. */
const shares = [0, 0.5, 0.8, 1];

type Point = { spaces: number; share: number; name: string };

/** How fast the first spaces add up to the whole. */
export function ShareCurve({ answer }: { answer: SpacesAnswer }) {
  const draw = useCallback<Draw>((plot, width) => drawCurve(plot, curve(answer), answer, width), [answer]);
  return (
    <Chart
      title="Share of activity held by the first spaces together"
      description={describe(answer)}
      draw={draw}
      twin={<CurveTable points={curve(answer).slice(1)} />}
    />
  );
}

/** The points of the curve, from nothing to the last active space. */
function curve({ spaces }: SpacesAnswer): Point[] {
  const active = spaces.filter((space) => space.count > 0 && space.cumulativeShare !== null);
  return [
    { spaces: 0, share: 0, name: "" },
    ...active.map((space, index) => ({ spaces: index + 1, share: space.cumulativeShare as number, name: space.name })),
  ];
}

/** The curve in words. */
function describe({ concentration }: SpacesAnswer): string {
  const { active, k50, k80, topShare } = concentration;
  if (k50 === null || k80 === null) return "No space was active.";
  return (
    `A curve that rises from the most active space to all ${counted(active, "active space")}. ` +
    `The first holds ${percent(topShare["1"])}, the first ${number(k50)} reach half, the first ${number(k80)} reach 80 %.`
  );
}

function CurveTable({ points }: { points: Point[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col" className="number">
            Spaces
          </th>
          <th scope="col">Up to</th>
          <th scope="col" className="number">
            Together
          </th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ spaces, name, share }) => (
          <tr key={spaces}>
            <td className="number">{number(spaces)}</td>
            <th scope="row">{name}</th>
            <td className="number">{evenPercent(share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const label = {
  x: "spaces",
  y: "share",
  text: (point: Point) => `${counted(point.spaces, "space")}: ${percent(point.share)}`,
  dy: 14,
  fill: "var(--ink)",
  stroke: "var(--surface)",
  strokeWidth: 4,
  fontSize: 13,
  fontWeight: 600,
};

function drawCurve(
  Plot: Parameters<Draw>[0],
  points: Point[],
  { concentration }: SpacesAnswer,
  width: number,
): Element {
  const last = points.at(-1)?.spaces ?? 0;
  const marks = points.filter(({ spaces }) => spaces === concentration.k50 || spaces === concentration.k80);
  const isLate = ({ spaces }: Point) => spaces > last / 2;
  return Plot.plot({
    width,
    height: 230,
    marginLeft: 44,
    marginRight: 16,
    marginBottom: 34,
    x: {
      domain: [0, last],
      label: "spaces, most active first",
      ticks: Math.min(last, 8),
      tickFormat: "d",
      labelArrow: "none",
    },
    y: { domain: [0, 1], label: null, tickFormat: "%", ticks: shares },
    marks: [
      Plot.ruleY(shares, { stroke: "var(--line)" }),
      Plot.line([points[0], { spaces: last, share: 1, name: "" }], {
        x: "spaces",
        y: "share",
        stroke: "var(--muted)",
        strokeDasharray: "2,4",
      }),
      Plot.areaY(points, { x: "spaces", y: "share", fill: "var(--accent)", fillOpacity: 0.12, curve: "monotone-x" }),
      Plot.line(points, { x: "spaces", y: "share", stroke: "var(--accent)", strokeWidth: 2.5, curve: "monotone-x" }),
      Plot.dot(marks, {
        x: "spaces",
        y: "share",
        r: 5,
        fill: "var(--accent)",
        stroke: "var(--surface)",
        strokeWidth: 2,
      }),
      Plot.text(marks, { ...label, filter: (point: Point) => !isLate(point), textAnchor: "start", dx: 10 }),
      Plot.text(marks, { ...label, filter: isLate, textAnchor: "end", dx: -4 }),
      Plot.tip(
        points.slice(1),
        Plot.pointerX({
          x: "spaces",
          y: "share",
          title: (point: Point) => `${point.spaces}. ${point.name}\n${percent(point.share)} together`,
          fill: "var(--surface)",
          stroke: "var(--line)",
          fontSize: 12,
        }),
      ),
    ],
  });
}
