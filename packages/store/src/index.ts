export { saveKinds } from "./account-kinds.ts";
export * from "./affiliations.ts";
export * from "./alert-mutes.ts";
export * from "./alerts.ts";
export * from "./audit.ts";
export * from "./audit-page.ts";
export { awaitMigration } from "./await-migration.ts";
export * from "./awards.ts";
export { backUpEmbedded, restoreEmbedded, storeTallies } from "./backup.ts";
export * from "./candidacies.ts";
export { type ChannelWorths, placesOfWorths, type WorthPlace } from "./channel-worths.ts";
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
export { type CopiedTable, copyStore } from "./copy-store.ts";
export { type Reading, readings } from "./coverage-days.ts";
export * from "./data-reports.ts";
export * from "./database-facts.ts";
export * from "./decisions.ts";
export * from "./dossiers.ts";
export { editionHash, sortedJson, wordsOf } from "./edition-text.ts";
export { EmbeddedPool } from "./embedded.ts";
export { buildEmptyStore } from "./empty-store.ts";
export { type Erased, erasePerson } from "./erase-person.ts";
export { type AnsweredRow, addressesOf, answersByAsker, type SignalsMeant, signalTimes } from "./flag-evidence.ts";
export * from "./found-spaces.ts";
export * from "./gates.ts";
export { addGrants, type Grants, removeGrants } from "./grants.ts";
export { acceptanceDays, type HelpGiven, helpGiven } from "./help.ts";
export { type Help, readHelp } from "./help-read.ts";
export * from "./host-limits.ts";
export * from "./kept-answers.ts";
export { type KindEvidenceRow, kindEvidence, type Suspicion } from "./kind-evidence.ts";
export { dueThreads, nextReading, putOff } from "./known-threads.ts";
export * from "./linked-from.ts";
export { acceptedLinks, addEvidence, type LinkEvidence, type LinkRow, linksAbout } from "./links.ts";
export { activitySince, type PullActivity, type RunActivity } from "./live-activity.ts";
export { databaseVersion, migrate, migrateDatabase, releaseVersion } from "./migrate.ts";
export * from "./monthly-activity.ts";
export * from "./named-accounts.ts";
export { type NewcomerHelp, newcomerAnswers, newcomerDays, newcomerHelp, newcomersByAsker } from "./newcomers.ts";
export { openStore, type Store, type StoreOptions } from "./open.ts";
export * from "./operation-facts.ts";
export { readOrganisations } from "./organisations.ts";
export * from "./outbound-links.ts";
export * from "./people.ts";
export * from "./person-contributions.ts";
export * from "./person-days.ts";
export { exportPerson } from "./person-export.ts";
export * from "./persons.ts";
export { personsOfRegions, personsWriting } from "./persons-around.ts";
export * from "./policies.ts";
export * from "./proposals.ts";
export * from "./push.ts";
export { lastDigest, outOfQuiet, type QuietHours } from "./quiet-hours.ts";
export * from "./raw-pages.ts";
export * from "./regions.ts";
export * from "./registries.ts";
export * from "./replay.ts";
export * from "./report-bounces.ts";
export * from "./report-editions.ts";
export * from "./report-editions-read.ts";
export * from "./report-late.ts";
export * from "./report-message-parts.ts";
export * from "./report-messages.ts";
export * from "./report-schedules.ts";
export { subscriptionTarget } from "./report-subscription-target.ts";
export {
  type AlertWatch,
  type DeliveryChannel,
  type Digest,
  deliveryChannels,
  type EndedWhy,
  endSubscription,
  findSubscription,
  listSubscriptions,
  type ReportFormat,
  reportFormats,
  type Subscription,
  subscribe,
  subscriptionOfFeed,
  type Wish,
} from "./report-subscriptions.ts";
export { type Retained, retain } from "./retention.ts";
export { type PersonRhythm, rhythmsOf } from "./rhythm.ts";
export { rollUp } from "./roll-up.ts";
export * from "./run-standing.ts";
export * from "./runs.ts";
export { addCounts, type Counts, noCounts, saveBatch, type Tally } from "./save-batch.ts";
export * from "./saved-views.ts";
export * from "./score-page.ts";
export { type SelfAnswers, selfAnswers } from "./self-answers.ts";
export * from "./source-acts.ts";
export * from "./source-lock.ts";
export { type SourceThen, sourcesAt } from "./source-pulls.ts";
export * from "./sources.ts";
export * from "./space-activity.ts";
export * from "./space-readers.ts";
export * from "./space-signals.ts";
export {
  type PackedThreads,
  packedThreads,
  type SpaceThreads,
  spaceThreads,
  type ThreadsTold,
} from "./space-threads.ts";
export { type SourceStatus, sourceStatus, totals } from "./status.ts";
export * from "./stop-sources.ts";
export * from "./tag-activity.ts";
export * from "./thread-askers.ts";
export { type ThreadHead, threadHeads } from "./thread-heads.ts";
export * from "./tokens.ts";
export { type KnownBy, readTombstones, type Tombstones } from "./tombstones.ts";
export type { Transaction } from "./transaction.ts";
export {
  addUser,
  type By,
  changeRole,
  disableUser,
  enableUser,
  findUser,
  forgetEnded,
  hasUsers,
  listUsers,
  type Role,
  requireUser,
  signOutEverywhere,
  type User,
} from "./users.ts";
export { countAttempt, failureKey, forgetAttempts, type Patience, takeBackAttempt } from "./users-failures.ts";
export * from "./users-links.ts";
export { keptSecret } from "./users-secret.ts";
export { addUserWithGrants, changeUser } from "./users-with-grants.ts";
export * from "./webhooks.ts";
export * from "./webhooks-deliveries.ts";
export { type ThreadWins, threadWins } from "./wins.ts";
export { keptYearBefore, type YearBeforeOfRun, type YearBeforeRow } from "./year-before.ts";
