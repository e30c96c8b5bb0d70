export { archiveLines, archiveName, writeArchive } from "./archive.ts";
export { catalogue, type WorldCatalogue } from "./catalogue.ts";
export { createWorld, type WorldOptions } from "./create-world.ts";
export { type DumpFile, dumpFiles, dumpLines, writeDump } from "./dump.ts";
export { type FaultKind, type FaultOptions, faultKinds } from "./faults.ts";
export type { Asked } from "./host-watch.ts";
export { type Hosts, type HostsOptions, startHosts } from "./hosts.ts";
export { type IdentityAccount, identityAccounts } from "./identity-accounts.ts";
export { places } from "./places/index.ts";
export type { Place, PlaceOptions, PlaceTruth } from "./places/place.ts";
export { calendar } from "./serve-calendars.ts";
export { cancelledSignals, signalLines, upcomingSignals, worldSignals, writeSignals } from "./signals.ts";
export { type Simulator, type SimulatorOptions, type SimulatorRequest, startSimulator } from "./simulator.ts";
export {
  countWindow,
  type RankedPerson,
  type TrueEndorsement,
  type TrueSignal,
  type TrueWindow,
  type Truth,
  truth,
} from "./truth.ts";
export type { TrueUnwatched } from "./unwatched.ts";
export { votesOf, type WorldVote } from "./votes.ts";
export * from "./world.ts";
