import { drawBars, drawMonths, drawShareCurve, type Palette, type PlotLibrary } from "@groundswell/charts";
import { plain } from "../dossier-words.ts";
import type { ReportChart, ReportDocument } from "../report/document.ts";
import { type HtmlKind, pictureTone } from "./html-look.ts";
import { valueWords } from "./report-words.ts";

/** Narrow in a mail, where a telephone must not make the letters too small to read. */
const widths: Record<HtmlKind, number> = { mail: 360, page: 600 };
const mostWidths: Record<HtmlKind, number> = { mail: 480, page: 640 };
const fontSize = 12;
const mostPoints = 100;
const mostBars = 20;
const svgNamespace = "http://www.w3.org/2000/svg";

const palette: Palette = {
  ink: pictureTone("ink"),
  muted: pictureTone("soft"),
  line: pictureTone("line"),
  accent: pictureTone("link"),
  surface: pictureTone("paper"),
  good: pictureTone("good"),
  warn: pictureTone("warn"),
  bad: pictureTone("bad"),
};

/** The picture of each section as SVG, drawn by what draws the pages'; null where a section has none. Same report, same bytes. */
export async function drawPictures({ sections }: ReportDocument, kind: HtmlKind): Promise<(string | null)[]> {
  if (sections.every(({ chart }) => chart === null)) return sections.map(() => null);
  // Both are large, and most of what prints a report draws nothing.
  const [Plot, { JSDOM }] = await Promise.all([import("@observablehq/plot"), import("jsdom")]);
  const { window } = new JSDOM("");
  try {
    return sections.map(({ chart }) => (chart === null ? null : pictureOf(Plot, chart, kind, window.document)));
  } finally {
    window.close();
  }
}

function pictureOf(Plot: PlotLibrary, chart: ReportChart, kind: HtmlKind, document: Document): string | null {
  const width = widths[kind];
  const drawn = draw(Plot, chart, { width, palette, fontSize, document });
  const svg = drawn?.matches("svg") ? drawn : drawn?.querySelector("svg");
  if (!svg) return null;
  for (const style of svg.querySelectorAll("style")) style.remove();
  for (const part of [svg, ...svg.querySelectorAll("*")]) simplify(part);
  for (const name of ["class", "fill"]) svg.removeAttribute(name);
  svg.setAttribute("font-size", String(fontSize));
  svg.setAttribute("fill", palette.muted);
  // The sheet of a mail that keeps none says nothing, and Plot's signs take the colour of the text around them.
  svg.setAttribute(
    "style",
    `display:block;width:100%;max-width:${mostWidths[kind]}px;height:auto;color:${palette.muted}`,
  );
  svg.prepend(groundOf(document));
  name(svg, chart, kind);
  return svg.outerHTML;
}

/** A picture stands on a ground of its own: clients that turn the colours of a mail around leave those of pictures as they are. */
function groundOf(document: Document): Element {
  const ground = document.createElementNS(svgNamespace, "rect");
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: palette.surface }))
    ground.setAttribute(name, value);
  return ground;
}

type PictureLook = { width: number; palette: Palette; fontSize: number; document: Document };

function draw(Plot: PlotLibrary, chart: ReportChart, look: PictureLook) {
  switch (chart.draw) {
    case "share-curve":
      return chart.points.length < 2 ? null : drawShareCurve(Plot, curveOf(chart), look);
    case "months":
      return chart.points.length === 0 ? null : drawMonths(Plot, chart.points, look);
    case "bars": {
      const bars = chart.bars.slice(0, mostBars).map(({ name, value }) => ({ name: plain(name), value }));
      const label = ({ value }: { value: number }) => valueWords(value, chart.unit);
      return bars.length === 0 ? null : drawBars(Plot, { bars, label }, look);
    }
  }
}

/** A curve of hundreds of spaces looks the same with a hundred points; its ends and marks stay. */
function curveOf({ points, marked }: Extract<ReportChart, { draw: "share-curve" }>) {
  const every = Math.ceil(points.length / mostPoints);
  const isKept = (spaces: number, at: number) =>
    at % every === 0 || at === points.length - 1 || marked.includes(spaces);
  return {
    points: points.filter(({ spaces }, at) => isKept(spaces, at)),
    marked,
    label: ({ spaces, share }: { spaces: number; share: number }) =>
      `${spaces === 1 ? "1 space" : `${spaces} spaces`}: ${valueWords(share, "share")}`,
  };
}

/** A tenth of a pixel is enough, and the same on every machine; what names parts to readers is said once for the whole. */
function simplify(part: Element): void {
  for (const { name, value } of [...part.attributes]) {
    if (name.startsWith("aria-")) part.removeAttribute(name);
    else if (/^(d|x|y|[xy][12]|c[xy]|dx|dy|width|height|points|transform)$/.test(name))
      part.setAttribute(
        name,
        value.replace(/-?\d{1,15}\.\d{1,20}/g, (number) => String(Number(Number(number).toFixed(1)))),
      );
  }
}

function name(svg: Element, { title, description }: ReportChart, kind: HtmlKind): void {
  svg.setAttribute("role", "img");
  // A mail says the description below the picture, for clients that drop it; elements inside would stay there as stray text.
  if (kind === "mail") {
    svg.setAttribute("aria-label", plain(title));
    return;
  }
  const parts = [
    ["title", title],
    ["desc", description],
  ] as const;
  svg.prepend(
    ...parts.map(([tag, text]) => {
      const element = svg.ownerDocument.createElementNS(svgNamespace, tag);
      element.textContent = plain(text);
      return element;
    }),
  );
}
