export * from "./activity-table.ts";
export * from "./compare-scores.ts";
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
export * from "./gates.ts";
export * from "./hidden-gems.ts";
export * from "./insight.ts";
export type { Judged } from "./judged.ts";
export * from "./locale-ranks.ts";
export * from "./mid-rank.ts";
export * from "./policy.ts";
export * from "./policy-file.ts";
export * from "./quality.ts";
export * from "./rank-spaces.ts";
export * from "./score.ts";
export type { RankWithout } from "./stability.ts";
export * from "./weigh.ts";
export * from "./wellbeing.ts";
export * from "./what-if.ts";
export * from "./wilson.ts";
