export * from "./bars.ts";
export * from "./coverage-calendar.ts";
export type { Look } from "./look.ts";
export * from "./months.ts";
export { pagePalette } from "./page-palette.ts";
export type { Palette, PlotLibrary } from "./palette.ts";
export * from "./share-curve.ts";
