import { inDocument, type Look, marginFor, tipLook } from "./look.ts";
import type { Palette, PlotLibrary } from "./palette.ts";

/** So many spaces together hold this share, 0..1; `name` is the last of them. */
export type SharePoint = { spaces: number; share: number; name: string };

/** The curve's points from `{ spaces: 0, share: 0 }` on; the numbers of spaces at which it is marked, and what a mark says. */
export type ShareCurveData = {
  points: readonly SharePoint[];
  marked: readonly (number | null)[];
  label: (point: SharePoint) => string;
};

/** Half and 80 % part the tiers of the table. */
const shares = [0, 0.5, 0.8, 1];

/** How fast the first spaces add up to the whole, beside the line on which all would hold the same. */
export function drawShareCurve(Plot: PlotLibrary, data: ShareCurveData, look: Look<SharePoint>): Element {
  const { width, palette, tip } = look;
  const points = [...data.points];
  const last = points.at(-1)?.spaces ?? 0;
  const marks = points.filter(({ spaces }) => data.marked.includes(spaces));
  const isLate = ({ spaces }: SharePoint) => spaces > last / 2;
  const place = { x: "spaces", y: "share" } as const;
  const label = { ...labelLook(palette), ...place, text: data.label };
  return Plot.plot({
    ...inDocument(look),
    width,
    height: 230,
    marginLeft: marginFor(44, look),
    marginRight: 16,
    marginBottom: marginFor(34, look),
    x: {
      domain: [0, last],
      label: "spaces, most active first",
      ticks: Math.min(last, 8),
      tickFormat: "d",
      labelArrow: "none",
    },
    y: { domain: [0, 1], label: null, tickFormat: "%", ticks: shares },
    marks: [
      Plot.ruleY(shares, { stroke: palette.line }),
      Plot.line([points[0], { spaces: last, share: 1, name: "" }], {
        ...place,
        stroke: palette.muted,
        strokeDasharray: "2,4",
      }),
      Plot.areaY(points, { ...place, fill: palette.accent, fillOpacity: 0.12, curve: "monotone-x" }),
      Plot.line(points, { ...place, stroke: palette.accent, strokeWidth: 2.5, curve: "monotone-x" }),
      Plot.dot(marks, { ...place, r: 5, fill: palette.accent, stroke: palette.surface, strokeWidth: 2 }),
      Plot.text(marks, { ...label, filter: (point: SharePoint) => !isLate(point), textAnchor: "start", dx: 10 }),
      Plot.text(marks, { ...label, filter: isLate, textAnchor: "end", dx: -4 }),
      tip ? Plot.tip(points.slice(1), Plot.pointerX({ ...place, title: tip, ...tipLook(palette) })) : null,
    ],
  });
}

function labelLook({ ink, surface }: Palette) {
  return { dy: 14, fill: ink, stroke: surface, strokeWidth: 4, fontSize: 13, fontWeight: 600 };
}
