import { inDocument, type Look, marginFor, tipLook } from "./look.ts";
import type { PlotLibrary } from "./palette.ts";

export type NamedBar = { name: string; value: number };

/** The bars from top to bottom, and what stands at the end of each. */
export type BarsData = { bars: readonly NamedBar[]; label: (bar: NamedBar) => string };

const rowHeight = 26;
/** Of letters of 10 pixels: wide enough for most, as nothing here can measure them. */
const characterWidth = 6;

/** Lying bars, a row for each, in the order in which they are given. A name that is too long for its place ends in an ellipsis. */
export function drawBars(Plot: PlotLibrary, { bars, label }: BarsData, look: Look<NamedBar>): Element {
  const { width, palette, tip } = look;
  // By place and not by name: two may have the same.
  const rows = bars.map((bar, at) => ({ ...bar, at, bar }));
  const place = { x: "value", y: "at" } as const;
  const letter = marginFor(characterWidth, look);
  const most = Math.max(4, Math.floor((width * 0.45) / letter));
  const names = bars.map(({ name }) => shortened(name, most));
  const longest = Math.max(0, ...names.map((name) => name.length));
  const values = bars.map(({ value }) => value);
  return Plot.plot({
    ...inDocument(look),
    width,
    height: 12 + rowHeight * bars.length,
    marginTop: 4,
    marginBottom: 8,
    marginLeft: 12 + longest * letter,
    marginRight: 64,
    x: {
      axis: null,
      domain: [Math.min(0, ...values), Math.max(1e-9, ...values)],
    },
    y: {
      type: "band",
      label: null,
      domain: rows.map(({ at }) => at),
      tickSize: 0,
      padding: 0.25,
      tickFormat: (at: number) => names[at] ?? "",
    },
    marks: [
      Plot.barX(rows, { ...place, fill: palette.accent, rx: 2 }),
      Plot.text(rows, {
        ...place,
        text: ({ bar }: (typeof rows)[number]) => label(bar),
        textAnchor: "start",
        dx: 6,
        fill: palette.ink,
      }),
      Plot.ruleX([0], { stroke: palette.muted }),
      tip
        ? Plot.tip(
            rows,
            Plot.pointerY({ ...place, title: ({ bar }: (typeof rows)[number]) => tip(bar), ...tipLook(palette) }),
          )
        : null,
    ],
  });
}

function shortened(name: string, most: number): string {
  const characters = [...name];
  return characters.length <= most ? name : `${characters.slice(0, most - 1).join("")}…`;
}
