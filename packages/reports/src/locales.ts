import {
  type Listed,
  type Locale,
  type LocaleCoverage,
  localeCoverage,
  localeRanks,
  type Policy,
  type Track,
} from "@groundswell/analytics";
import { placesOf, runScores, type Store } from "@groundswell/store";
import { type Head, head, requireRun } from "./head.ts";
import { requirePolicy } from "./year-before.ts";

export type LocalesQuestion = { expertise: string; track: Track; asOf: Date | null };

/** How each region and language stands in the list of candidates. */
export type LocalesAnswer = Head & { track: Track; population: number } & LocaleCoverage;

/** Everybody's rank among those of the same region and of the same language. */
export async function readLocales(
  store: Store,
  candidates: readonly Listed[],
  regions: Policy["regions"],
): Promise<Map<number, Locale>> {
  const ranked = candidates.filter(({ rank }) => rank !== null);
  return localeRanks(ranked, await placesOf(store, personsOf(ranked)), regions);
}

/** Whom the list shows and whom it does not, by region and language, in the newest run. */
export async function answerLocales(store: Store, { expertise, track, asOf }: LocalesQuestion): Promise<LocalesAnswer> {
  const run = await requireRun(store, expertise, asOf);
  const { regions } = await requirePolicy(store, run);
  const scored = (await runScores(store, run.id, track, 0)) as Listed[];
  const window = { from: run.windowFrom, to: run.windowTo };
  return {
    ...head(expertise, run, run.asOf, window, run.coverage as Head["coverage"]),
    track,
    population: scored.length,
    ...localeCoverage(scored, await placesOf(store, personsOf(scored)), regions),
  };
}

function personsOf(candidates: readonly Listed[]): number[] {
  return candidates.map(({ person }) => person);
}
