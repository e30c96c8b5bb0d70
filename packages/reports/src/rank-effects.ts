import { type Candidate, defaultPolicy, type ScoreRow, scoreTrack, type Track } from "@groundswell/analytics";
import { contributions, ineligible, latestRun, listExpertises, type Store } from "@groundswell/store";
import { requireExpertise } from "./head.ts";

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
type Expertise = { slug: string; asOf: Date; rows: ScoreRow[]; marked: Map<number, string> };

const tracks = ["expert", "leader"] as const;

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
    const before = tracks.map((track) => scored(one, track));
    for (const [index, pair] of pairs.entries()) {
      const [whyA, whyB] = [one.marked.get(pair.a), one.marked.get(pair.b)];
      const why = whyA ?? whyB;
      if (why !== undefined && (whyA === undefined || whyB === undefined))
        moving[index]?.push(`${why}: in ${one.slug} the one person would be ranked no more`);
      else for (const [at, track] of tracks.entries()) effects[index]?.push(...effect(one, track, before[at], pair));
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
    yield { slug, asOf: run.asOf, rows: await contributions(store, slug, window), marked: new Map(marked) };
  }
}

function scored({ rows, asOf }: Pick<Expertise, "rows" | "asOf">, track: Track): Map<number, Candidate> {
  const { candidates } = scoreTrack(rows, { policy: defaultPolicy, track, asOf });
  return new Map(candidates.map((candidate) => [candidate.person, candidate]));
}

function effect(
  { slug, rows, asOf }: Expertise,
  track: Track,
  before: ReadonlyMap<number, Candidate> | undefined,
  { a, b }: Pair,
): RankEffect[] {
  const now = [before?.get(a), before?.get(b)].filter((candidate) => candidate !== undefined);
  if (now.length < 2) return [];
  const together = rows.map((row) => (row.person === b ? { ...row, person: a } : row));
  const joined = scored({ rows: together, asOf }, track).get(a);
  if (!joined) return [];
  return [
    {
      expertise: slug,
      track,
      now: now.map(({ person, rank, score }) => ({ person, rank, score })),
      joined: { rank: joined.rank, score: joined.score },
    },
  ];
}
