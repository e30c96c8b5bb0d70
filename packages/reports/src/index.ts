export * from "./alert-list.ts";
export { answerAlerts } from "./alerts.ts";
export * from "./awardees.ts";
export * from "./candidacies.ts";
export * from "./candidate-filter.ts";
export * from "./candidate-page.ts";
export {
  answerCandidates,
  type CandidateAnswer,
  type CandidatesAnswer,
  type CandidatesQuestion,
  type MovedAnswer,
} from "./candidates.ts";
export { candidateColumns } from "./candidates-csv.ts";
export * from "./compare.ts";
export * from "./csv.ts";
export * from "./data-reports.ts";
export * from "./discover.ts";
export * from "./dossier.ts";
export type { DossierActivity } from "./dossier-activities.ts";
export { dossierHtml } from "./dossier-html.ts";
export { dossierMarkdown, markdownText } from "./dossier-markdown.ts";
export { findGates, movesAside } from "./gates.ts";
export * from "./head.ts";
export {
  answerHistory,
  answerPersons,
  answerRegistries,
  type DecisionAnswer,
  type HistoryAnswer,
  type LinkAnswer,
  type PersonAnswer,
  type PersonsAnswer,
  type RegistriesAnswer,
  type RegistryAnswer,
} from "./identities.ts";
export * from "./kept-questions.ts";
export { keptSpaces } from "./kept-spaces.ts";
export * from "./locales.ts";
export * from "./moved-page.ts";
export * from "./person-page.ts";
export * from "./person-page-days.ts";
export * from "./person-page-signals.ts";
export * from "./print/index.ts";
export { answerProposals, type ProposalAnswer, type ProposalsAnswer, type ProposalsQuestion } from "./proposals.ts";
export type { RankEffect } from "./rank-effects.ts";
export * from "./renewals.ts";
export * from "./report/index.ts";
export { rowsByAsker, scoreRows, scoreRowsAndHelp } from "./score-rows.ts";
export * from "./sources.ts";
export * from "./space-health.ts";
export * from "./space-page.ts";
export * from "./space-page-threads.ts";
export * from "./spaces.ts";
export { askedWindow } from "./spaces-window.ts";
export * from "./status.ts";
export * from "./support.ts";
export * from "./trends.ts";
export * from "./unwatched.ts";
export { wellbeingNotes } from "./wellbeing.ts";
export * from "./what-if.ts";
export { type Measures, requirePolicy, scoreYearBefore, type YearBefore, yearBefore } from "./year-before.ts";
