import type { Palette } from "./palette.ts";

/** The colours of the page around a picture, so that it changes with them. */
export const pagePalette: Palette = {
  ink: "var(--ink)",
  muted: "var(--muted)",
  line: "var(--line)",
  accent: "var(--accent)",
  surface: "var(--surface)",
  good: "var(--good)",
  warn: "var(--warn)",
  bad: "var(--bad)",
};
