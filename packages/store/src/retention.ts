import { dayMs } from "@groundswell/model";
import type { Store } from "./open.ts";
import { dropAllRawPages } from "./raw-pages.ts";
import { foldPulls } from "./retention-pulls.ts";
import { thinRuns } from "./retention-runs.ts";

/** How many of each went. */
export type Retained = { rawPages: number; runs: number; pulls: number };

const pullDays = 2 * 365;

/**
 * Removes what has been kept long enough: raw pages after `rawDays`, also of sources that nobody reads any more; runs that newer ones have
 * overtaken; pulls of more than two years ago become few. Safe to ask for at any time, from several processes.
 */
export async function retain(store: Store, { now, rawDays }: { now: Date; rawDays: number }): Promise<Retained> {
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
  return {
    rawPages: await dropAllRawPages(store, before(rawDays)),
    runs: await thinRuns(store, now),
    pulls: await foldPulls(store, before(pullDays)),
  };
}
