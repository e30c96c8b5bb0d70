export * from "./candidates.ts";
export * from "./head.ts";
export * from "./spaces.ts";
export * from "./status.ts";
