import {
  checkFindings,
  type Finding,
  flagFindings,
  hiddenGems,
  type Judged,
  noQuality,
  type Policy,
  qualities,
  type RerankTrack,
  type RowsFor,
  rankWithout,
  type ScoreRow,
  scoreTracks,
  type Track,
  type TrackScores,
  tailWork,
  tracks,
} from "@groundswell/analytics";
import type { Window } from "@groundswell/model";
import { findGates, movesAside, readLocales, rowsByAsker, scoreRowsAndHelp } from "@groundswell/reports";
import { addressesOf, copiesOf, type Store, signalTimes } from "@groundswell/store";

type Scope = { expertise: string; window: Window; asOf: Date };

/** A track's people, and whom of them a gate moved to another list. */
export type JudgedTrack = Omit<TrackScores, "candidates"> & { candidates: Judged[]; aside: ReadonlySet<number> };

/**
 * Scores an expertise's window under a policy and finds everything beside the score: quality, flags with their counter-checks, gates.
 * Nothing of that changes a score; gates move people between lists.
 */
export async function judge(store: Store, policy: Policy, scope: Scope): Promise<Record<Track, JudgedTrack>> {
  const { asOf } = scope;
  const { rows, help } = await scoreRowsAndHelp(store, policy, scope);
  const gates = await findGates(store, policy, scope);
  const aside = new Set([...gates].filter(([, own]) => movesAside(policy, own)).map(([person]) => person));
  const scored = scoreTracks(rows, { policy, asOf, aside });
  const quality = qualities(help.given, help.wins);
  const looked = await lookTwice(store, policy, scope, { rows, given: help.given, scored });
  const work = tailWork(rows);
  const complete = async (track: Track): Promise<JudgedTrack> => {
    const candidates = scored[track].candidates.map((one) => ({
      ...one,
      quality: quality.get(one.person) ?? noQuality,
    }));
    const listed = candidates.filter(({ person }) => !aside.has(person));
    const locales = await readLocales(store, listed, policy.regions);
    const gems = hiddenGems(listed, work);
    return {
      ...scored[track],
      aside,
      candidates: candidates.map((one) => ({
        ...one,
        flags: looked[track].get(one.person) ?? [],
        gates: gates.get(one.person) ?? [],
        locale: locales.get(one.person) ?? { region: null, language: null },
        hiddenGem: gems.get(one.person) ?? null,
      })),
    };
  };
  return { expert: await complete("expert"), leader: await complete("leader") };
}

type Found = {
  rows: ScoreRow[];
  given: Parameters<typeof flagFindings>[0]["help"];
  scored: Record<Track, TrackScores>;
};
type Shown = Judged["flags"];

// As many as a person reads before opening the list itself.
const addressesEach = 5;
/** Nobody does twenty things in a minute on a day on which they did less. */
const busyDay = 20;

async function lookTwice(
  store: Store,
  policy: Policy,
  scope: Scope,
  found: Found,
): Promise<Record<Track, Map<number, Shown>>> {
  const { expertise, window, asOf } = scope;
  const { rows, given } = found;
  const times = await signalTimes(store, expertise, window, busyPeople(rows));
  const copies = await copiesOf(store, expertise, window);
  const looked = {
    findings: flagFindings({ rows, asOf, help: given, times, copies }),
    rerank: rankWithout(rows, { policy, asOf }),
  };
  const shown = { expert: new Map<number, Shown>(), leader: new Map<number, Shown>() };
  for (const track of tracks) {
    const flags = await flagsOf(store, policy, scope, { ...looked, scores: found.scored[track] });
    const all = [...flags].flatMap(([person, own]) => own.map((flag) => ({ person, flag })));
    const meant = all.map(({ person, flag }) => ({ person, ...flag.signalsOf }));
    const addresses = await addressesOf(store, expertise, window, meant, addressesEach);
    for (const [at, { person, flag }] of all.entries()) {
      const { signalsOf: _, ...rest } = flag;
      const own = shown[track].get(person) ?? [];
      own.push({ ...rest, evidence: addresses[at] ?? [] });
      shown[track].set(person, own);
    }
  }
  return shown;
}

type Looked = { findings: readonly Finding[]; rerank: RerankTrack; scores: TrackScores };

async function flagsOf(store: Store, policy: Policy, scope: Scope, { findings, rerank, scores }: Looked) {
  const people = new Set(scores.candidates.filter(({ rank }) => rank !== null).map(({ person }) => person));
  const first = checkFindings(findings, { rerank: rerank(scores), people });
  // What askers brought is read only of those whose flag is about askers.
  const asked = [...first].filter(([, own]) => own.some(({ signalsOf }) => signalsOf.askers !== null));
  if (asked.length === 0) return first;
  const answered = await rowsByAsker(
    store,
    policy,
    scope,
    asked.map(([person]) => person),
  );
  const rowsFor: RowsFor = (person, askers) =>
    answered.filter((row) => row.person === person && askers.includes(row.asker)).map(({ asker: _, ...row }) => row);
  return checkFindings(findings, { rerank: rerank(scores, rowsFor), people });
}

function busyPeople(rows: readonly ScoreRow[]): number[] {
  const days = new Map<string, Map<number, number>>();
  const busy = new Set<number>();
  for (const { person, day, count } of rows) {
    const people = days.get(day) ?? new Map<number, number>();
    days.set(day, people);
    const total = (people.get(person) ?? 0) + count;
    people.set(person, total);
    if (total >= busyDay) busy.add(person);
  }
  return [...busy];
}
