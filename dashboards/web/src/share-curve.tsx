import type { SpacesAnswer } from "@groundswell/reports";
import * as Plot from "@observablehq/plot";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { counted, number, percent } from "./format.ts";

/** Half and 80 % part the tiers of the table. */
const shares = [0, 0.5, 0.8, 1];

type Point = { spaces: number; share: number; name: string };

/** How fast the first spaces add up to the whole. The table of spaces is its twin in words and numbers. */
export function ShareCurve({ answer }: { answer: SpacesAnswer }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const points = curve(answer);
  useEffect(() => {
    if (!frame.current || width === 0) return;
    const drawn = draw(points, answer, width);
    frame.current.replaceChildren(drawn);
    return () => drawn.remove();
  });
  return (
    <figure className="curve">
      <figcaption>Share of activity held by the first spaces together</figcaption>
      <div ref={frame} role="img" aria-label={describe(answer)} />
    </figure>
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
    `The first holds ${percent(topShare["1"])}, the first ${number(k50)} reach half, the first ${number(k80)} reach 80 %. ` +
    "The table of spaces below has every value."
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

function draw(points: Point[], { concentration }: SpacesAnswer, width: number): Element {
  const last = points.at(-1)?.spaces ?? 0;
  const marks = points.filter(({ spaces }) => spaces === concentration.k50 || spaces === concentration.k80);
  const isLate = ({ spaces }: Point) => spaces > last / 2;
  const plot = Plot.plot({
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
  // Plot brings its few rules as an inline style sheet, which the server's policy refuses; ours stand in styles/spaces.css.
  plot.querySelector("style")?.remove();
  return plot;
}

function useWidth(frame: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => setWidth(Math.round(element.getBoundingClientRect().width));
    // The observer first tells after a frame; a page in the background would keep an empty chart.
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}
