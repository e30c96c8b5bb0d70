export * from "./awardees.ts";
export * from "./candidates.ts";
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
export { answerProposals, type ProposalAnswer, type ProposalsAnswer, type ProposalsQuestion } from "./proposals.ts";
export type { RankEffect } from "./rank-effects.ts";
export * from "./spaces.ts";
export * from "./status.ts";
