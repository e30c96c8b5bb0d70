export { type AnalyseContext, type AnalyseResult, type AnalyseStep, analyse, analyseSteps } from "./analyse.ts";
export { type DecideContext, type Decided, decide } from "./decide.ts";
export type { PairName, Verdict } from "./draft-decision.ts";
export { loadPolicy } from "./policy.ts";
