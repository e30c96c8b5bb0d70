export { type Attack, ring, spam, withRows } from "./attacks.ts";
export type { Copied } from "./copied-posts.ts";
export type { PackageDownloads } from "./downloads.ts";
export { checkFindings, type FindingInput, type FlagInput, findFlags, flagFindings } from "./find-flags.ts";
export { type Finding, type Flag, type FlagName, flagNames, type Help, type Rerank, type SignalsOf } from "./flag.ts";
export type { SignalTimes } from "./pace.ts";
export { type RerankTrack, type RowsFor, rankWithout } from "./rank-without.ts";
