export { identifyAddress } from "./identify-address.ts";
export type { LinkedPlace, Pointed, Reader } from "./linked-place.ts";
export { mentionedSpaces } from "./mentions.ts";
export {
  type LinkingSignals,
  type PointingSignals,
  pointLinks,
  shareUnwatched,
  type UnwatchedShare,
} from "./point-links.ts";
export {
  discoveryRules,
  type FoundSpace,
  type Linker,
  type ProfilePlace,
  rankFound,
  type ScorePart,
} from "./rank-found.ts";
export {
  isWatched,
  type WatchedPlaces,
  type WatchedSpace,
  type WatchingSource,
  watchedPlaces,
} from "./watched-places.ts";
