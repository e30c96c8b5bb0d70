import type { QueueOptions } from "@groundswell/queue";
import { listSources } from "@groundswell/store";
import type { Context } from "./context.ts";
import { type Log, logError, openLog } from "./log.ts";
import { type Metrics, openMetrics } from "./metrics.ts";
import { secretsOf } from "./secrets.ts";
import { openTracing } from "./telemetry.ts";

/** What a process that works for long tells of itself. */
export type Observing = {
  log: Log;
  metrics: Metrics;
  /** What the queues tell. */
  queue: Pick<QueueOptions, "onError" | "onJob" | "telemetry">;
  close(): Promise<void>;
};

/** Opens log, metrics, and traces where a setting says where they go. */
export async function observe({ settings, store }: Pick<Context, "settings" | "store">): Promise<Observing> {
  const sources = await listSources(store);
  const named = sources.flatMap(({ credentials }) => Object.values(credentials));
  const secrets = secretsOf(process.env, named);
  const pretty = process.stderr.isTTY === true;
  const log = await openLog({ level: settings.logLevel, pretty, secrets, to: process.stderr });
  const metrics = openMetrics();
  const tracing = settings.tracesUrl === null ? null : await openTracing(settings.tracesUrl);
  return {
    log,
    metrics,
    queue: {
      onError: logError(log, "queue"),
      onJob: (end) => {
        log.job(end);
        metrics.job(end);
      },
      telemetry: tracing?.telemetry ?? null,
    },
    close: async () => {
      await tracing?.close();
    },
  };
}
