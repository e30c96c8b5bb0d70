export * from "./candidates.ts";
export * from "./head.ts";
export * from "./identities.ts";
export * from "./proposals.ts";
export type { RankEffect } from "./rank-effects.ts";
export * from "./spaces.ts";
export * from "./status.ts";
