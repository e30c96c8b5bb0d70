import {
  type FoundSpace,
  identifyAddress,
  isWatched,
  type Reader,
  rankFound,
  type ScorePart,
  shareUnwatched,
  type UnwatchedShare,
  type WatchedPlaces,
} from "@groundswell/analytics";
import {
  dayMs,
  type ProposedSource,
  printSources,
  printWindow,
  readWindow,
  sourceId,
  type Window,
} from "@groundswell/model";
import {
  type FoundSpaceDeed,
  foundSpaceDeeds,
  linkersOf,
  profileLinks,
  type Store,
  spaceActivity,
} from "@groundswell/store";
import { requireExpertise } from "./head.ts";
import { readPointing, readWatched } from "./unwatched.ts";

export type DiscoverQuestion = {
  expertise: string;
  asOf: Date;
  /** How many; 0 for all. */
  limit: number;
  /** Those that people have accepted, ignored or put off too. */
  all: boolean;
};

/** A space that nobody watches, as it is proposed. Instants are ISO 8601. */
export type SpaceProposal = {
  rank: number;
  key: string;
  name: string;
  kind: string;
  url: string;
  /** A connector's name, `unknown` until somebody looks, or `cannot be read`. */
  identified: string;
  people: number;
  /** Of the people active in the window, 0..1; null where there are none. */
  shareOfPeople: number | null;
  profiles: number;
  spaces: number;
  months: number;
  signals: number;
  first: string;
  last: string;
  score: number;
  parts: ScorePart[];
  /** Addresses of signals that link there, of different persons. */
  examples: string[];
  /** What people last decided, and until when; null where nobody has. `by` is null for product teams: the server leaves it out. */
  decision: { deed: "accept" | "ignore" | "snooze"; by: string | null; at: string; until: string | null } | null;
  /** When somebody last looked there. */
  lookedAt: string | null;
  /** What would read it, as `catalogue add` would propose it; null as below. */
  source: ProposedSource | null;
  /** YAML for a catalogue's `sources`; null where nobody knows yet what reads it, or nothing does. */
  catalogueEntry: string | null;
};

export type DiscoverAnswer = {
  expertise: string;
  asOf: string;
  window: { from: string; to: string };
  unwatched: UnwatchedShare;
  /** How many there are, and how many of them people have decided about. */
  total: number;
  decided: number;
  proposals: SpaceProposal[];
};

const windowDays = 365;

/** The spaces that signals of the year before an instant lead to and that nobody watches, best first. */
export async function answerDiscover(store: Store, question: DiscoverQuestion): Promise<DiscoverAnswer> {
  const { expertise, asOf, limit, all } = question;
  await requireExpertise(store, expertise);
  const window = readWindow(new Date(asOf.getTime() - windowDays * dayMs), asOf);
  const pointing = await readPointing(store, expertise, window);
  const watched = await readWatched(store);
  const persons = [...new Set(pointing.map(({ person }) => person))].sort((a, b) => a - b);
  const linkers = await linkersOf(store, persons, asOf);
  const profiles = await profilePlaces(store, expertise, window, watched);
  const found = rankFound(pointing, linkers, profiles, watched);
  const active = new Set((await spaceActivity(store, expertise, window)).flatMap(({ person }) => person ?? [])).size;
  const deeds = deedsByKey(await foundSpaceDeeds(store));
  const proposals = found.map((one) => proposal(one, active, expertise, deeds.get(one.place.key)));
  const open = proposals.filter(({ decision }) => !stands(decision, asOf));
  const chosen = all ? proposals : open;
  return {
    expertise,
    asOf: asOf.toISOString(),
    window: printWindow(window),
    unwatched: shareUnwatched(pointing, watched),
    total: proposals.length,
    decided: proposals.length - open.length,
    proposals: (limit === 0 ? chosen : chosen.slice(0, limit)).map((one, index) => ({ ...one, rank: index + 1 })),
  };
}

/** The source that a found space would be, by what its address or a look at it says; null where neither does. */
export function proposedSource(key: string, reader: Reader | null, expertise: string): ProposedSource | null {
  if (reader === null) return null;
  return { id: sourceId(key), expertises: [expertise], ...reader };
}

/** What people did about found spaces: the last decision about each, and the last look. */
export function deedsByKey(deeds: readonly FoundSpaceDeed[]): Map<string, Deeds> {
  const found = new Map<string, Deeds>();
  for (const deed of deeds) {
    const known = found.get(deed.key) ?? { decision: null, look: null };
    found.set(deed.key, deed.deed === "look" ? { ...known, look: deed } : { ...known, decision: deed });
  }
  return found;
}

export type Deeds = { decision: FoundSpaceDeed | null; look: FoundSpaceDeed | null };

function stands(decision: SpaceProposal["decision"], asOf: Date): boolean {
  return decision !== null && (decision.until === null || new Date(decision.until) > asOf);
}

async function profilePlaces(store: Store, expertise: string, window: Window, watched: WatchedPlaces) {
  return (await profileLinks(store, expertise, window)).flatMap(({ person, link }) => {
    const { place } = identifyAddress(link);
    return place === null || isWatched(place, watched) ? [] : [{ person, place }];
  });
}

function proposal(found: FoundSpace, active: number, expertise: string, deeds: Deeds | undefined): SpaceProposal {
  const { place, people, profiles, spaces, months, signals, first, last, score, parts, examples } = found;
  const { decision = null, look = null } = deeds ?? {};
  // Who has looked knows better than the shape of an address.
  const reader = look === null ? place.reader : look.reader;
  const source = proposedSource(place.key, reader, expertise);
  return {
    rank: 0,
    key: place.key,
    name: place.name,
    kind: place.kind,
    url: place.url,
    identified: look === null ? place.identified : (look.reader?.connector ?? "cannot be read"),
    people,
    shareOfPeople: active === 0 ? null : people / active,
    ...{ profiles, spaces, months, signals },
    first: first.toISOString(),
    last: last.toISOString(),
    score: rounded(score),
    parts: parts.map(({ part, value }) => ({ part, value: rounded(value) })),
    examples: examples.flatMap(({ url }) => url ?? []),
    decision: decision && {
      deed: decision.deed as "accept" | "ignore" | "snooze",
      by: decision.actor,
      at: decision.at.toISOString(),
      until: decision.until?.toISOString() ?? null,
    },
    lookedAt: look?.at.toISOString() ?? null,
    source,
    catalogueEntry: source === null ? null : printSources([source]).replace(/^sources:\n/, ""),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
