import { type Connector, connectors, createHostLimits, createHttp, type Http } from "@groundswell/connectors";
import { type Batch, ConfigError, readSettings, type Settings } from "@groundswell/model";
import { type Counts, type Store, shareLimits } from "@groundswell/store";
import { type Context, now } from "./context.ts";
import type { Metrics } from "./metrics.ts";
import { userAgentOf } from "./user-agent.ts";

/** What collecting needs beside the store. */
export function collecting({ settings, store, signal, closing }: Context, metrics: Metrics | null = null) {
  const { http, close } = openClient(settings, store, metrics);
  closing.push(close);
  const always = { store, connectors, http, env: process.env, now, signal, rawDays: settings.rawDays };
  if (!metrics) return always;
  const measured = Object.entries(connectors).map(([name, one]): [string, Connector] => [name, metrics.connector(one)]);
  return {
    ...always,
    connectors: Object.fromEntries(measured),
    onProgress: (_: unknown, counts: Counts) => metrics.saved(counts),
  };
}

/** What a command ends with that was asked to stop with more to read: whoever waits for it must not take its summary for the whole. */
export function stoppedEarly(): ConfigError {
  return new ConfigError("Asked to stop before the end: repeat the same command, it goes on where it was.");
}

/** The polite client of a process; on PostgreSQL it shares its limits with every other process there. */
export function openClient(
  settings: Settings,
  store: Store | null,
  metrics: Metrics | null = null,
): { http: Http; close: () => void } {
  const { allowHosts, politeness } = settings;
  const { concurrentPerHost, requestsPerSecond } = politeness;
  const shared =
    store?.kind === "postgres" ? shareLimits(store, createHostLimits(concurrentPerHost, now), politeness, now) : null;
  const limits = shared ?? createHostLimits(concurrentPerHost, now, requestsPerSecond);
  const userAgent = userAgentOf(settings);
  const measured = metrics ? metrics.limits(limits) : limits;
  const http = createHttp({ userAgent, guard: "public-only", allowHosts, limits: measured });
  return {
    http: metrics ? metrics.http(http) : http,
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
