import { ownerOf } from "./identify-address.ts";
import type { LinkedPlace } from "./linked-place.ts";
import { type PointingSignals, surer } from "./point-links.ts";
import { isWatched, type WatchedPlaces } from "./watched-places.ts";

/** What is known of somebody who links, for how much their link says. */
export type Linker = {
  person: number;
  /** When the store first has something by them. */
  firstSeen: Date;
  /** Their signals that somebody else voted up, accepted, liked or merged. */
  endorsed: number;
  /** Their signals that could have been: the place shows such numbers. */
  endorsable: number;
};

/** An active person whose profile names a place. */
export type ProfilePlace = { person: number; place: LinkedPlace };

/** One addend of a score, and why. */
export type ScorePart = {
  part: "people" | "many links" | "unproven" | "same words" | "one space" | "all at once" | "profiles";
  value: number;
};

/** A space that signals lead to and no source reads. */
export type FoundSpace = {
  place: LinkedPlace;
  /** Distinct persons who link to it, and those of them or others whose profile names it. */
  people: number;
  profiles: number;
  /** Distinct spaces and months that the links are in. */
  spaces: number;
  months: number;
  signals: number;
  first: Date;
  last: Date;
  /** The sum of its parts, in people. */
  score: number;
  parts: ScorePart[];
  /** The earliest signal of each of the first five persons. */
  examples: { signal: number; url: string | null }[];
};

/** What a place must have to be proposed at all, and how links are weighed; all of it as `rankFound` says. */
export const discoveryRules = {
  fewestPeople: 3,
  /** Places that somebody may link to before each of their links counts less. */
  freePlaces: 3,
  /** Somebody whom the store has known for so long before their link, or who was endorsed, counts whole or half. */
  knownDays: 30,
  standing: { endorsed: 1, known: 0.5, neither: 0.2 },
  oneSpace: 0.6,
  /** Links of so many of the persons, first made inside so many days, are one campaign. */
  campaign: { fewest: 5, share: 0.8, days: 7, weight: 0.3 },
  profile: 0.5,
} as const;

type Vote = {
  person: number;
  at: number;
  first: PointingSignals;
  texts: Set<string>;
  wordless: boolean;
  spaces: Set<number>;
};
type Tally = { place: LinkedPlace; votes: Map<number, Vote>; months: Set<string>; signals: number; last: number };

const dayMs = 86_400_000;

/**
 * Ranks the places that nobody watches by the persons who link to them, best first; ties by key. One person is one vote, however often they
 * link. A vote is worth `min(1, sqrt(3 / n))` of a person for somebody who links to n owners' places; of that 1 where anything of theirs was
 * ever endorsed or nothing could be, 0.5 where they were known 30 days before their link, else 0.2; of that 1/m where m persons link with the
 * same words. The sum loses 40 % where all links are in one space, and 70 % where four of five persons (at least five) first linked inside a
 * week. Profiles of active people that name the place add 0.5 each, never more than the links. A place needs 3 persons, one of them by a
 * link, and two spaces or two months. The form of the first factor is that of a soft cap on votes; what it holds off is measured on a
 * simulated world.
 */
export function rankFound(
  signals: readonly PointingSignals[],
  linkers: readonly Linker[],
  profiles: readonly ProfilePlace[],
  watched: WatchedPlaces,
): FoundSpace[] {
  const known = new Map(linkers.map((linker) => [linker.person, linker]));
  const owners = new Map<number, Set<string>>();
  for (const { person, places } of signals) {
    const own = owners.get(person) ?? new Set();
    owners.set(person, own);
    for (const place of places) own.add(voteGroup(place));
  }
  const named = profilesByKey(profiles);
  const found: FoundSpace[] = [];
  for (const tally of tallies(signals, watched).values()) {
    const one = judge(tally, known, owners, named.get(tally.place.key) ?? new Set());
    if (one !== null) found.push(one);
  }
  return found.sort((a, b) => b.score - a.score || b.people - a.people || (a.place.key < b.place.key ? -1 : 1));
}

/** Hosts below one registered name are one owner's, however many there are; spaces of a platform are many. */
function voteGroup({ key, host }: LinkedPlace): string {
  return key === host ? (ownerOf(host) ?? host) : key;
}

function tallies(signals: readonly PointingSignals[], watched: WatchedPlaces): Map<string, Tally> {
  const found = new Map<string, Tally>();
  const meant = personsOfParts(signals);
  for (const signal of signals)
    for (const place of signal.places) {
      if (isWatched(place, watched) || meant.get(place.key)?.has(signal.person)) continue;
      const tally: Tally = found.get(place.key) ?? { place, votes: new Map(), months: new Set(), signals: 0, last: 0 };
      found.set(place.key, tally);
      tally.place = surer(tally.place, place);
      tally.signals += signal.count;
      tally.months.add(signal.month);
      tally.last = Math.max(tally.last, signal.last.getTime());
      count(tally.votes, signal);
    }
  return found;
}

