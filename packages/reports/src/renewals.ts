import { cycleOf, type Policy, renewalOf, type Track } from "@groundswell/analytics";
import { dayMs, standingMoves, startOfDay } from "@groundswell/model";
import {
  awardsAsOf,
  findPersons,
  lastActivity,
  listExpertises,
  matchedPersons,
  type PersonRow,
  readCandidacies,
  type Store,
  scoresOfPersons,
} from "@groundswell/store";
import { byPerson, leading } from "./candidacies.ts";
import { type Head, head, requireRun } from "./head.ts";
import { monthsBefore } from "./person-page-days.ts";
import { type Measures, measuresOfCandidate, requirePolicy, yearBefore } from "./year-before.ts";

/** Somebody who holds an award. */
export type Renewal = {
  person: number;
  name: string | null;
  accounts: PersonRow["accounts"];
  /** The day of the award that holds, in ISO; null where the file gives none. */
  awardedOn: string | null;
  /** The file of awardees, or `candidacy` for those whom a candidacy here made one. */
  source: string;
  /** The day of the next renewal, in ISO; null where the program renews nobody. */
  renewal: string | null;
  /** The day on which the review of that renewal closes. */
  closes: string | null;
  /** Days from the as-of day to the renewal. */
  daysLeft: number | null;
  /** Whether no more is left than the policy's lead time. */
  due: boolean;
  /** Without any activity in the expertise in the six months before the as-of day. */
  silent: boolean;
  lastActivity: string | null;
  /** Whether a gate keeps them off the list of candidates: then they have no rank, whatever they did. */
  aside: boolean;
  now: Record<Track, Measures | null>;
  before: Record<Track, Measures | null>;
  /** Points of score since a year before; null where either year has none. */
  change: Record<Track, number | null>;
};

export type RenewalsAnswer = Head & {
  policyVersion: string;
  /** What `before` is about, and how much of it was read. */
  yearBefore: { window: { from: string; to: string }; coverageRate: number | null };
  /** The first to be renewed first. */
  renewals: Renewal[];
  /** Awardees of whom no account was found beside their line in the file: nothing is known of what they do. */
  unmatched: { person: number; name: string | null; awardedOn: string | null; source: string }[];
};

export type RenewalsQuestion = { expertise: string; asOf: Date | null };

type Award = { person: number; awardedOn: string | null; source: string; matched: boolean };

const silentMonths = 6;

/** Who holds an award in an expertise, when it is renewed, and the same measures now and a year before. */
export async function answerRenewals(store: Store, { expertise, asOf }: RenewalsQuestion): Promise<RenewalsAnswer> {
  const run = await requireRun(store, expertise, asOf);
  const policy = await requirePolicy(store, run);
  const awards = await holders(store, expertise, run.asOf);
  const known = awards.filter(({ matched }) => matched);
  const ids = known.map(({ person }) => person);
  const persons = await findPersons(
    store,
    awards.map(({ person }) => person),
  );
  const last = await lastActivity(store, expertise, ids, run.asOf);
  const before = await yearBefore(store, { expertise, run, policy, persons: ids });
  const standings = await standingsIn(store, run.id, ids);
  const renewals: Renewal[] = [];
  for (const { matched: _, ...award } of known) {
    const seen = last.get(award.person) ?? null;
    const { aside, now } = standings.get(award.person) ?? nowhere();
    const then = before.of(award.person);
    renewals.push({
      ...award,
      name: persons.get(award.person)?.name ?? null,
      accounts: persons.get(award.person)?.accounts ?? [],
      ...renewalDates(policy, award.awardedOn, run.asOf),
      silent: isSilent(seen, run.asOf),
      lastActivity: seen?.toISOString() ?? null,
      aside,
      now,
      before: then,
      change: { expert: changeOf(now.expert, then.expert), leader: changeOf(now.leader, then.leader) },
    });
  }
  const window = { from: run.windowFrom, to: run.windowTo };
  return {
    ...head(expertise, run, run.asOf, window, run.coverage as Head["coverage"]),
    policyVersion: run.policyVersion,
    yearBefore: { window: before.window, coverageRate: before.coverage.rate },
    renewals: renewals.sort(
      (a, b) =>
        (a.daysLeft ?? Infinity) - (b.daysLeft ?? Infinity) ||
        Number(b.silent) - Number(a.silent) ||
        a.person - b.person,
    ),
    unmatched: awards
      .filter(({ matched }) => !matched)
      .map(({ matched: _, ...award }) => ({ ...award, name: persons.get(award.person)?.name ?? null })),
  };
}

