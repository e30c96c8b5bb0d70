export { type AnalyseContext, type AnalyseResult, type AnalyseStep, analyse, analyseSteps } from "./analyse.ts";
export { actOnCandidacy, type CandidacyAct, type CandidacyContext, type CandidacyDone } from "./candidacy-act.ts";
export { reportWrongData, resolveWrongData } from "./candidacy-wrong-data.ts";
export { type DecideContext, type Decided, decide } from "./decide.ts";
export type { PairName, Verdict } from "./draft-decision.ts";
export { findCopies } from "./find-copies.ts";
export { loadPolicy } from "./policy.ts";