/** By site, who names a part of it: their other links there, of which nobody can tell the part, are taken to mean that one. */
function personsOfParts(signals: readonly PointingSignals[]): Map<string, Set<number>> {
  const meant = new Map<string, Set<number>>();
  for (const { person, places } of signals)
    for (const { whole } of places) if (whole !== null) meant.set(whole, (meant.get(whole) ?? new Set()).add(person));
  return meant;
}

function count(votes: Map<number, Vote>, signal: PointingSignals): void {
  const at = signal.first.getTime();
  const vote: Vote = votes.get(signal.person) ?? {
    ...{ person: signal.person, at, first: signal },
    ...{ texts: new Set(), wordless: false, spaces: new Set() },
  };
  votes.set(signal.person, vote);
  if (at < vote.at || (at === vote.at && signal.signal < vote.first.signal)) Object.assign(vote, { at, first: signal });
  if (signal.text === null) vote.wordless = true;
  else vote.texts.add(signal.text);
  vote.spaces.add(signal.space);
}

function judge(
  { place, votes, months, signals, last }: Tally,
  known: ReadonlyMap<number, Linker>,
  owners: ReadonlyMap<number, ReadonlySet<string>>,
  named: ReadonlySet<number>,
): FoundSpace | null {
  const { fewestPeople, freePlaces, oneSpace, campaign, profile } = discoveryRules;
  const ordered = [...votes.values()].sort((a, b) => a.at - b.at || a.person - b.person);
  const people = new Set([...votes.keys(), ...named]).size;
  const spaces = new Set(ordered.flatMap((vote) => [...vote.spaces])).size;
  if (people < fewestPeople || (spaces < 2 && months.size < 2)) return null;
  const sharing = new Map<string, number>();
  for (const { texts } of ordered) for (const text of texts) sharing.set(text, (sharing.get(text) ?? 0) + 1);
  let [shared, unproven, sameWords] = [0, 0, 0];
  for (const vote of ordered) {
    const attention = Math.min(1, Math.sqrt(freePlaces / (owners.get(vote.person)?.size ?? 1)));
    const standing = standingOf(known.get(vote.person), vote.at);
    // Whoever wrote something of their own beside what everybody pastes has said it themselves.
    const own = vote.wordless ? 1 : 1 / Math.min(...[...vote.texts].map((text) => sharing.get(text) ?? 1));
    shared += attention - 1;
    unproven += attention * (standing - 1);
    sameWords += attention * standing * (own - 1);
  }
  const base = ordered.length + shared + unproven + sameWords;
  const narrow = spaces < 2 ? base * (oneSpace - 1) : 0;
  const hasty = isCampaign(ordered.map(({ at }) => at)) ? (base + narrow) * (campaign.weight - 1) : 0;
  const linked = base + narrow + hasty;
  const parts: ScorePart[] = [
    { part: "people", value: ordered.length },
    { part: "many links", value: shared },
    { part: "unproven", value: unproven },
    { part: "same words", value: sameWords },
    { part: "one space", value: narrow },
    { part: "all at once", value: hasty },
    { part: "profiles", value: Math.min(named.size * profile, linked) },
  ];
  return {
    ...{ place, people, profiles: named.size, spaces, months: months.size, signals },
    first: new Date(ordered[0]?.at ?? last),
    last: new Date(last),
    score: parts.reduce((sum, { value }) => sum + value, 0),
    parts: parts.filter(({ part, value }) => part === "people" || value !== 0),
    examples: ordered.slice(0, 5).map(({ first }) => ({ signal: first.signal, url: first.url })),
  };
}

function standingOf(linker: Linker | undefined, at: number): number {
  const { standing, knownDays } = discoveryRules;
  if (linker === undefined) return standing.neither;
  if (linker.endorsed > 0) return standing.endorsed;
  const isKnown = at - linker.firstSeen.getTime() >= knownDays * dayMs;
  // Where nobody can endorse, time alone has to tell.
  if (linker.endorsable === 0) return isKnown ? standing.endorsed : standing.known;
  return isKnown ? standing.known : standing.neither;
}

/** Whether nearly all first links lie inside one week. */
function isCampaign(times: readonly number[]): boolean {
  const { fewest, share, days } = discoveryRules.campaign;
  if (times.length < fewest) return false;
  const needed = Math.ceil(times.length * share);
  return times.some((at, index) => (times[index + needed - 1] ?? Number.POSITIVE_INFINITY) - at < days * dayMs);
}

function profilesByKey(profiles: readonly ProfilePlace[]): Map<string, Set<number>> {
  const named = new Map<string, Set<number>>();
  for (const { person, place } of profiles) named.set(place.key, (named.get(place.key) ?? new Set()).add(person));
  return named;
}
