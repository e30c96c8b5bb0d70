export {
  answerAnew,
  defaultMonths,
  defaultQuestions,
  type FoundState,
  fillFrame,
  foundStates,
  isDefault,
  type KeptQuestion,
  printAnswer,
  questionText,
} from "@groundswell/reports";
export { type AnalyseContext, type AnalyseResult, type AnalyseStep, analyse, analyseSteps } from "./analyse.ts";
export {
  actOnCandidacy,
  type CandidacyAct,
  type CandidacyContext,
  type CandidacyDone,
  OvertakenError,
} from "./candidacy-act.ts";
export { reportWrongData, resolveWrongData } from "./candidacy-wrong-data.ts";
export { type DecideContext, type Decided, decide } from "./decide.ts";
export {
  acceptSpace,
  type DecideSpaceContext,
  decideSpace,
  keepLook,
  proposalNamed,
  type SpaceNamed,
  type SpaceVerdict,
} from "./decide-space.ts";
export { deriveKinds } from "./derive-kinds.ts";
export type { PairName, Verdict } from "./draft-decision.ts";
export { findCopies } from "./find-copies.ts";
export { type AffiliationsImported, importAffiliations } from "./import-affiliations.ts";
export { type AwardeesImported, importAwardees } from "./import-awardees.ts";
export { forgetRegistry, importRegistry, type RegistryImported } from "./import-registry.ts";
export { keepAnswers } from "./keep-answers.ts";
export { linkAccounts } from "./link-accounts.ts";
export { type Marked, type MarkVerdict, markAccount } from "./mark-account.ts";
export { type OptOut, optOut } from "./opt-out.ts";
export { loadPolicy } from "./policy.ts";
