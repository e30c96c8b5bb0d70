import type { Palette } from "./palette.ts";

/** How a picture is drawn: its width in pixels and its colours; the document to draw in where there is no page around. */
export type Look<Datum = never> = {
  width: number;
  palette: Palette;
  /** Of the axes, in pixels; 10 unless said, and margins grow with it. */
  fontSize?: number;
  document?: Document;
  /** What stands beside the pointer: pages alone have one. */
  tip?: (datum: Datum) => string;
};

/** The document, where one is given: the library takes the page's otherwise, and no undefined one. */
export function inDocument({ document }: Pick<Look, "document">): { document?: Document } {
  return document === undefined ? {} : { document };
}

/** A margin that was measured for letters of 10 pixels, for the letters that are drawn. */
export function marginFor(pixels: number, { fontSize = 10 }: Pick<Look, "fontSize">): number {
  return Math.round((pixels * fontSize) / 10);
}

/** How the box beside the pointer looks. */
export function tipLook({ surface, line }: Palette) {
  return { fill: surface, stroke: line, fontSize: 12 };
}
