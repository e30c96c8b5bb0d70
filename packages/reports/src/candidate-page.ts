import type { Gate, Judged, Policy, Track } from "@groundswell/analytics";
import { type CandidacyStage, ConfigError } from "@groundswell/model";
import {
  countsBetween,
  findPersons,
  type OpenMark,
  openMarks,
  type PersonPlace,
  type PersonRow,
  personsCalled,
  personsInChannel,
  personsOfRegions,
  personsWriting,
  placesOf,
  type RunRow,
  readCandidacies,
  runPopulation,
  type ScorePageFilter,
  type ScorePlace,
  type Store,
  scorePlaces,
  scoresOfPersons,
} from "@groundswell/store";
import { byPerson, leading, stagesOf } from "./candidacies.ts";
import { type CandidateFilter, candidateFilter, soughtOfAccounts } from "./candidate-filter.ts";
import { awardAhead, type CandidatesAnswer } from "./candidates.ts";
import { marksAmong, marksOnPerson, type WrongDataMark } from "./data-reports.ts";
import { type Head, head, requireRun } from "./head.ts";
import { monthBounds } from "./person-page-days.ts";
import { requirePolicy } from "./year-before.ts";

/** Whom a reader may see: everybody, or the people of some countries, by their two letters. Who is nowhere known is nobody's then. */
export type SeenRegions = readonly string[] | "all";

/** Which candidates are wanted. */
export type CandidatePageFilter = CandidateFilter & {
  /** Who did anything in this channel of the track. */
  channel?: string;
  gate?: Gate;
  /** Beginnings of words of a name or handle, in any case. */
  search?: string;
};

export type CandidatePageQuestion = {
  expertise: string;
  track: Track;
  asOf: Date | null;
  filter: CandidatePageFilter;
  regions: SeenRegions;
  /** What the page before gave as `next`; null for the first. */
  after: string | null;
  /** How many; 0 for everybody that is left. */
  limit: number;
};

export type CandidateRow = Judged & {
  name: string | null;
  /** Null where nobody has considered the person yet. */
  stage: CandidacyStage | null;
  accounts: PersonRow["accounts"];
  /** ISO 3166-1 alpha-2; null where no profile names a place in one country. */
  region: string | null;
  regionSource: PersonPlace["regionSource"];
  /** ISO 639-1, the one that most texts are in first. */
  languages: string[];
  /** Signals in each of the twelve months before the as-of day, the last one last. */
  months: number[];
  wrongData: WrongDataMark[];
};

export type CandidatePageAnswer = Omit<CandidatesAnswer, "candidates" | "moved"> & {
  candidates: CandidateRow[];
  /** What to give as `after` for the next page; null on the last. */
  next: string | null;
};

/** At least so many are read at once. */
const firstStep = 50;
/** So many places are looked at before those who can be meant are looked up. */
const firstLook = 1000;
const longestStep = 5000;

/**
 * A page of the candidates that are wanted, in the order of the list; ranks stay what they are.
 * @throws ConfigError where nothing has been analysed, or a filter names nothing
 * @throws StaleCursorError where another run has come since the page before
 */
export async function answerCandidatePage(store: Store, question: CandidatePageQuestion): Promise<CandidatePageAnswer> {
  const { expertise, track } = question;
  const run = await requireRun(store, expertise, question.asOf);
  const policy = await requirePolicy(store, run);
  const { places, next } = await placesWanted(store, question, run, policy);
  const window = { from: run.windowFrom, to: run.windowTo };
  return {
    ...head(expertise, run, run.asOf, window, run.coverage as Head["coverage"]),
    track,
    population: await runPopulation(store, run.id, track),
    policyVersion: run.policyVersion,
    cycle: awardAhead(policy, run.asOf),
    candidates: await rowsOf(
      store,
      { expertise, track, regions: question.regions },
      run,
      places.map(({ person }) => person),
    ),
    next,
  };
}

