import {
  type Judged,
  monthsBefore,
  type Policy,
  type RiseTest,
  type RisingPerson,
  readMonths,
  risersBeyondChance,
  risingPeople,
  type Track,
  testRises,
  tracks,
  unequalCoverage,
} from "@groundswell/analytics";
import { dayMs } from "@groundswell/model";
import {
  gemsOfRun,
  latestRun,
  personDays,
  personsByNow,
  pullWindows,
  type RunRow,
  rankedByTrack,
  runScores,
  type Store,
  workInLargest,
} from "@groundswell/store";
import { findGates, movesAside } from "../gates.ts";
import type { Head } from "../head.ts";
import { requirePolicy } from "../year-before.ts";

/** How many people of a list are looked at for who is new. */
export const firstPlaces = 20;

/** Who stands where in a run, by the persons of today. */
export type Standing = {
  run: RunRow;
  policy: Policy;
  ranked: Record<Track, number>;
  /** The first places of each track, in their order, without those moved aside since. */
  first: Record<Track, number[]>;
  gems: number[];
  rising: Rising;
  /** Null where nothing happened. */
  largest: {
    name: string /** Ranked people with most of their work elsewhere. */;
    outside: Set<number>;
    of: number;
  } | null;
};

export type Riser = RisingPerson & { test: RiseTest };
/** `readMonths` of twelve; null is who rises where too few of them were read. */
export type Rising = { risers: Riser[] | null; readMonths: number; tested: number };

/** A run that another one can be compared with, or why it cannot. */
export type Compared = { standing: Standing; why: null } | { standing: null; why: string };

const yearDays = 365;
const months = 12;
const fewestEvents = 10;
const readEnough = 0.9;

/** The standing of the run as of an instant; null where nobody has analysed it. */
export async function standingAt(store: Store, expertise: string, asOf: Date): Promise<Standing | null> {
  const run = await latestRun(store, expertise, asOf);
  return run && standingOf(store, expertise, run);
}

/** The standing of a run. */
export async function standingOf(store: Store, expertise: string, run: RunRow): Promise<Standing> {
  const policy = await requirePolicy(store, run);
  const window = { from: run.windowFrom, to: run.windowTo };
  const ranked = await rankedByTrack(store, run.id);
  const first = {} as Record<Track, number[]>;
  for (const track of tracks) {
    const scores = (await runScores(store, run.id, track, firstPlaces)) as Judged[];
    first[track] = scores.filter(({ rank }) => rank !== null).map(({ person }) => person);
  }
  const gems = await gemsOfRun(store, run.id);
  const rising = await risingAt(store, expertise, run.asOf);
  const people = [
    ...tracks.flatMap((track) => first[track]),
    ...gems,
    ...(rising.risers ?? []).map((one) => one.person),
  ];
  const now = await personsByNow(store, people);
  const listed = [...new Set(now.values())];
  const aside = await asidePersons(store, policy, { expertise, window, persons: listed });
  const kept = (persons: readonly number[]) =>
    [...new Set(persons.flatMap((person) => now.get(person) ?? []))].filter((person) => !aside.has(person));
  const work = await workInLargest(store, { expertise, window, run: run.id });
  return {
    run,
    policy,
    ranked: { expert: ranked.get("expert") ?? 0, leader: ranked.get("leader") ?? 0 },
    first: { expert: kept(first.expert), leader: kept(first.leader) },
    gems: kept(gems),
    rising: { ...rising, risers: rising.risers?.filter(({ person }) => kept([person])[0] === person) ?? null },
    largest: work && {
      name: work.space.name,
      outside: new Set(work.work.filter(({ inside, all }) => 2 * inside < all).map(({ person }) => person)),
      of: work.work.length,
    },
  };
}

/** Whom a gate that moves takes off the list, as far as is known today: opting out, for one, holds for every day before it. */
export async function asidePersons(
  store: Store,
  policy: Policy,
  asked: { expertise: string; window: { from: Date; to: Date }; persons: readonly number[] },
): Promise<Set<number>> {
  if (asked.persons.length === 0) return new Set();
  const gates = await findGates(store, policy, asked);
  return new Set([...gates].filter(([, found]) => movesAside(policy, found)).map(([person]) => person));
}

/** Who does more of late, tested over the whole months of a year. */
async function risingAt(store: Store, expertise: string, asOf: Date): Promise<Rising> {
  const year = monthsBefore(asOf, months);
  const isRead = readThroughout(await pullWindows(store, expertise), year);
  const from = new Date(Math.min(asOf.getTime() - yearDays * dayMs, year[0]?.from.getTime() ?? asOf.getTime()));
  const days = await personDays(store, expertise, { from, to: asOf }, fewestEvents);
  const tests = testRises(days, year, isRead);
  const tested = [...tests.values()].filter(({ p }) => p !== null).length;
  const isTested = tests.size === 0 || [...tests.values()].some(({ s }) => s !== null);
  const read = year.filter(({ provisional }, at) => !provisional && isRead[at]).length;
  return {
    risers: isTested ? risersBeyondChance(risingPeople(days, asOf), tests) : null,
    readMonths: read,
    tested,
  };
}

/** Months that nine in ten of the sources had read which had begun by then: what one missed of many is no reason to know nothing. */
export function readThroughout(
  pulls: readonly { source: string; since: Date | null; from: Date | null; to: Date | null }[],
  year: readonly { from: Date; to: Date; provisional: boolean }[],
): boolean[] {
  const sources = [...new Set(pulls.map(({ source }) => source))].map((source) => {
    const own = pulls.filter((pull) => pull.source === source);
    const windows = own.flatMap(({ from, to }) => (from && to ? [{ from, to }] : []));
    return { since: own[0]?.since ?? null, read: readMonths(windows, year) };
  });
  return year.map(({ from }, at) => {
    const begun = sources.filter(({ since }) => since === null || since <= from);
    return begun.filter(({ read }) => read[at]).length >= readEnough * begun.length;
  });
}

/** A run beside an earlier one: only where both judge by one policy and about as much was read of both. */
export function compareStandings(now: Standing, then: Standing | null, asOf: Date): Compared {
  const day = asOf.toISOString().slice(0, 10);
  const not = (why: string): Compared => ({ standing: null, why });
  if (!then) return not(`Nothing was analysed as of ${day}, so nothing is compared with it.`);
  if (then.run.policyVersion !== now.run.policyVersion)
    return not(
      `The run as of ${day} judged by the policy ${then.run.policyVersion} and this one by ${now.run.policyVersion}, so they are not compared.`,
    );
  const part = ({ run }: Standing) => ({
    window: { from: run.windowFrom, to: run.windowTo },
    coverage: run.coverage as Head["coverage"],
  });
  const why = unequalCoverage(part(now), part(then));
  return why === null ? { standing: then, why } : not(`Not compared with ${day}: ${why}`);
}

/** Those of the first places who were not in them, and those who were and are no more. */
export function comings(now: Standing, then: Standing, track: Track): { came: number[]; went: number[] } {
  const [was, is] = [new Set(then.first[track]), new Set(now.first[track])];
  return {
    came: now.first[track].filter((person) => !was.has(person)),
    went: then.first[track].filter((person) => !is.has(person)),
  };
}
