import {
  type AlertLook,
  alertWeeks,
  answererLost,
  concentrationInterval,
  concentrationMoved,
  type JudgedAlerts,
  judgeAlerts,
  monthsBefore,
  questionsPileUp,
  readMonths,
  readThread,
  risers,
  risingPeople,
  sourceSilent,
  spaceWeeks,
  type TopShare,
  testRises,
  unequalCoverage,
} from "@groundswell/analytics";
import { dayMs, startOfDay, type Window } from "@groundswell/model";
import {
  expertiseSpaces,
  latestRun,
  personDays,
  pullWindows,
  pushConnector,
  type Store,
  sourcesAt,
  spaceSources,
  spaceThreads,
} from "@groundswell/store";
import { requireExpertise } from "./head.ts";
import { asidePersons, readThroughout } from "./report/candidates-standing.ts";
import { isWatched } from "./report/sources-trouble.ts";
import { measureWindow, type WindowMeasure, windowBefore } from "./spaces-window.ts";
import { requirePolicy } from "./year-before.ts";

const weekMs = 7 * dayMs;
/** Threads of the first of the weeks could still be answered in it. */
const moreDays = 7;
const concentrationWeeks = 12;
const sourceDays = 90;
const yearDays = 365;
const fewestEvents = 10;

/**
 * What somebody should look at in an expertise as of an instant: every space, source and person that can be tested is, and all of them share one false
 * discovery rate. Only whole days before the instant are used.
 * @throws ConfigError where the expertise is not known
 */
export async function answerAlerts(
  store: Store,
  { expertise, asOf: instant }: { expertise: string; asOf: Date },
): Promise<JudgedAlerts> {
  await requireExpertise(store, expertise);
  const asOf = startOfDay(instant);
  return judgeAlerts([
    ...(await looksAtSpaces(store, expertise, asOf)),
    ...(await looksAtPeople(store, expertise, asOf)),
    ...(await looksAtSources(store, expertise, asOf)),
    ...(await looksAtConcentration(store, expertise, asOf)),
  ]);
}

async function looksAtSpaces(store: Store, expertise: string, asOf: Date): Promise<AlertLook[]> {
  const begin = asOf.getTime() - alertWeeks * weekMs;
  const weeks = Array.from({ length: alertWeeks }, (_, at) => ({
    from: new Date(begin + at * weekMs),
    to: new Date(begin + (at + 1) * weekMs),
  }));
  const isReadIn = await spacesRead(store, expertise, weeks);
  const threads = await spaceThreads(store, expertise, { from: new Date(begin - moreDays * dayMs), to: asOf });
  return threads.flatMap(({ space, recordedSince, threads: asked }) => {
    const isRead = isReadIn(space);
    // What is loaded by hand, or read for another expertise, has no pulls here: of its reading nothing is known.
    if (isRead === null) return [];
    const read = asked.map((thread) => readThread(thread, asOf.getTime()));
    const counted = spaceWeeks(space, read, { asOf: asOf.getTime(), isRead, recordedSince });
    return [answererLost(counted), questionsPileUp(counted)].filter((look) => look !== null);
  });
}

/** Which weeks the source of a space has read; null where no source reads it. */
async function spacesRead(store: Store, expertise: string, weeks: readonly Window[]) {
  const windows = new Map<string, Window[]>();
  for (const { source, from, to } of await pullWindows(store, expertise)) {
    const own = windows.get(source) ?? [];
    windows.set(source, own);
    if (from && to) own.push({ from, to });
  }
  const readBySource = new Map([...windows].map(([source, own]) => [source, readMonths(own, weeks)]));
  const keys = new Map((await expertiseSpaces(store, expertise)).map(({ id, key }) => [id, key]));
  const readBySpace = new Map(
    (await spaceSources(store, expertise)).map(({ space, source }) => [keys.get(space), readBySource.get(source)]),
  );
  return (space: string): boolean[] | null => readBySpace.get(space) ?? null;
}

async function looksAtPeople(store: Store, expertise: string, asOf: Date): Promise<AlertLook[]> {
  const year = monthsBefore(asOf, 12);
  const isRead = readThroughout(await pullWindows(store, expertise), year);
  const from = new Date(Math.min(asOf.getTime() - yearDays * dayMs, year[0]?.from.getTime() ?? asOf.getTime()));
  const days = await personDays(store, expertise, { from, to: asOf }, fewestEvents);
  const rising = risingPeople(days, asOf);
  const aside = await movedAside(
    store,
    expertise,
    asOf,
    rising.map(({ person }) => person),
  );
  return risers(rising, testRises(days, year, isRead)).map((look) =>
    look.person !== null && aside.has(look.person) ? { ...look, isOver: true } : look,
  );
}

/** Who opted out, is staff, or is moved aside by another gate of the policy of the run: nobody is told of them. */
async function movedAside(store: Store, expertise: string, asOf: Date, persons: readonly number[]) {
  const run = await latestRun(store, expertise, asOf);
  // Without a run no policy says who is moved aside, and so nobody is told of.
  if (!run) return new Set(persons);
  const window = { from: run.windowFrom, to: run.windowTo };
  return asidePersons(store, await requirePolicy(store, run), { expertise, window, persons });
}

/** What is pushed is left out: nobody reads it, and so nobody can say that it was read and had nothing. */
async function looksAtSources(store: Store, expertise: string, asOf: Date): Promise<AlertLook[]> {
  const sources = await sourcesAt(store, { from: new Date(asOf.getTime() - sourceDays * dayMs), to: asOf });
  return sources
    .filter(
      (source) => source.expertises.includes(expertise) && isWatched(source) && source.connector !== pushConnector,
    )
    .flatMap(({ id, days }) => sourceSilent(id, days, asOf) ?? []);
}

async function looksAtConcentration(store: Store, expertise: string, asOf: Date): Promise<AlertLook[]> {
  const window = { from: new Date(asOf.getTime() - concentrationWeeks * weekMs), to: asOf };
  const configured = await expertiseSpaces(store, expertise);
  const asked = { expertise, weighting: "events" as const, asOf, configured };
  const now = await measureWindow(store, window, asked);
  const before = await measureWindow(store, windowBefore(window), asked);
  if (before.measured.active === 0 || unequalCoverage(now, before) !== null) return [];
  const look = concentrationMoved(expertise, {
    now: topShareOf(now),
    before: topShareOf(before),
    weeks: concentrationWeeks,
  });
  return look ? [look] : [];
}

function topShareOf({ weighed, measured }: WindowMeasure): TopShare {
  return {
    share: measured.topShare["5"] ?? 0,
    interval: concentrationInterval(weighed, measured)?.top5 ?? null,
    active: measured.active,
  };
}
