import { type GateFound, type Judged, measures, type Policy, type Track, tracks } from "@groundswell/analytics";
import { ConfigError, manualEvidence, standingMoves } from "@groundswell/model";
import {
  activityOfPerson,
  documentHash,
  type FrozenDossier,
  frozenDossiers,
  openMarks,
  type PersonRow,
  personScores,
  type RunRow,
  readCandidacies,
  runPopulation,
  type Store,
} from "@groundswell/store";
import { marksAmong, marksOnItem, marksOnPerson, type WrongDataMark } from "./data-reports.ts";
import { type DossierActivity, dossierActivities } from "./dossier-activities.ts";
import { findGates } from "./gates.ts";
import { type Head, head, requireRun } from "./head.ts";
import { answerPersons, type LinkAnswer } from "./identities.ts";
import { type Measures, requirePolicy, yearBefore } from "./year-before.ts";

/** The version of the document's shape: fields may be added to it; one that goes or changes its meaning makes a new one. */
export const dossierShape = "groundswell-dossier/1";

/** One of the best items, with its numbers and the day on which they were read. */
export type DossierItem = {
  /** `platform:kind:id`, as "wrong-data report" takes it. */
  signal: string;
  title: string | null;
  url: string | null;
  kind: string;
  /** As the program's form calls it; null where the policy does not say. */
  activity: string | null;
  space: { key: string; name: string };
  occurredAt: string;
  votes: number;
  accepted: boolean;
  value: number;
  /** When the numbers were last read from the source; null where no reading is kept. */
  capturedAt: string | null;
  wrongData: WrongDataMark[];
};

/** A person's standing on one track, with the number of people active on it. */
export type DossierTrack = Omit<Judged, "track" | "person" | "gates"> & { population: number };

/** Evidence that somebody brought and stands for. */
export type Vouched = {
  activity: string;
  title: string;
  url: string | null;
  date: string;
  note: string;
  vouchedBy: string;
  /** Who wrote it down, and when. */
  by: string;
  at: string;
};

/** The evidence for one candidate. Notes and votes are no part of it. */
export type Dossier = { shape: typeof dossierShape; program: string } & Head & {
    person: number;
    name: string | null;
    accounts: PersonRow["accounts"];
    /** What joins the accounts. */
    links: LinkAnswer[];
    /** Null where the person is not active on the track. */
    tracks: Partial<Record<Track, DossierTrack | null>>;
    /** What the program lets a person confirm before a decision. */
    gates: GateFound[];
    /** One per activity type of the program's form, in its shape. */
    activities: DossierActivity[];
    /** The best ten over all kinds. */
    items: DossierItem[];
    yearBefore: {
      window: { from: string; to: string };
      /** How much of that window the sources have read: where little, it says little. */
      coverageRate: number | null;
      tracks: Partial<Record<Track, Measures | null>>;
    };
    /** Never in a score. */
    vouched: Vouched[];
    cannotSee: readonly { what: string; why: string }[];
    /** Open reports about the person, its accounts and links. */
    wrongData: WrongDataMark[];
  };

/** What no source shows, so that nobody takes its absence for a judgement. */
export const cannotSee: Dossier["cannotSee"] = [
  { what: "Mentoring", why: "It happens between people; no place lists it." },
  { what: "Product feedback", why: "Most is given in private programs, calls and surveys." },
  { what: "Private help", why: "Direct messages, mail, calls and help at work are nobody's to read." },
  { what: "Closed chats", why: "Discord, Slack and Teams are read only where a source is configured for them." },
  { what: "Attendance and ratings", why: "Calendars say that a talk or meeting was held, not who came or how it was." },
  {
    what: "Page views and reach",
    why: "Blogs, forums and podcasts publish them seldom; where unknown, they are left empty.",
  },
  { what: "Private repositories", why: "Only public code is read." },
];

const bestItems = 10;
const signalKinds = measures.filter((measure) => measure !== "newcomer-help");

/**
 * Puts the evidence for one person together from the newest run of an expertise, or that as of an instant. Nothing in it depends
 * on when it is asked for: the same run and the same data give the same document.
 * @throws ConfigError where nothing has been analysed
 */