/**
 * When an award of a day is renewed after an instant.
 * @returns `due` within the policy's lead time; all null where nothing is renewed, or on each one's day and none is known
 */
export function renewalDates(
  policy: Policy,
  awardedOn: string | null,
  asOf: Date,
): Pick<Renewal, "renewal" | "closes" | "daysLeft" | "due"> {
  const none = { renewal: null, closes: null, daysLeft: null, due: false };
  // Where all share a day it is known without that of the award.
  if (awardedOn === null && cycleOf(policy, asOf)?.renewals === "anniversary") return none;
  const renewal = renewalOf(policy, new Date(awardedOn ?? 0), asOf);
  if (renewal === null) return none;
  const leadDays = cycleOf(policy, renewal)?.leadDays ?? 0;
  const daysLeft = Math.round((renewal.getTime() - startOfDay(asOf).getTime()) / dayMs);
  const closes = new Date(renewal.getTime() - leadDays * dayMs);
  return { renewal: isoDay(renewal), closes: isoDay(closes), daysLeft, due: daysLeft <= leadDays };
}

/** How many hold an award at an instant, and who of them was silent then; by what files and candidacies say today. */
export async function awardsAt(
  store: Store,
  { expertise, asOf, policy }: { expertise: string; asOf: Date; policy: Policy },
): Promise<{ held: number; silent: Set<number>; renewals: (string | null)[] }> {
  const awards = await holders(store, expertise, asOf);
  const known = awards.filter(({ matched }) => matched).map(({ person }) => person);
  const last = await lastActivity(store, expertise, known, asOf);
  return {
    held: awards.length,
    silent: new Set(known.filter((person) => isSilent(last.get(person) ?? null, asOf))),
    renewals: awards.map(({ awardedOn }) => renewalDates(policy, awardedOn, asOf).renewal),
  };
}

/** Whose award in an expertise holds at an instant: the newest of each person, from files and from candidacies here. */
async function holders(store: Store, expertise: string, asOf: Date): Promise<Award[]> {
  const name = (await listExpertises(store)).find(({ slug }) => slug === expertise)?.name ?? expertise;
  const called = [expertise, name].map(fold);
  const found = new Map<string, Award>();
  const keep = (award: Award) => {
    const key = String(award.person);
    const other = found.get(key);
    if (!other || (award.awardedOn ?? "") >= (other.awardedOn ?? "")) found.set(key, award);
  };
  const persons = await awardsAsOf(store.pool, asOf);
  const matched = await matchedPersons(store, [...persons.keys()]);
  for (const [person, { current }] of persons)
    for (const { registry, expertise: given, awardedOn } of current)
      if (called.includes(fold(given))) keep({ person, awardedOn, source: registry, matched: matched.has(person) });
  for (const group of byPerson(await readCandidacies(store.pool, { expertise, persons: null }))) {
    const moves = standingMoves(leading(group).events).filter(({ at }) => at < asOf);
    const awarded = moves.findLast(({ deed }) => deed.to === "awarded");
    const stage = moves.at(-1)?.deed.to;
    if (awarded && (stage === "awarded" || stage === "renewal-due"))
      keep({ person: leading(group).person, awardedOn: isoDay(awarded.at), source: "candidacy", matched: true });
  }
  return [...found.values()];
}

type Standing = Pick<Renewal, "aside" | "now">;

const nowhere = (): Standing => ({ aside: false, now: { expert: null, leader: null } });

async function standingsIn(store: Store, runId: number, persons: readonly number[]): Promise<Map<number, Standing>> {
  const found = new Map<number, Standing>();
  for (const { person, track, aside, result } of await scoresOfPersons(store, runId, persons)) {
    const own = found.get(person) ?? nowhere();
    own.now[track as Track] = measuresOfCandidate(result as Parameters<typeof measuresOfCandidate>[0]);
    found.set(person, { ...own, aside });
  }
  return found;
}

function isSilent(lastSeen: Date | null, asOf: Date): boolean {
  return lastSeen === null || lastSeen < monthsBefore(asOf, silentMonths);
}

function changeOf(now: Measures | null, before: Measures | null): number | null {
  return now && before ? now.score - before.score : null;
}

function fold(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
