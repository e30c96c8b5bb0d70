import { drawShareCurve, pagePalette, type SharePoint } from "@groundswell/charts";
import type { SpacesAnswer } from "@groundswell/reports";
import { useCallback } from "react";
import { Chart } from "../../parts/chart.tsx";
import { counted, evenPercent, number, percent } from "../../parts/format.ts";
import type { Draw } from "../../parts/plot-frame.tsx";

/** How fast the first spaces add up to the whole. */
export function ShareCurve({ answer }: { answer: SpacesAnswer }) {
  const draw = useCallback<Draw>((plot, width) => drawAnswer(plot, answer, width), [answer]);
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
function curve({ spaces }: SpacesAnswer): SharePoint[] {
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

function CurveTable({ points }: { points: SharePoint[] }) {
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

function drawAnswer(plot: Parameters<Draw>[0], answer: SpacesAnswer, width: number): Element {
  const { k50, k80 } = answer.concentration;
  const label = ({ spaces, share }: SharePoint) => `${counted(spaces, "space")}: ${percent(share)}`;
  return drawShareCurve(
    plot,
    { points: curve(answer), marked: [k50, k80], label },
    {
      width,
      palette: pagePalette,
      tip: ({ spaces, name, share }) => `${spaces}. ${name}\n${percent(share)} together`,
    },
  );
}
