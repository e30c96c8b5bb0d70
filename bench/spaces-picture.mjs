// The Lorenz curves of some years as one SVG, for the docs.
import * as Plot from "@observablehq/plot";
import { JSDOM } from "jsdom";

/**
 * @param years each with `year` and `lorenz`, points [share of spaces, share of activity]
 * @returns SVG text, the same for the same years
 */
export function lorenzPicture(years) {
  const { document } = new JSDOM("").window;
  const points = years.flatMap(({ year, lorenz }) =>
    lorenz.map(([spaces, activity]) => ({ year: String(year), spaces, activity })),
  );
  // The corner above the diagonal is always free.
  const key = years.map(({ year }, at) => ({ year: String(year), spaces: 0.06, activity: 0.94 - 0.06 * at }));
  const svg = Plot.plot({
    document,
    ariaLabel: "Lorenz curves",
    ariaDescription:
      "The share of events that the least active spaces hold, a curve for each year, all far below the diagonal.",
    ...{ width: 560, height: 480, marginLeft: 56, marginRight: 48 },
    style: { background: "white", color: "#222", fontFamily: "sans-serif" },
    x: { label: "share of spaces, the least active first", percent: true, domain: [0, 100] },
    y: { label: "share of events", percent: true, domain: [0, 100], grid: true },
    color: { type: "categorical", scheme: "dark2" },
    marks: [
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: "#999", strokeDasharray: "4 3" },
      ),
      Plot.line(points, { x: "spaces", y: "activity", z: "year", stroke: "year", strokeWidth: 1.75 }),
      Plot.text(key, {
        ...{ x: "spaces", y: "activity", text: (one) => `\u2014 ${one.year}`, fill: "year" },
        ...{ textAnchor: "start", fontWeight: 700, fontSize: 13 },
      }),
    ],
  });
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${svg.outerHTML}\n`;
}