/** The open marks on some persons that name nobody whom a reader may not see. */
export async function seenMarks(store: Store, persons: readonly number[], regions: SeenRegions): Promise<OpenMark[]> {
  const marks = await openMarks(store.pool, persons);
  return marksAmong(marks, await seenPersons(store, [...new Set(marks.flatMap((mark) => mark.persons))], regions));
}

/** Those of some persons who are in the regions that a reader may see. */
export async function seenPersons(
  store: Store,
  persons: readonly number[],
  regions: SeenRegions,
): Promise<Set<number>> {
  if (regions === "all") return new Set(persons);
  const places = await placesOf(store, persons);
  return new Set(persons.filter((person) => isSeen(places.get(person)?.region ?? null, regions)));
}

function isSeen(region: string | null, regions: SeenRegions): boolean {
  return regions === "all" || (region !== null && regions.includes(region));
}

/**
 * The places of the list that are wanted. Most filters leave somebody on the first hundreds; of one that does not, those who can be meant
 * are looked up, and only they are read from there on.
 */
async function placesWanted(
  store: Store,
  question: CandidatePageQuestion,
  run: RunRow,
  policy: Policy,
): Promise<{ places: ScorePlace[]; next: string | null }> {
  const { expertise, track, filter, regions, after, limit } = question;
  const { channel = null, gate = null, minEvidenceMonths: leastMonths = null, view } = filter;
  requireChannel(policy, track, channel);
  const isWanted = await wanted(store, expertise, filter, policy.regions, regions);
  const named = await namedPersons(store, expertise, filter);
  const accounts = accountsSought(question, policy);
  const gemsOnly = view === "hidden-gems";
  const asked = { run: run.id, track, channel, gate, leastMonths, gemsOnly, ...accounts };
  const most = limit > 0 ? limit : Number.POSITIVE_INFINITY;
  const found: ScorePlace[] = [];
  const look = async (from: number, until: number | null, persons: readonly number[] | null) => {
    let after = from;
    for (let step = limit > 0 ? Math.max(limit + 1, firstStep) : longestStep; found.length <= most; step *= 2) {
      const read = await scorePlaces(store, { ...asked, persons, after, until }, Math.min(step, longestStep));
      found.push(...(await isWanted(read)));
      const last = read.at(-1);
      if (last === undefined || read.length < Math.min(step, longestStep)) return;
      after = last.position;
    }
  };
  const from = readCursor(after, run.id);
  const isFew = accounts.region !== null || accounts.language !== null || channel !== null;
  if (named !== null || !isFew) await look(from, null, named);
  else {
    if (limit > 0) await look(from, from + firstLook, null);
    if (found.length <= most)
      await look(limit > 0 ? from + firstLook : from, null, await soughtPersons(store, asked, channel));
  }
  const places = found.slice(0, most);
  const last = found.length > most ? places.at(-1) : undefined;
  return { places, next: last ? `${run.id}-${last.position}` : null };
}

/** What the accounts of those who are wanted must be, and of those whom the reader may see. */
function accountsSought(
  { filter, regions: seen }: CandidatePageQuestion,
  { regions }: Policy,
): Pick<ScorePageFilter, "region" | "language"> {
  const { countries, language } = soughtOfAccounts(filter, regions);
  if (seen === "all") return { region: countries, language };
  // Who is nowhere known is nobody's to see, whatever is asked for.
  const there = Array.isArray(countries) ? countries.filter((country) => isSeen(country, seen)) : seen;
  return { region: there, language };
}

/** The persons that what they are and where they write leaves, found by the filter that names the fewest; null where none names any. */
async function soughtPersons(
  store: Store,
  { run, track, region, language }: Pick<ScorePageFilter, "run" | "track" | "region" | "language">,
  channel: string | null,
): Promise<number[] | null> {
  const sought = [
    ...(region === null || region === "unknown" ? [] : [await personsOfRegions(store, region)]),
    ...(language === null || language === "unknown" ? [] : [await personsWriting(store, language.code)]),
    ...(channel === null ? [] : [await personsInChannel(store, { run, track, channel })]),
  ];
  return sought.length === 0 ? null : sought.reduce((least, one) => (one.length < least.length ? one : least));
}

