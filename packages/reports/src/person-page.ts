import { type GateFound, type Judged, measures, type Policy, type Track, tracks } from "@groundswell/analytics";
import {
  type AccountFacts,
  type AccountPeriod,
  accountFacts,
  accountPeriods,
  daysOfPerson,
  dossierItems,
  expertisesOfPerson,
  type OpenMark,
  optedOut,
  type PersonPlace,
  type PersonRow,
  placesOf,
  type RunRow,
  runPopulation,
  type Store,
  scoresOfPersons,
} from "@groundswell/store";
import { answerCandidacy, type CandidacyAnswer } from "./candidacies.ts";
import { type SeenRegions, seenMarks } from "./candidate-page.ts";
import { marksOnItem, marksOnPerson, type WrongDataMark } from "./data-reports.ts";
import { cannotSee, type DossierItem, frozenOfPerson } from "./dossier.ts";
import { type Head, head, requireRun } from "./head.ts";
import { answerPersons, type LinkAnswer } from "./identities.ts";
import { type Contributions, contributionsOf, type DayStrip, dayStrip, stripWindow } from "./person-page-days.ts";
import { wellbeingNotes } from "./wellbeing.ts";
import { requirePolicy } from "./year-before.ts";

/** An account with what its profile says. */
export type PersonAccount = Omit<AccountFacts, "person" | "observedAt"> & { observedAt: string };

/** A period in which an account was not simply a person's, or its owner worked for somebody. ISO instants; null is open. */
export type PersonPeriod = Omit<AccountPeriod, "from" | "until" | "at"> & {
  from: string | null;
  until: string | null;
  at: string;
};

/** Where a person stands on a track. `aside`: moved to another list by a gate. */
export type PersonTrack = Omit<Judged, "track" | "person" | "gates"> & { population: number; aside: boolean };

/** What a person did, of all kinds that count as activity: by day of a year, and in the run's window by kind and by space. */
export type PersonActivity = Contributions & { days: DayStrip };

export type PersonPageAnswer = Head & {
  person: number;
  name: string | null;
  /** Who locked the person, and when; null where nobody did. */
  locked: { by: string; at: string } | null;
  accounts: PersonAccount[];
  /** Every link and decision about the accounts that stands, accepted or not, and leads to nobody whom the reader may not see. */
  links: LinkAnswer[];
  region: string | null;
  regionSource: PersonPlace["regionSource"];
  languages: string[];
  periods: PersonPeriod[];
  activity: PersonActivity;
  /** The best ten over all kinds. */
  items: DossierItem[];
  /** Null where the person is not active on the track. */
  tracks: Record<Track, PersonTrack | null>;
  /** As of the run. */
  gates: GateFound[];
  candidacy: CandidacyAnswer;
  /** That they do not want to be considered, as it is noted now, whatever the run knew; null where nobody noted it. */
  optOut: { account: string; by: string; reason: string | null; at: string } | null;
  /** The dossiers that decisions which stand have frozen, the newest first: `id` names one. */
  frozen: { id: number; at: string; stage: string; sha256: string }[];
  cannotSee: readonly { what: string; why: string }[];
  /** What a lead should know of how much they carry; never a merit. Null where it looks well. */
  wellbeing: string | null;
  wrongData: WrongDataMark[];
  /** Other expertises with signals of theirs that the reader may see. */
  elsewhere: { slug: string; name: string }[];
};

const bestItems = 10;

/**
 * Everything that is known of a person in an expertise, with the evidence behind it.
 * @param reader whether the reader may know that the person is active in another expertise, and whose links the reader may see
 * @throws ConfigError where nothing has been analysed
 */
