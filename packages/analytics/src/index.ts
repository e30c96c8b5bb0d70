export * from "./activity-table.ts";
export * from "./concentration.ts";
export {
  type Copy,
  fewestWords,
  findCopies,
  mostBits,
  type Publication,
  textFingerprint,
} from "./copies.ts";
export * from "./coverage.ts";
export * from "./cycles.ts";
export * from "./describe-window.ts";
export * from "./flags/index.ts";
export * from "./insight.ts";
export * from "./mid-rank.ts";
export * from "./policy.ts";
export * from "./policy-file.ts";
export * from "./quality.ts";
export * from "./rank-spaces.ts";
export * from "./score.ts";
export * from "./weigh.ts";
export * from "./wilson.ts";
