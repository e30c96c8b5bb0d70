import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Batch, Json } from "@groundswell/model";
import type { z } from "zod";
import type { Connector } from "../src/connector.ts";
import { createHttp } from "../src/http.ts";

/** One request that a connector made. */
export type Ask = { method: string; url: URL; headers: IncomingHttpHeaders; body: string };

/** Serves one place on loopback; `answer` is given every request with its body read. */
export async function serveSite(answer: (ask: Ask, response: ServerResponse) => void) {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    const url = new URL(request.url ?? "", "http://api");
    answer({ method: request.method ?? "", url, headers: request.headers, body }, response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Answers with JSON. */
export function json(response: ServerResponse, value: unknown, status = 200, headers: Record<string, string> = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
}

/** What a test may say of a pull; the rest is a first pull with the secrets it usually has. */
export type Known = {
  options?: object;
  cursor?: Json;
  since?: Date;
  credentials?: Record<string, string>;
  stopAfter?: number;
};

/** Pulls as a worker does: batches are saved until an error, which is handed back beside them. */
export async function pullAsWorker<Schema extends z.ZodType>(
  connector: Connector<Schema>,
  { options = {}, cursor = null, since, credentials = {}, stopAfter, now }: Known & { now: Date },
) {
  const stop = new AbortController();
  const batches: Batch[] = [];
  let error: unknown = null;
  try {
    const pulling = connector.pull({
      source: "test",
      options: connector.options.parse(options),
      cursor,
      credentials,
      since: since ?? null,
      now: () => now,
      http: createHttp({ userAgent: "Groundswell/test", now: () => now, guard: "none" }),
      signal: stop.signal,
    });
    for await (const batch of pulling) {
      batches.push(batch);
      if (batches.length === stopAfter) stop.abort();
    }
  } catch (caught) {
    error = caught;
  }
  const signals = batches.flatMap((batch) => batch.signals);
  return {
    batches,
    error,
    signals,
    ids: [...new Set(signals.map(({ id }) => id))].sort(),
    cursor: batches.at(-1)?.cursor ?? cursor,
  };
}
