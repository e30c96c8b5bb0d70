export * from "./absence-factor.ts";
export * from "./activity-table.ts";
export * from "./alerts/index.ts";
export * from "./compare-scores.ts";
export * from "./compare-windows.ts";
export * from "./concentration.ts";
export * from "./concentration-interval.ts";
export { lorenzCurve } from "./concentration-lorenz.ts";
export { concentrationWarnings, mostUnknown } from "./concentration-warnings.ts";
export { type WithoutTopPerson, withoutTopPerson } from "./concentration-without.ts";
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
export * from "./discovery/index.ts";
export * from "./fewest-spaces.ts";
export * from "./flags/index.ts";
export * from "./gates.ts";
export * from "./health/index.ts";
export * from "./hidden-gems.ts";
export * from "./insight.ts";
export * from "./join-effect.ts";
export type { Judged } from "./judged.ts";
export * from "./locale-ranks.ts";
export * from "./mid-rank.ts";
export * from "./policy.ts";
export * from "./policy-file.ts";
export * from "./quality.ts";
export { rankBiasedOverlap } from "./rank-overlap.ts";
export * from "./rank-spaces.ts";
export * from "./score.ts";
export * from "./source-silence.ts";
export type { RankWithout } from "./stability.ts";
export * from "./trends/index.ts";
export { type KindCount, unitsOf } from "./units.ts";
export * from "./weigh.ts";
export { type Incidence, incidenceOf, type SpaceActivity, type Weights, weights } from "./weigh-incidence.ts";
export * from "./wellbeing.ts";
export * from "./what-if.ts";
export * from "./wilson.ts";