export async function buildDossier(
  store: Store,
  { expertise, person, asOf }: { expertise: string; person: PersonRow; asOf: Date | null },
): Promise<Dossier> {
  const run = await requireRun(store, expertise, asOf);
  const window = { from: run.windowFrom, to: run.windowTo };
  const policy = await requirePolicy(store, run);
  const kinds = signalKinds.filter((kind) => policy.activities[kind] !== undefined);
  const filter = { expertise, window, kinds, person: person.person };
  const persons = [person.person];
  const activityOf = new Map(kinds.flatMap((kind) => [[kind, policy.activities[kind] ?? kind] as const]));
  const [open, done, before, known, gates, considered, standings] = await Promise.all([
    openMarks(store.pool, persons),
    activityOfPerson(store, filter, activityOf, bestItems),
    yearBefore(store, { expertise, run, policy, persons }),
    answerPersons(store, person.person),
    findGates(store, policy, { expertise, window, persons }),
    readCandidacies(store.pool, { expertise, persons }),
    standing(store, run, person.person),
  ]);
  // Of a link to somebody else, the other end is not told to whoever reads of this one.
  const marks = marksAmong(open, new Set(persons));
  const { links = [] } = known.persons[0] ?? {};
  // Of links that a decision keeps apart, the other account is somebody else's: that says nothing about who this is.
  const own = new Set(person.accounts.map(({ platform, id }) => `${platform}:${id}`));
  const said = considered
    .flatMap(({ events }) => manualEvidence(events))
    .filter(({ date }) => new Date(date) < window.to);
  return {
    shape: dossierShape,
    program: policy.program,
    ...head(expertise, run, run.asOf, window, run.coverage as Head["coverage"]),
    ...person,
    links: links.filter(({ status, a, b }) => status === "accepted" && own.has(a) && own.has(b)),
    tracks: standings,
    gates: gates.get(person.person) ?? [],
    activities: dossierActivities(done, policy),
    items: done.items.map(({ occurredAt, capturedAt, space, spaceName, ...row }) => {
      const item = { ...row, occurredAt: occurredAt.toISOString(), capturedAt: capturedAt?.toISOString() ?? null };
      const activity = policy.activities[row.kind as keyof Policy["activities"]] ?? null;
      return { ...item, activity, space: { key: space, name: spaceName }, wrongData: marksOnItem(marks, item) };
    }),
    yearBefore: { window: before.window, coverageRate: before.coverage.rate, tracks: before.of(person.person) },
    vouched: said.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
    cannotSee,
    wrongData: marksOnPerson(marks, person.person),
  };
}

async function standing(store: Store, run: RunRow, person: number): Promise<Dossier["tracks"]> {
  const scored = await personScores(store, run.id, person);
  const found = tracks.map(async (track) => {
    const candidate = scored.get(track) as Judged | undefined;
    if (!candidate) return [track, null] as const;
    const { track: _, person: __, gates: ___, ...rest } = candidate;
    return [track, { ...rest, population: await runPopulation(store, run.id, track) }] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

/** The document as it is printed and frozen. */
export function printDossier(dossier: Dossier): string {
  return JSON.stringify(dossier, null, 2);
}

/** The dossier with one track only. */
export function onTrack(dossier: Dossier, track: Track): Dossier {
  const { tracks: now, yearBefore: before } = dossier;
  return {
    ...dossier,
    tracks: { [track]: now[track] ?? null },
    yearBefore: { ...before, tracks: { [track]: before.tracks[track] ?? null } },
  };
}

/** A dossier as it was frozen: its very bytes, and what was decided on them. */
export type Frozen = { document: string; sha256: string; at: string; stage: string };

/**
 * The dossier of the last decision that stands about a person.
 * @throws ConfigError where none was made, or where the document is not what was kept
 */
export async function frozenDossier(store: Store, expertise: string, person: PersonRow): Promise<Frozen> {
  const [last] = await frozenOfPerson(store, expertise, person);
  if (last) return unchanged(last);
  throw new ConfigError(
    `No decision about ${person.name ?? `person ${person.person}`} in "${expertise}" stands, so no dossier is frozen: leave --frozen out to see it as it is now.`,
  );
}

/**
 * The dossier that one decision about a person froze, by the number of the decision.
 * @throws ConfigError where that decision is not about the person or does not stand, or where the document is not what was kept
 */
export async function frozenDossierOf(
  store: Store,
  expertise: string,
  person: PersonRow,
  decision: number,
): Promise<Frozen> {
  const one = (await frozenOfPerson(store, expertise, person)).find(({ event }) => event === decision);
  if (one) return unchanged(one);
  throw new ConfigError(
    `Decision ${decision} froze no dossier of ${person.name ?? `person ${person.person}`} in "${expertise}", or does not stand any more.`,
  );
}

/** The dossiers that the decisions which stand about a person have frozen, the newest first. */
export async function frozenOfPerson(
  store: Store,
  expertise: string,
  person: Pick<PersonRow, "person">,
): Promise<(FrozenDossier & { stage: string })[]> {
  const considered = await readCandidacies(store.pool, { expertise, persons: [person.person] });
  const moves = considered.flatMap(({ events }) => standingMoves(events));
  const kept = await frozenDossiers(
    store.pool,
    moves.map(({ id }) => id),
  );
  return kept.flatMap((one) => {
    const move = moves.find(({ id }) => id === one.event);
    return move ? [{ ...one, stage: move.deed.to }] : [];
  });
}

function unchanged({ document, sha256, at, stage }: FrozenDossier & { stage: string }): Frozen {
  if (documentHash(document) !== sha256)
    throw new ConfigError(
      `The dossier that was frozen on ${at.toISOString().slice(0, 10)} has been changed in the database since, by an erasure or by hand: what was decided on can only be had from a backup of the table "dossiers".`,
    );
  return { document, sha256, at: at.toISOString(), stage };
}
