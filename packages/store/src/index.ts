export { saveKinds } from "./account-kinds.ts";
export * from "./affiliations.ts";
export * from "./audit.ts";
export * from "./awards.ts";
export * from "./candidacies.ts";
export * from "./contributions.ts";
export {
  type CopyFound,
  type CopyRow,
  copiesOf,
  type Fingerprint,
  refreshCopies,
  type Unread,
  type Written,
} from "./copies.ts";
export * from "./data-reports.ts";
export * from "./decisions.ts";
export * from "./dossiers.ts";
export { EmbeddedPool } from "./embedded.ts";
export { buildEmptyStore } from "./empty-store.ts";
export { type Erased, erasePerson } from "./erase-person.ts";
export { type AnsweredRow, addressesOf, answersByAsker, type SignalsMeant, signalTimes } from "./flag-evidence.ts";
export * from "./found-spaces.ts";
export * from "./gates.ts";
export { acceptanceDays, type HelpGiven, helpGiven } from "./help.ts";
export { type Help, readHelp } from "./help-read.ts";
export * from "./host-limits.ts";
export { type KindEvidenceRow, kindEvidence, type Suspicion } from "./kind-evidence.ts";
export { dueThreads, nextReading, putOff } from "./known-threads.ts";
export * from "./linked-from.ts";
export { acceptedLinks, addEvidence, type LinkEvidence, type LinkRow, linksAbout } from "./links.ts";
export { migrate, migrateDatabase } from "./migrate.ts";
export * from "./monthly-activity.ts";
export * from "./named-accounts.ts";
export { type NewcomerHelp, newcomerDays, newcomerHelp } from "./newcomers.ts";
export { openStore, type Store, type StoreOptions } from "./open.ts";
export { readOrganisations } from "./organisations.ts";
export * from "./outbound-links.ts";
export * from "./people.ts";
export { exportPerson } from "./person-export.ts";
export * from "./persons.ts";
export * from "./policies.ts";
export * from "./proposals.ts";
export * from "./raw-pages.ts";
export * from "./regions.ts";
export * from "./registries.ts";
export * from "./replay.ts";
export { type PersonRhythm, rhythmsOf } from "./rhythm.ts";
export { rollUp } from "./roll-up.ts";
export * from "./runs.ts";
export { addCounts, type Counts, noCounts, saveBatch, type Tally } from "./save-batch.ts";
export { type SelfAnswers, selfAnswers } from "./self-answers.ts";
export * from "./source-lock.ts";
export * from "./sources.ts";
export * from "./space-activity.ts";
export { type SpaceThreads, spaceThreads } from "./space-threads.ts";
export * from "./status.ts";
export * from "./tag-activity.ts";
export { type ThreadHead, threadHeads } from "./thread-heads.ts";
export { type KnownBy, readTombstones, type Tombstones } from "./tombstones.ts";
export type { Transaction } from "./transaction.ts";
export { type ThreadWins, threadWins } from "./wins.ts";
