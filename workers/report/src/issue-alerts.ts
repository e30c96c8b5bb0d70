import { dayMs, explain, type Window } from "@groundswell/model";
import { findReport } from "@groundswell/reports";
import {
  expertisesWithWatchers,
  latestEvaluation,
  listExpertises,
  newestEdition,
  saveEdition,
} from "@groundswell/store";
import { type Building, buildReport } from "./prepare.ts";

export type IssuedAlerts = {
  made: { expertise: string; edition: number }[];
  /** What could not be issued, and why, in sentences. */
  failed: string[];
};

/** After it an alert is no news: whoever looks at the pages sees it there. */
const mostDays = 7;

/**
 * Issues the report of alerts for each expertise that somebody asked to be told of, without a schedule: of everything found since the last edition. Where nothing
 * is new there is no edition, and where nobody asked nothing is built.
 */
export async function issueAlerts(context: Building): Promise<IssuedAlerts> {
  const issued: IssuedAlerts = { made: [], failed: [] };
  const watched = await expertisesWithWatchers(context.store);
  if (watched.length === 0) return issued;
  for (const { slug } of await listExpertises(context.store)) {
    if (!watched.includes("*") && !watched.includes(slug)) continue;
    try {
      const edition = await issueOf(context, slug);
      if (edition !== null) issued.made.push({ expertise: slug, edition });
    } catch (error) {
      // The others have nothing to do with it.
      issued.failed.push(`The alerts of ${slug} could not be issued: ${explain(error)}`);
    }
  }
  return issued;
}

async function issueOf(context: Building, expertise: string): Promise<number | null> {
  const { store, now } = context;
  const evaluation = await latestEvaluation(store, expertise);
  if (!evaluation) return null;
  const of = { report: "alerts", expertise, cadence: "day" as const };
  const last = await newestEdition(store, of);
  const window = windowTo(evaluation.asOf, last?.window.to ?? null);
  if (window === null) return null;
  const { document, watermark } = await buildReport(context, findReport("alerts"), { ...of, window });
  if (document === null) return null;
  const edition = { ...of, window, document, watermark, revision: 1, revised: [], builtAt: now() };
  const { id, isNew } = await saveEdition(store, edition);
  return isNew ? id : null;
}

/** From the last edition on, so that a day on which no worker was there is made up for in one; the day itself where there was none. */
function windowTo(to: Date, last: Date | null): Window | null {
  if (last !== null && last >= to) return null;
  const day = to.getTime() - dayMs;
  const from = last === null ? day : Math.max(last.getTime(), to.getTime() - mostDays * dayMs);
  return { from: new Date(Math.min(from, day)), to };
}
