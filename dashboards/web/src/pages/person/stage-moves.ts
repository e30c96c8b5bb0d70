import type { CandidacyStage } from "@groundswell/model";

/** Where each stage can lead, as packages/model has it: a test holds the two together. The server decides. */
export const stageMoves: Record<CandidacyStage, readonly CandidacyStage[]> = {
  discovered: ["shortlisted"],
  shortlisted: ["in-review", "declined"],
  "in-review": ["nominated", "shortlisted", "declined"],
  nominated: ["awarded", "declined"],
  awarded: ["renewal-due"],
  declined: ["shortlisted"],
  "renewal-due": ["awarded", "declined"],
};

/** The stages that freeze the dossier. */
export const decidedStages: readonly CandidacyStage[] = ["nominated", "awarded", "declined"];

/** The stages in which votes are cast. */
export const votedStages: readonly CandidacyStage[] = ["in-review", "renewal-due"];
