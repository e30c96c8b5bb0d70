import { jobNames, openQueue, type QueueHandle, type QueueOptions } from "@groundswell/queue";
import type { QueueView } from "@groundswell/reports";
import type { Context } from "./context.ts";

/** The queues in the place that the settings name. */
export function queueOf(
  { settings, store }: Pick<Context, "settings" | "store">,
  told: Pick<QueueOptions, "onError" | "onJob" | "telemetry" | "timing"> = {},
): Promise<QueueHandle> {
  return openQueue({
    ...told,
    redisUrl: settings.redisUrl,
    databaseUrl: settings.databaseUrl,
    ...(store.kind === "embedded" ? { pool: store.pool } : {}),
  });
}

/** What the status answer says of the queues. */
export async function viewOf(queue: QueueHandle): Promise<QueueView> {
  const found = jobNames.map(async (name) =>
    (await queue.deadLetters(name)).map(({ message, count, last }) => ({ queue: name, message, count, at: last.at })),
  );
  return {
    kind: queue.kind,
    counts: await queue.counts(),
    schedules: await queue.schedules(),
    deadLetters: (await Promise.all(found)).flat(),
  };
}
