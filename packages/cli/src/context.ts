import { type Connector, connectors, createHostLimits, createHttp, type Http } from "@groundswell/connectors";
import { type Batch, readSettings, type Settings } from "@groundswell/model";
import { jobNames, openQueue, type QueueHandle } from "@groundswell/queue";
import type { QueueView } from "@groundswell/reports";
import { openStore, type Store, shareLimits } from "@groundswell/store";

/** What every command works with. */
export type Context = { settings: Settings; store: Store; http: Http; now: () => Date; signal: AbortSignal };

export const now = () => new Date();

/** Opens the store for one command and closes it whatever happens. */
export async function withStore<T>(work: (context: Context) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env);
  // Listening begins before the store is open: asked to stop while it opens, the process still gives it back.
  const shutdown = onShutdown();
  try {
    const store = await openStore(settings);
    const client = openClient(settings, store);
    try {
      return await work({ settings, store, http: client.http, now, signal: shutdown.signal });
    } finally {
      client.close();
      await store.close();
    }
  } finally {
    shutdown.stop();
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

/** What collecting needs beside the store. */
export function collecting({ settings, store, http, signal }: Context) {
  return { store, connectors, http, env: process.env, now, signal, rawDays: settings.rawDays };
}

/** What this software calls itself to the places that it asks. */
export function userAgentOf({ contact }: Settings): string {
  return `groundswell/0.1 (+${contact})`;
}

/** The polite client of a process; on PostgreSQL it shares its limits with every other process there. */
export function openClient(settings: Settings, store: Store | null): { http: Http; close: () => void } {
  const { allowHosts, politeness } = settings;
  const { concurrentPerHost, requestsPerSecond } = politeness;
  const shared =
    store?.kind === "postgres" ? shareLimits(store, createHostLimits(concurrentPerHost, now), politeness, now) : null;
  const limits = shared ?? createHostLimits(concurrentPerHost, now, requestsPerSecond);
  const userAgent = userAgentOf(settings);
  return {
    http: createHttp({ userAgent, guard: "public-only", allowHosts, limits }),
    close: () => shared?.close(),
  };
}

/** Runs a connector with nothing behind it: no store, no cursor, and the secrets that variables of its name hold. */
export function pullAlone(
  connector: Connector,
  options: unknown,
  { since = null, signal }: { since?: Date | null; signal: AbortSignal },
): AsyncIterable<Batch> {
  const { name } = connector;
  return connector.pull({
    source: `try-${name}`,
    options,
    cursor: null,
    credentials: secretsOf(name, Object.keys(connector.credentials)),
    since,
    now,
    http: openClient(readSettings(process.env), null).http,
    signal,
  });
}

function secretsOf(connector: string, names: string[]): Record<string, string> {
  const variable = (name: string) => `${connector}_${name}`.toUpperCase().replace(/[^A-Z0-9]/g, "_");
  const found = names.map((name): [string, string] => [name, process.env[variable(name)]?.trim() ?? ""]);
  return Object.fromEntries(found.filter(([, value]) => value !== ""));
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
