import type { Batch, SignalKind } from "@groundswell/model";
import type { z } from "zod";
import type { Connector, KnownThread } from "../src/connector.ts";
import { createHttp } from "../src/http.ts";

/** A thread as the store knows it. */
export function knownThread(platform: string, kind: SignalKind, id: string, occurredAt: string): KnownThread {
  return { platform, kind, id, url: null, occurredAt };
}

/** What a worker that reads known threads again saves, and the error that ended it. */
export async function revisitAsWorker<Schema extends z.ZodType>(
  connector: Connector<Schema>,
  threads: KnownThread[],
  known: { options: object; credentials?: Record<string, string>; now: Date; stopAfter?: number },
) {
  const stop = new AbortController();
  const batches: Batch[] = [];
  let error: unknown = null;
  const http = createHttp({ userAgent: "Groundswell/test", now: () => known.now, guard: "none" });
  const context = {
    source: "test",
    options: connector.options.parse(known.options),
    cursor: null,
    credentials: known.credentials ?? {},
    since: null,
    now: () => known.now,
    http,
    signal: stop.signal,
  };
  try {
    for await (const batch of connector.revisit?.(context, threads) ?? []) {
      batches.push(batch);
      if (batches.length === known.stopAfter) stop.abort();
    }
  } catch (caught) {
    error = caught;
  }
  const found = batches.flatMap(({ signals }) => signals.map(({ id }) => id));
  const whole = batches.flatMap(({ complete }) => complete.map(({ threadId }) => threadId));
  return { batches, error, http, context, found, whole, gone: whole.filter((id) => !found.includes(id)) };
}
