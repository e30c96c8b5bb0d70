import { identifyAddress } from "./identify-address.ts";
import type { LinkedPlace } from "./linked-place.ts";
import { isWatched, type WatchedPlaces } from "./watched-places.ts";

/** Signals of one person in one space and month that link to the same addresses with the same words. */
export type LinkingSignals = {
  person: number;
  /** The store's number of the space that they are in, and its own address. */
  space: number;
  spaceUrl: string | null;
  /** `YYYY-MM`, UTC. */
  month: string;
  /** What their words are found again by; null where they have none. */
  text: string | null;
  links: readonly string[];
  count: number;
  first: Date;
  last: Date;
  /** The earliest of them. */
  signal: number;
  url: string | null;
};

/** The places that signals lead to outside their own space. */
export type PointingSignals = Omit<LinkingSignals, "links"> & { places: readonly LinkedPlace[] };

/** Identifies every link once, and leaves out those to no space and to the space that the signal itself is in. */
export function pointLinks(signals: readonly LinkingSignals[]): PointingSignals[] {
  const known = new Map<string, LinkedPlace | null>();
  const placeAt = (address: string) => {
    let place = known.get(address);
    if (place === undefined) {
      place = identifyAddress(address).place;
      known.set(address, place);
    }
    return place;
  };
  return signals.flatMap(({ links, ...signal }) => {
    const own = new Set(
      [signal.spaceUrl, signal.url].flatMap((url) => (url === null ? [] : (placeAt(url)?.key ?? []))),
    );
    const places = new Map<string, LinkedPlace>();
    for (const address of links) {
      const place = placeAt(address);
      if (place === null || own.has(place.key)) continue;
      places.set(place.key, surer(places.get(place.key), place));
    }
    // Who names a tag means it, and not the site as well.
    for (const { whole } of [...places.values()]) if (whole !== null) places.delete(whole);
    return places.size === 0 ? [] : [{ ...signal, places: [...places.values()] }];
  });
}

/** Of two sightings of one place, the one that says more of it: a page of a forum more than a feed, a feed more than a page. */
export function surer(known: LinkedPlace | undefined, seen: LinkedPlace): LinkedPlace {
  if (known === undefined) return seen;
  if (sureness(seen) !== sureness(known)) return sureness(seen) > sureness(known) ? seen : known;
  if (known.kind !== seen.kind) return known.kind === "site" ? seen : known;
  // Whatever was seen first, one of two feeds of a place is always the same one.
  return JSON.stringify(seen.reader) < JSON.stringify(known.reader) ? seen : known;
}

function sureness({ identified }: LinkedPlace): number {
  if (identified === "unknown") return 0;
  return identified === "feed" ? 1 : 2;
}

/** How much of what links anywhere leads to where nobody watches. */
export type UnwatchedShare = {
  /** Signals that link to a space that is not their own. */
  linking: number;
  /** Those of them that link to one that is not watched. */
  unwatched: number;
  /** Of 0..1; null where nothing links anywhere. */
  rate: number | null;
  /** The same of distinct persons. */
  people: { linking: number; unwatched: number; rate: number | null };
};

/** The share of linking signals, and of persons, that point at places nobody watches. */
export function shareUnwatched(signals: readonly PointingSignals[], watched: WatchedPlaces): UnwatchedShare {
  const people = { linking: new Set<number>(), unwatched: new Set<number>() };
  let [linking, unwatched] = [0, 0];
  for (const { person, places, count } of signals) {
    linking += count;
    people.linking.add(person);
    if (places.every((place) => isWatched(place, watched))) continue;
    unwatched += count;
    people.unwatched.add(person);
  }
  const rate = (of: number, all: number) => (all === 0 ? null : of / all);
  return {
    ...{ linking, unwatched, rate: rate(unwatched, linking) },
    people: {
      linking: people.linking.size,
      unwatched: people.unwatched.size,
      rate: rate(people.unwatched.size, people.linking.size),
    },
  };
}
