export { type AnalyseContext, type AnalyseResult, type AnalyseStep, analyse, analyseSteps } from "./analyse.ts";
export { type DecideContext, type Decided, decide } from "./decide.ts";
export { deriveKinds } from "./derive-kinds.ts";
export type { PairName, Verdict } from "./draft-decision.ts";
export { type AffiliationsImported, importAffiliations } from "./import-affiliations.ts";
export { type AwardeesImported, importAwardees } from "./import-awardees.ts";
export { forgetRegistry, importRegistry, type RegistryImported } from "./import-registry.ts";
export { linkAccounts } from "./link-accounts.ts";
export { type Marked, type MarkVerdict, markAccount } from "./mark-account.ts";
