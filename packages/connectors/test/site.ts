import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Batch, Json } from "@groundswell/model";
import { afterEach, beforeEach } from "vitest";
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

/** In every test of a file an API of its own: tests say what it answers, and see what was `asked`. */
export function useApi() {
  const unasked = (ask: Ask, response: ServerResponse) => json(response, { error: `nobody answers ${ask.url}` }, 404);
  const api = { baseUrl: "", answer: unasked, asked: [] as Ask[] };
  let served: Awaited<ReturnType<typeof serveSite>>;
  beforeEach(async () => {
    served = await serveSite((ask, response) => {
      api.asked.push(ask);
      api.answer(ask, response);
    });
    Object.assign(api, { baseUrl: served.baseUrl, answer: unasked, asked: [] });
  });
  afterEach(() => served.close());
  return api;
}

/** A page as it is served: HTML with status 200 unless it says otherwise; a text is its body, a number its status. */
export type Page = string | number | { body: string; type?: string; status?: number; headers?: Record<string, string> };

/** In every test of a file a site of its own: tests set its `pages` by path, and see which were `asked` for. Others are not found. */
export function useSite() {
  const site = { baseUrl: "", pages: {} as Record<string, Page>, asked: [] as string[] };
  let served: Awaited<ReturnType<typeof serveSite>>;
  beforeEach(async () => {
    served = await serveSite(({ url }, response) => {
      site.asked.push(url.pathname + url.search);
      const page = site.pages[url.pathname] ?? 404;
      const { body, type = "text/html", status = 200, headers } = typeof page === "object" ? page : plain(page);
      response.writeHead(status, { "content-type": type, ...headers }).end(body);
    });
    Object.assign(site, { baseUrl: served.baseUrl, pages: {}, asked: [] });
  });
  afterEach(() => served.close());
  return site;
}

function plain(page: string | number): Exclude<Page, string | number> {
  return typeof page === "string" ? { body: page } : { body: "", status: page };
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
