export * from "./judge-trends.ts";
export * from "./months.ts";
export * from "./reading.ts";
export * from "./recent-rise.ts";
export * from "./rise-test.ts";
export { silentFrom } from "./silence.ts";
export type { YearOnYear } from "./year-on-year.ts";
