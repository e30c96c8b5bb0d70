import {
  type Candidate,
  type Judged,
  joinEffect,
  type Policy,
  type ScoreRow,
  scoreTracks,
  type Track,
  tracks,
} from "@groundswell/analytics";
import {
  ineligible,
  keptPolicy,
  latestRun,
  listExpertises,
  placesOfWorths,
  type RunRow,
  type Store,
  scoresOfPersons,
} from "@groundswell/store";
import { requireExpertise } from "./head.ts";
import { countAbove, placeOfScore } from "./list-places.ts";
import { scoreRows } from "./score-rows.ts";

/** Ranks on one track of one expertise; null where the evidence is insufficient. */
export type RankEffect = {
  expertise: string;
  track: Track;
  /** Rank and score of the two persons now. */
  now: { person: number; rank: number | null; score: number }[];
  /** Rank and score of the one person that they would be. */
  joined: { rank: number | null; score: number };
};

type Pair = { a: number; b: number };
type Expertise = { slug: string; policy: Policy; run: RunRow };

/**
 * What joining each pair of persons would do to their ranks, in the windows of the newest runs. What the two did is scored as one
 * person's; everybody else is as the run has kept them, but for what changes by there being one fewer. Tracks on which only one of the
 * two scores are left out: nothing changes there. So are runs from before worths were kept: the next one can say.
 * @returns per pair its effects, and why the one person would move to the list of staff and contractors
 */
export async function rankEffects(
  store: Store,
  expertise: string | null,
  pairs: readonly Pair[],
): Promise<{ effects: RankEffect[][]; moving: string[][] }> {
  const effects: RankEffect[][] = pairs.map(() => []);
  const moving: string[][] = pairs.map(() => []);
  for (const one of await analysed(store, expertise)) {
    const marked = await markedOf(store, one, pairs);
    for (const [index, pair] of pairs.entries()) {
      const [whyA, whyB] = [marked.get(pair.a), marked.get(pair.b)];
      const why = whyA ?? whyB;
      if (why !== undefined && (whyA === undefined || whyB === undefined))
        moving[index]?.push(`${why}: in ${one.slug} the one person would be ranked no more`);
      else effects[index]?.push(...(await effectsOf(store, one, pair)));
    }
  }
  return { effects, moving };
}

/** Expertises that have a run. */
async function analysed(store: Store, only: string | null): Promise<Expertise[]> {
  if (only !== null) await requireExpertise(store, only);
  const slugs = only === null ? (await listExpertises(store)).map(({ slug }) => slug) : [only];
  const found: Expertise[] = [];
  for (const slug of slugs) {
    const run = await latestRun(store, slug, null);
    // Runs from before policies were kept cannot be judged again; the next one can.
    const policy = run && ((await keptPolicy(store, run.policyVersion)) as Policy | null);
    if (run && policy) found.push({ slug, policy, run });
  }
  return found;
}

/** Why some of the pairs' persons are on no list. A machine that is joined to a person moves nobody: its signals stay left out. */
async function markedOf(store: Store, { slug, run }: Expertise, pairs: readonly Pair[]): Promise<Map<number, string>> {
  const window = { from: run.windowFrom, to: run.windowTo };
  const persons = pairs.flatMap(({ a, b }) => [a, b]);
  const found = await ineligible(store, slug, window, persons);
  return new Map(
    found.filter(({ gate }) => gate !== "bot_or_org_account").map(({ person, why }): [number, string] => [person, why]),
  );
}

async function effectsOf(store: Store, one: Expertise, { a, b }: Pair): Promise<RankEffect[]> {
  const { slug, policy, run } = one;
  const kept = await scoresOfPersons(store, run.id, [a, b]);
  const affected = tracks.filter((track) => kept.filter((score) => score.track === track).length === 2);
  if (affected.length === 0) return [];
  const window = { from: run.windowFrom, to: run.windowTo };
  const rows = (await scoreRows(store, policy, { expertise: slug, window }, [a, b])).map(
    (row): ScoreRow => ({ ...row, person: a }),
  );
  const together = scoreTracks(rows, { policy, asOf: run.asOf, intervals: false });
  const effects: RankEffect[] = [];
  for (const track of affected) {
    const own = kept.filter((score) => score.track === track);
    const two = [a, b].flatMap((person) =>
      own
        .filter((score) => score.person === person)
        .map(({ position, result }) => ({ ...(result as Judged), position })),
    );
    const [candidate] = together[track].candidates;
    const isAside = own.some(({ aside }) => aside);
    const joined = candidate && (await joinedOf(store, one, { track, two, candidate, isAside }));
    if (!joined) continue;
    const now: RankEffect["now"] = [];
    for (const { person, rank, score } of two)
      now.push({
        person,
        rank: rank === null ? null : await placeOfScore(store, { run: run.id, track }, score),
        score,
      });
    effects.push({ expertise: slug, track, now, joined });
  }
  return effects;
}

type Together = {
  track: Track;
  two: readonly (Judged & { position: number })[];
  candidate: Candidate;
  isAside: boolean;
};

/** Rank and score of the one person; null where the run keeps no worths. */
async function joinedOf(
  store: Store,
  { policy, run }: Expertise,
  { track, two, candidate, isAside }: Together,
): Promise<RankEffect["joined"] | null> {
  const worthOf = (channel: string) => candidate.channels.find((term) => term.channel === channel)?.value ?? 0;
  const active = new Set([...two, candidate].flatMap(({ channels }) => channels.map(({ channel }) => channel)));
  const asked = [...active].map((channel) => ({ track, channel, worth: worthOf(channel) }));
  const among = new Map((await placesOfWorths(store, run.id, asked)).map((place) => [place.channel, place]));
  if (among.size < active.size) return null;
  const effect = joinEffect(policy, track, { two, one: candidate, among });
  const list = { run: run.id, track, except: two };
  // Scored alone, a person has a rank where the evidence suffices.
  const isRanked = candidate.rank !== null && !isAside;
  return { rank: isRanked ? 1 + (await countAbove(store, list, effect)) : null, score: effect.score };
}
