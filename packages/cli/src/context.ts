import { connectors, createHttp } from "@groundswell/connectors";
import { readSettings, type Settings } from "@groundswell/model";
import { openQueue, type QueueHandle } from "@groundswell/queue";
import type { QueueView } from "@groundswell/reports";
import { openStore, type Store } from "@groundswell/store";

/** What every command works with. */
export type Context = { settings: Settings; store: Store; now: () => Date; signal: AbortSignal };

export const now = () => new Date();

/** Opens the store for one command and closes it whatever happens. */
export async function withStore<T>(work: (context: Context) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env);
  const store = await openStore(settings);
  const shutdown = onShutdown();
  try {
    return await work({ settings, store, now, signal: shutdown.signal });
  } finally {
    shutdown.stop();
    await store.close();
  }
}

/** The queues in the place that the settings name. */
export function queueOf({ settings, store }: Pick<Context, "settings" | "store">): Promise<QueueHandle> {
  return openQueue({
    redisUrl: settings.redisUrl,
    databaseUrl: settings.databaseUrl,
    ...(store.kind === "embedded" ? { pool: store.pool } : {}),
  });
}

/** What the status answer says of the queues. */
export async function viewOf(queue: QueueHandle): Promise<QueueView> {
  return { kind: queue.kind, counts: await queue.counts(), schedules: await queue.schedules() };
}

/** What collecting needs beside the store. */
export function collecting({ settings, store, signal }: Context) {
  const http = createHttp({ userAgent: `groundswell/0.1 (+${settings.contact})` });
  return { store, connectors, http, env: process.env, now, signal };
}

/** A signal that aborts on the first SIGINT or SIGTERM; a second one ends the process at once. */
export function onShutdown(): { signal: AbortSignal; requested: Promise<void>; stop: () => void } {
  const controller = new AbortController();
  const abort = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  const requested = new Promise<void>((resolve) => controller.signal.addEventListener("abort", () => resolve()));
  process.on("SIGINT", abort);
  process.on("SIGTERM", abort);
  return {
    signal: controller.signal,
    requested,
    stop: () => {
      process.removeListener("SIGINT", abort);
      process.removeListener("SIGTERM", abort);
    },
  };
}
