import type * as Plot from "@observablehq/plot";

/** The library that pictures are drawn with; pages load it late, reports beside a document of their own. */
export type PlotLibrary = typeof Plot;

/** Colours as CSS names them: variables on a page, fixed ones in a mail. */
export type Palette = {
  ink: string;
  muted: string;
  line: string;
  accent: string;
  surface: string;
  good: string;
  warn: string;
  bad: string;
};
