import { analyse, keepAnswers, loadPolicy } from "@groundswell/analyse";
import { workOnCollect, workOnReplay } from "@groundswell/collect";
import { connectors, createLookingHttp } from "@groundswell/connectors";
import { explain } from "@groundswell/model";
import type { QueueHandle } from "@groundswell/queue";
import { findAlerts, reportSchedules, sendSchedule, workOnReports, workOnSending } from "@groundswell/report";
import { deliverySchedule, workOnDeliveries } from "@groundswell/server";
import { listExpertises, listSources } from "@groundswell/store";
import { collecting } from "./collecting.ts";
import type { Context } from "./context.ts";
import type { Metrics } from "./metrics.ts";
import { say } from "./output.ts";
import { reporting } from "./reporting.ts";
import { dailyRetention } from "./retention.ts";
import { userAgentOf } from "./user-agent.ts";

/** The workers there are, by the name of their jobs. */
export const workerNames = ["collect", "replay", "analyse", "report", "send", "deliver"] as const;
export type WorkerName = (typeof workerNames)[number];

/** Starts workers on the queues; they end when the queue closes. */
export async function startWorkers(
  context: Context,
  queue: QueueHandle,
  names: readonly WorkerName[] = workerNames,
  onDone: (job: string) => void = (job) => say(job),
  metrics: Metrics | null = null,
): Promise<void> {
  if (names.includes("collect"))
    await workOnCollect({
      collecting: collecting(context, metrics),
      queue,
      onDone: ({ source, state, counts: { signals } }) =>
        onDone(`collect ${source}: ${state}, ${signals.saved} signals saved, ${signals.seen} seen before`),
    });
  if (names.includes("replay")) {
    const { store, now } = context;
    await workOnReplay({
      replaying: { store, connectors, now },
      queue,
      onDone: ({ source, pages, changed, added }) =>
        onDone(`replay ${source}: ${pages} pages read again, ${changed} signals changed, ${added} added`),
    });
  }
  if (names.includes("deliver")) {
    const { settings } = context;
    const http = createLookingHttp({ userAgent: userAgentOf(settings), allowHosts: settings.allowHosts });
    await workOnDeliveries(queue, { ...context, http });
  }
  if (names.includes("report")) {
    await workOnReports(await reporting(context), queue, {
      onIssued: ({ report, expertise }, { edition }) =>
        onDone(`report ${report}${expertise === null ? "" : ` of ${expertise}`}: ${issuedWords(edition)}`),
      onRevised: ({ edition, revised }) =>
        onDone(`report: edition ${edition} is a revision, ${revised.length} changes`),
      onAlerts: ({ expertise, edition }) => onDone(`report alerts of ${expertise}: edition ${edition}`),
    });
    // What was due while no worker was there.
    await queue.add("report", { schedule: null });
  }
  if (names.includes("send")) await workOnSending(await reporting(context), queue);
  if (names.includes("analyse")) {
    const retention = dailyRetention(context);
    await queue.work("analyse", async ({ expertise, asOf }, { count }) => {
      // Read anew for each job: who edits the file need not start the worker again.
      const analysing = { ...context, policy: loadPolicy(context.settings.policyFile) };
      const run = await analyse(analysing, asOf ? { expertise, asOf: new Date(asOf) } : { expertise });
      await keepAnswers(context, { expertise });
      count({ run: run.run, days: run.days, links: run.links, ...run.people });
      const gone = await retention();
      if (gone !== null) count({ ...gone });
      // Of the past nobody is told anything new.
      if (asOf === undefined) await findAlerts(context, run);
      onDone(`analyse ${expertise}: run ${run.run} as of ${run.asOf.toISOString().slice(0, 10)}`);
    });
  }
}

function issuedWords(edition: number | null): string {
  return edition === null ? "nothing to say" : `edition ${edition}`;
}

/**
 * Looks again and again whether the queue still holds its schedules: a Redis that lost what it held, in a restart or by a FLUSHALL, would have
 * nothing fire for ever.
 * @returns what ends it, after the look that is under way
 */
export function keepSchedules(
  context: Context,
  queue: QueueHandle,
  { everyMs = 300_000, onError }: { everyMs?: number; onError: (sentence: string) => void },
): () => Promise<void> {
  let looking = Promise.resolve();
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    looking = reconcileSchedules(context, queue)
      .catch((error: unknown) => onError(`The schedules could not be looked at: ${explain(error)}`))
      .finally(() => {
        isLooking = false;
      });
  }, everyMs);
  return () => {
    clearInterval(timer);
    return looking;
  };
}

/** Makes the queue's schedules those of the store: every source at its pace, every expertise once an hour, every report when it is due. */
export async function reconcileSchedules({ store }: Context, queue: QueueHandle): Promise<void> {
  const sources = (await listSources(store)).filter((source) => source.every !== null && source.state !== "paused");
  const expertises = await listExpertises(store);
  await queue.reconcileSchedules([
    ...sources.map((source) => ({
      name: "collect" as const,
      key: source.id,
      data: { source: source.id },
      every: source.every ?? "",
    })),
    ...expertises.map(({ slug }) => ({
      name: "analyse" as const,
      key: slug,
      data: { expertise: slug },
      every: "1 hour",
    })),
    ...(await reportSchedules(store)),
    sendSchedule,
    deliverySchedule,
  ]);
}
