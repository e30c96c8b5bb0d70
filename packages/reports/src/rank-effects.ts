import { type Candidate, type Policy, type ScoreRow, scoreTracks, type Track, tracks } from "@groundswell/analytics";
import { ineligible, keptPolicy, latestRun, listExpertises, type Store } from "@groundswell/store";
import { requireExpertise } from "./head.ts";
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
type Expertise = { slug: string; policy: Policy; asOf: Date; rows: ScoreRow[]; marked: Map<number, string> };

/**
 * What joining each pair of persons would do to their ranks, by scoring everybody again with the two as one, in the windows of the
 * newest runs. Tracks on which only one of them scores are left out: nothing changes there.
 * @returns per pair its effects, and why the one person would move to the list of staff and contractors
 */
export async function rankEffects(
  store: Store,
  expertise: string | null,
  pairs: readonly Pair[],
): Promise<{ effects: RankEffect[][]; moving: string[][] }> {
  const effects: RankEffect[][] = pairs.map(() => []);
  const moving: string[][] = pairs.map(() => []);
  for await (const one of analysed(store, expertise)) {
    const before = scored(one);
    for (const [index, pair] of pairs.entries()) {
      const [whyA, whyB] = [one.marked.get(pair.a), one.marked.get(pair.b)];
      const why = whyA ?? whyB;
      if (why !== undefined && (whyA === undefined || whyB === undefined))
        moving[index]?.push(`${why}: in ${one.slug} the one person would be ranked no more`);
      else effects[index]?.push(...effectsOf(one, before, pair));
    }
  }
  return { effects, moving };
}

/** Expertises that have a run, one at a time: what everybody did can be large. */
async function* analysed(store: Store, only: string | null): AsyncGenerator<Expertise> {
  if (only !== null) await requireExpertise(store, only);
  const slugs = only === null ? (await listExpertises(store)).map(({ slug }) => slug) : [only];
  for (const slug of slugs) {
    const run = await latestRun(store, slug, null);
    if (!run) continue;
    const window = { from: run.windowFrom, to: run.windowTo };
    // A machine that is joined to a person moves nobody: its signals stay left out.
    const marked = (await ineligible(store, slug, window))
      .filter(({ gate }) => gate !== "bot_or_org_account")
      .map(({ person, why }): [number, string] => [person, why]);
    const policy = (await keptPolicy(store, run.policyVersion)) as Policy | null;
    // Runs from before policies were kept cannot be judged again; the next one can.
    if (!policy) continue;
    yield {
      slug,
      policy,
      asOf: run.asOf,
      rows: await scoreRows(store, policy, { expertise: slug, window }),
      marked: new Map(marked),
    };
  }
}

type Standings = Record<Track, Map<number, Candidate>>;

function scored({ rows, policy, asOf }: Pick<Expertise, "rows" | "policy" | "asOf">): Standings {
  const { expert, leader } = scoreTracks(rows, { policy, asOf, intervals: false });
  const byPerson = (candidates: Candidate[]) => new Map(candidates.map((candidate) => [candidate.person, candidate]));
  return { expert: byPerson(expert.candidates), leader: byPerson(leader.candidates) };
}

function effectsOf({ slug, policy, rows, asOf }: Expertise, before: Standings, { a, b }: Pair): RankEffect[] {
  const affected = tracks.filter((track) => before[track].has(a) && before[track].has(b));
  if (affected.length === 0) return [];
  const together = rows.map((row) => (row.person === b ? { ...row, person: a } : row));
  const after = scored({ rows: together, policy, asOf });
  return affected.flatMap((track) => {
    const now = [before[track].get(a), before[track].get(b)].filter((candidate) => candidate !== undefined);
    const joined = after[track].get(a);
    if (!joined) return [];
    return [
      {
        expertise: slug,
        track,
        now: now.map(({ person, rank, score }) => ({ person, rank, score })),
        joined: { rank: joined.rank, score: joined.score },
      },
    ];
  });
}