/** The filters that people and their profiles are looked up for, in as few statements as there are filters. */
async function wanted(
  store: Store,
  expertise: string,
  filter: CandidatePageFilter,
  groups: Policy["regions"],
  regions: SeenRegions,
): Promise<(places: ScorePlace[]) => Promise<ScorePlace[]>> {
  const isWanted = candidateFilter(filter, groups);
  const asksPlaces = filter.region !== undefined || filter.language !== undefined || regions !== "all";
  return async (places) => {
    const ids = places.map(({ person }) => person);
    const where = asksPlaces ? await placesOf(store, ids) : new Map<number, PersonPlace>();
    const stages = filter.stage === undefined ? new Map() : await stagesOf(store, expertise, ids);
    return places.filter((one) => {
      const region = where.get(one.person)?.region ?? null;
      const languages = where.get(one.person)?.languages ?? [];
      return isSeen(region, regions) && isWanted({ ...one, region, languages, stage: stages.get(one.person) ?? null });
    });
  };
}

/** The only persons that can be wanted, where a name or a stage says so; null for everybody. */
async function namedPersons(
  store: Store,
  expertise: string,
  { search, stage }: CandidatePageFilter,
): Promise<number[] | null> {
  const called = search === undefined ? null : await personsCalled(store, search);
  if (stage === undefined || stage === "discovered") return called;
  // Few of many are considered, and they can stand anywhere in the list.
  const considered = byPerson(await readCandidacies(store.pool, { expertise, persons: called }));
  return considered.map((group) => leading(group).person);
}

async function rowsOf(
  store: Store,
  { expertise, track, regions }: Pick<CandidatePageQuestion, "expertise" | "track" | "regions">,
  run: RunRow,
  persons: readonly number[],
): Promise<CandidateRow[]> {
  if (persons.length === 0) return [];
  const scores = await scoresOfPersons(store, run.id, persons, track);
  const judged = new Map(scores.map((one) => [one.person, one.result as Judged]));
  const known = await findPersons(store, [...persons]);
  const places = await placesOf(store, persons);
  const stages = await stagesOf(store, expertise, persons);
  const marks = await seenMarks(store, persons, regions);
  const months = await countsBetween(store, { expertise, persons, days: monthBounds(run.asOf, 12) });
  return persons.flatMap((person) => {
    const one = judged.get(person);
    if (!one) return [];
    return {
      ...one,
      name: known.get(person)?.name ?? null,
      stage: stages.get(person) ?? null,
      accounts: known.get(person)?.accounts ?? [],
      region: places.get(person)?.region ?? null,
      regionSource: places.get(person)?.regionSource ?? null,
      languages: places.get(person)?.languages ?? [],
      months: months.get(person) ?? [],
      wrongData: marksOnPerson(marks, person),
    };
  });
}

function requireChannel(policy: Policy, track: Track, channel: string | null): void {
  const channels = Object.keys(policy.tracks[track].channels);
  if (channel === null || channels.includes(channel)) return;
  throw new ConfigError(`The ${track} track has no channel "${channel}"; it has: ${channels.join(", ")}.`);
}

/** The place that the page before ended at; -1 for the first page. */
export function readCursor(after: string | null, run: number): number {
  if (after === null) return -1;
  const [of, position] = after.split("-").map(Number);
  if (of === run && position !== undefined) return position;
  throw new StaleCursorError("Another analysis has come since the page before: begin again with the first page.");
}

/** Said to whoever goes on with a list that another one has taken the place of. */
export class StaleCursorError extends Error {
  override readonly name = "StaleCursorError";
}
