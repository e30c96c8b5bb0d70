import {
  type LinkingSignals,
  mentionedSpaces,
  type PointingSignals,
  pointLinks,
  shareUnwatched,
  type UnwatchedShare,
  type WatchedPlaces,
  watchedPlaces,
} from "@groundswell/analytics";
import type { Window } from "@groundswell/model";
import { knownSpaces, linkingSignals, listSources, type Store } from "@groundswell/store";

/** Where the signals of a window lead outside their own spaces: by links, and by names in their words. */
export async function readPointing(store: Store, expertise: string, window: Window): Promise<PointingSignals[]> {
  const rows = await linkingSignals(store, expertise, window);
  const signals = rows.map(({ hinted, links, ...row }): LinkingSignals => {
    return { ...row, links: hinted === null ? links : [...new Set([...links, ...mentionedSpaces(hinted)])] };
  });
  return pointLinks(signals);
}

/** What is watched now, by any source and for any expertise. */
export async function readWatched(store: Store): Promise<WatchedPlaces> {
  return watchedPlaces(await knownSpaces(store), await listSources(store));
}

/**
 * How much of what links anywhere outside its own space leads to spaces that nobody watches, by signals and by persons. It stands beside every
 * claim of concentration: what is not watched cannot be counted.
 */
export async function unwatchedShare(store: Store, expertise: string, window: Window): Promise<UnwatchedShare> {
  return shareUnwatched(await readPointing(store, expertise, window), await readWatched(store));
}
