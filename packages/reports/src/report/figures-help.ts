import { rankSupport, waitHours } from "@groundswell/analytics";
import type { Window } from "@groundswell/model";
import type { Store } from "@groundswell/store";
import { type JudgedSpace, judgeSpacesAlone } from "../space-health.ts";
import { type HelpCounts, helpCounts } from "./figures-rates.ts";

/** How people were helped in a window: everywhere together, and where it was lacking. */
export type WindowHelp = {
  counts: HelpCounts | null;
  /** Half of all threads had their first response within so many hours, by Kaplan and Meier; null where they had not, or there are too few. */
  medianHours: number | null;
  medianInterval: [number, number] | null;
  /** Keys of the spaces in need, in the order of their rank. */
  needy: string[];
  /** Threads of 72 h and more by space, and those of them that were helped. */
  helped: Map<string, { count: number; n: number }>;
};

/** What is counted of a space that was judged. */
export type HelpedSpace = Pick<JudgedSpace, "key" | "waits" | "health" | "need" | "reach">;

/** Reads the threads of a window and keeps their counts. */
export async function readWindowHelp(store: Store, expertise: string, window: Window): Promise<WindowHelp> {
  return windowHelp(await judgeSpacesAlone(store, { expertise, window }));
}

/** Counts spaces that were judged. */
export function windowHelp(spaces: readonly HelpedSpace[]): WindowHelp {
  // All threads as those of one space: a median of medians would be nobody's wait.
  const firstResponse = waitHours({
    happened: spaces.flatMap(({ waits }) => waits.happened),
    waiting: spaces.flatMap(({ waits }) => waits.waiting),
  });
  const { lower, upper } = firstResponse.medianInterval;
  const ranks = rankSupport(spaces);
  const rankOf = (key: string) => ranks.get(key)?.rank ?? null;
  return {
    counts: helpCounts(
      spaces.map(({ health: { threads, backlog, rates } }) => ({ health: { threads, backlog, intervals: rates } })),
    ),
    medianHours: firstResponse.median,
    medianInterval: lower === null || upper === null ? null : [lower, upper],
    needy: spaces
      .map(({ key }) => key)
      .filter((key) => rankOf(key) !== null)
      .sort((a, b) => (rankOf(a) ?? 0) - (rankOf(b) ?? 0) || (a < b ? -1 : 1)),
    helped: new Map(
      spaces.map(({ key, health }) => {
        const { count, n } = health.rates.responseRate["72h"];
        return [key, { count, n }];
      }),
    ),
  };
}