export async function answerPersonPage(
  store: Store,
  { expertise, person, asOf }: { expertise: string; person: PersonRow; asOf: Date | null },
  { mayKnow, regions }: { mayKnow: (expertise: string) => boolean; regions: SeenRegions },
): Promise<PersonPageAnswer> {
  const run = await requireRun(store, expertise, asOf);
  const policy = await requirePolicy(store, run);
  const window = { from: run.windowFrom, to: run.windowTo };
  const id = person.person;
  const marks = await seenMarks(store, [id], regions);
  // At once: none needs another, and together they are a dozen ways to the database and back.
  const [place, known, facts, periods, activity, items, standing, candidacy, frozen, notes, elsewhere, [out]] =
    await Promise.all([
      placesOf(store, [id]),
      answerPersons(store, id, regions),
      accountFacts(store, [id]),
      accountPeriods(store, id),
      activityOf(store, expertise, id, run),
      itemsOf(store, { expertise, window, person: id }, policy, marks),
      standingOf(store, run, id),
      answerCandidacy(store, expertise, person),
      frozenOf(store, expertise, person),
      wellbeingNotes(store, { expertise, window, persons: [id] }),
      expertisesOfPerson(store, id),
      optedOut(store, [id]),
    ]);
  const { links = [], locked = null } = known.persons[0] ?? {};
  const { region = null, regionSource = null, languages = [] } = place.get(id) ?? {};
  return {
    ...head(expertise, run, run.asOf, window, run.coverage as Head["coverage"]),
    ...{ person: id, name: person.name, locked, links },
    accounts: facts.map(printAccount),
    ...{ region, regionSource, languages },
    periods: periods.map(printPeriod),
    ...{ activity, items },
    ...standing,
    ...{ candidacy, frozen, cannotSee },
    optOut: out ? { account: out.account, by: out.by, reason: out.reason, at: out.at } : null,
    wellbeing: notes.get(id) ?? null,
    wrongData: marksOnPerson(marks, id),
    elsewhere: elsewhere.filter(({ slug }) => slug !== expertise && mayKnow(slug)),
  };
}

/** An account as it is printed. */
export function printAccount({ person: _, observedAt, ...facts }: AccountFacts): PersonAccount {
  return { ...facts, observedAt: observedAt.toISOString() };
}

function printPeriod({ from, until, at, ...period }: AccountPeriod): PersonPeriod {
  return {
    ...period,
    from: from?.toISOString() ?? null,
    until: until?.toISOString() ?? null,
    at: at.toISOString(),
  };
}

async function activityOf(store: Store, expertise: string, person: number, run: RunRow): Promise<PersonActivity> {
  const strip = stripWindow(run.asOf);
  // Read once for both: the run's window and the strip's year overlap, and neither holds the other.
  const from = new Date(Math.min(strip.from.getTime(), run.windowFrom.getTime()));
  const days = await daysOfPerson(store, { expertise, person, window: { from, to: run.windowTo } });
  const first = run.windowFrom.toISOString().slice(0, 10);
  return { days: dayStrip(days, run.asOf), ...contributionsOf(days.filter(({ day }) => day >= first)) };
}

async function itemsOf(
  store: Store,
  filter: { expertise: string; window: { from: Date; to: Date }; person: number },
  policy: Policy,
  marks: readonly OpenMark[],
): Promise<DossierItem[]> {
  const kinds = measures.filter((kind) => kind !== "newcomer-help" && policy.activities[kind] !== undefined);
  const rows = await dossierItems(store, { ...filter, kinds }, bestItems);
  return rows.map(({ occurredAt, capturedAt, space, spaceName, ...row }) => {
    const item = { ...row, occurredAt: occurredAt.toISOString(), capturedAt: capturedAt?.toISOString() ?? null };
    const activity = policy.activities[row.kind as keyof Policy["activities"]] ?? null;
    return { ...item, activity, space: { key: space, name: spaceName }, wrongData: marksOnItem(marks, item) };
  });
}

async function standingOf(
  store: Store,
  run: RunRow,
  person: number,
): Promise<Pick<PersonPageAnswer, "tracks" | "gates">> {
  const scored = await scoresOfPersons(store, run.id, [person]);
  const found: Record<Track, PersonTrack | null> = { expert: null, leader: null };
  const gates = new Map<string, GateFound>();
  for (const track of tracks) {
    const one = scored.find((row) => row.track === track);
    if (!one) continue;
    const { track: _, person: __, gates: own, ...rest } = one.result as Judged;
    found[track] = { ...rest, population: await runPopulation(store, run.id, track), aside: one.aside };
    for (const gate of own) gates.set(`${gate.gate} ${gate.why}`, gate);
  }
  return { tracks: found, gates: [...gates.values()] };
}

async function frozenOf(store: Store, expertise: string, person: PersonRow): Promise<PersonPageAnswer["frozen"]> {
  const kept = await frozenOfPerson(store, expertise, person);
  return kept.map(({ event, at, stage, sha256 }) => ({ id: event, at: at.toISOString(), stage, sha256 }));
}
