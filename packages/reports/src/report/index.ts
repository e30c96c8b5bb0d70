export * from "./document.ts";
export * from "./printable.ts";
export * from "./reader.ts";
export * from "./report.ts";
export * from "./reports.ts";
export { changesBetween } from "./revision.ts";
export { closedAt, monthsTo, weeksTo } from "./windows.ts";
