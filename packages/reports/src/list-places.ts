import type { Candidate, JoinEffect } from "@groundswell/analytics";
import { runPopulation, type Store, scoresInList } from "@groundswell/store";

type List = { run: number; track: string };

/** Scores that are reckoned in two ways differ in their last digits. */
const rounding = 1e-9;

/** Which place a score has among those ranked, equal ones sharing the first; as the list is, without intervals. */
export async function placeOfScore(store: Store, list: List, score: number): Promise<number> {
  return firstNotAbove(store, list, score);
}

/**
 * How many of those ranked come before the one person that two would be. Whose score is further from it than joining can move anybody's is
 * known without a look; only those between are scored again.
 */
export async function countAbove(
  store: Store,
  { except, ...list }: List & { except: readonly { person: number; position: number }[] },
  { score, scoreOf, furthest }: JoinEffect,
): Promise<number> {
  const from = await firstNotAbove(store, list, score + furthest + rounding);
  const to = await firstNotAbove(store, list, score - furthest - rounding);
  let above = from - 1 - except.filter(({ position }) => position < from).length;
  for (const { person, rank, channels } of await scoresInList(store, { ...list, from, to })) {
    if (rank === null || except.some((one) => one.person === person)) continue;
    if (scoreOf({ channels: channels as Candidate["channels"] }) > score + rounding) above += 1;
  }
  return above;
}

/** The first place of a list whose score is not above another, found by halving. */
async function firstNotAbove(store: Store, list: List, score: number): Promise<number> {
  let low = 1;
  let high = 1 + (await runPopulation(store, list.run, list.track));
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [found] = await scoresInList(store, { ...list, from: middle, to: null });
    if (found && found.rank !== null && found.score > score) low = found.position + 1;
    else high = middle;
  }
  return low;
}
