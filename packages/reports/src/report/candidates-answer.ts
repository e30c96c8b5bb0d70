import { type Judged, type Track, tracks } from "@groundswell/analytics";
import { bestItems, findPersons, placesOf, type Store, scoresOfPersons } from "@groundswell/store";
import { leftOut } from "../gates.ts";
import { windowLastYear } from "../spaces-window.ts";
import type { Listed, Who } from "./candidates-rows.ts";
import {
  asidePersons,
  type Compared,
  comings,
  compareStandings,
  type Standing,
  standingAt,
} from "./candidates-standing.ts";

/** What a run says of its people beside earlier ones. */
export type CandidatesFound = {
  expertise: string;
  now: Standing;
  before: Compared;
  lastYear: Compared;
  /** When the window before ends. */
  since: string;
  listedOf: (persons: readonly number[], track: Track) => Listed[];
  /** On the track where they stand first. */
  bestOf: (persons: readonly number[]) => Listed[];
  who: Who;
  /** By track, without those whom a gate has moved: null where there is nothing to compare with. */
  went: Record<Track, number[]> | null;
  came: Record<Track, number[]> | null;
};

/** So many people are listed of each kind at most: a lead reads a report in two minutes. */
export const mostRows = 20;
const itemsEach = 2;

/** Sets a run beside those of a window before and of a year before, and reads what there is to show of whoever is listed. */
export async function findCandidates(
  store: Store,
  expertise: string,
  window: { from: Date; to: Date },
  now: Standing,
): Promise<CandidatesFound> {
  const yearAgo = windowLastYear(window);
  const before = compareStandings(now, await standingAt(store, expertise, window.from), window.from);
  const lastYear = compareStandings(now, await standingAt(store, expertise, yearAgo.to), yearAgo.to);
  const of = (pick: "came" | "went") =>
    before.standing &&
    ({
      expert: comings(now, before.standing, "expert")[pick],
      leader: comings(now, before.standing, "leader")[pick],
    } satisfies Record<Track, number[]>);
  const [came, wentAll] = [of("came"), of("went")];
  const policyWindow = { from: now.run.windowFrom, to: now.run.windowTo };
  const gone = wentAll ? [...new Set(tracks.flatMap((track) => wentAll[track]))] : [];
  const aside = await asidePersons(store, now.policy, { expertise, window: policyWindow, persons: gone });
  const left = (persons: readonly number[]) => persons.filter((person) => !aside.has(person));
  const went = wentAll && { expert: left(wentAll.expert), leader: left(wentAll.leader) };
  const risers = (now.rising.risers ?? []).map(({ person }) => person);
  const ids = [
    ...new Set([
      ...tracks.flatMap((track) => [...(came?.[track] ?? []), ...(went?.[track] ?? [])]),
      ...risers.slice(0, mostRows),
      ...now.gems.slice(0, mostRows),
    ]),
  ].sort((a, b) => a - b);
  const scores = (await scoresOfPersons(store, now.run.id, ids)).filter(({ aside: moved }) => !moved);
  const judged = new Map(scores.map(({ person, track, result }) => [`${person} ${track}`, result as Judged]));
  const kinds = [...new Set([...judged.values()].flatMap(({ terms }) => terms.map(({ kind }) => kind)))].sort();
  const listed = (person: number, track: Track): Listed => ({
    person,
    track,
    judged: judged.get(`${person} ${track}`) ?? null,
  });
  return {
    expertise,
    now,
    before,
    lastYear,
    since: window.from.toISOString().slice(0, 10),
    listedOf: (persons, track) => persons.map((person) => listed(person, track)),
    bestOf: (persons) =>
      persons.map((person) => tracks.map((track) => listed(person, track)).sort(byStanding)[0] as Listed),
    who: {
      expertise,
      persons: await findPersons(store, ids),
      places: await placesOf(store, ids),
      evidence: await bestItems(store, expertise, policyWindow, kinds, ids, itemsEach, leftOut(now.policy)),
    },
    went,
    came,
  };
}

/** Ranked before not, and the better rank first; equal ones stay in the order of the tracks. */
function byStanding(a: Listed, b: Listed): number {
  const rank = ({ judged }: Listed) => judged?.rank ?? Number.MAX_SAFE_INTEGER;
  return rank(a) - rank(b) || (b.judged?.score ?? -1) - (a.judged?.score ?? -1);
}
