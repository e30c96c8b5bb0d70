import { ConfigError } from "@groundswell/model";
import {
  answerCandidates,
  answerSpaces,
  answerStatus,
  type QueueView,
  type SpacesQuestion,
} from "@groundswell/reports";
import { latestRun, listExpertises, type Store } from "@groundswell/store";
import { Hono } from "hono";
import { RequestError } from "./problem.ts";
import { readCandidatesQuery, readNoQuery, readSpacesQuery } from "./query.ts";

export type ApiOptions = {
  store: Store;
  /** How the queues stand; null where this process knows no queue. */
  queueView: () => Promise<QueueView | null>;
};

/** One expertise and the instant its newest run stands at; null where nothing has been analysed. */
export type ExpertiseAnswer = { slug: string; name: string; asOf: string | null };
export type ExpertisesAnswer = { expertises: ExpertiseAnswer[] };

/** The routes under `/api`: the same answers that the command prints, as JSON. */
export function api({ store, queueView }: ApiOptions): Hono {
  return new Hono()
    .get("/expertises", async (context) => {
      readNoQuery(context.req.query());
      return context.json(await answerExpertises(store));
    })
    .get("/expertises/:slug/spaces", async (context) => {
      const question = { expertise: context.req.param("slug"), ...readSpacesQuery(context.req.query()) };
      await refuseEmptyWindow(store, question);
      return context.json(await found(() => answerSpaces(store, question)));
    })
    .get("/expertises/:slug/candidates", async (context) => {
      const question = { expertise: context.req.param("slug"), ...readCandidatesQuery(context.req.query()) };
      return context.json(await found(() => answerCandidates(store, question)));
    })
    .get("/status", async (context) => {
      readNoQuery(context.req.query());
      return context.json(await answerStatus(store, await queueView()));
    });
}

async function answerExpertises(store: Store): Promise<ExpertisesAnswer> {
  const expertises: ExpertiseAnswer[] = [];
  for (const { slug, name } of await listExpertises(store)) {
    const run = await latestRun(store, slug, null);
    expertises.push({ slug, name, asOf: run?.asOf.toISOString() ?? null });
  }
  return { expertises };
}

/** A window ends at its run's as-of instant at the latest, so a "from" alone can lie behind its end. */
async function refuseEmptyWindow(store: Store, { expertise, from, asOf }: SpacesQuestion): Promise<void> {
  if (from === null) return;
  const end = asOf ?? (await latestRun(store, expertise, null))?.asOf;
  if (end && from >= end)
    throw new RequestError(400, `The window is empty: give a "from" before ${end.toISOString()}, where the run ends.`);
}

/** With a query that was read, what is left to be wrong is a name or a run that is not there. */
async function found<T>(answer: () => Promise<T>): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof ConfigError) throw new RequestError(404, error.message, { cause: error });
    throw error;
  }
}
