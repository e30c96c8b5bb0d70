import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Batch, Json, KnownThread } from "@groundswell/model";
import { afterEach, beforeEach } from "vitest";
import { createHttp } from "../src/http.ts";

/** A page described as JSON-LD. */
export const ld = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
/** A page with one question. */
export const question = (more: object) =>
  ld({ "@type": "QAPage", mainEntity: { "@type": "Question", name: "Why?", ...more } });
export const dated = { datePublished: "2026-09-01T00:00:00Z" };

/** A site of pages by their paths, and what was asked of it. */
export const site = {
  url: "",
  pages: {} as Record<string, [number, string, Record<string, string>?]>,
  requests: [] as string[],
};

/** Serves the site anew, and empty, for every test of a file. */
export function servePages(): void {
  let server: Server;
  beforeEach(async () => {
    site.pages = {};
    site.requests = [];
    server = createServer((request, response) => {
      site.requests.push(request.url ?? "");
      const [status, body, headers] = site.pages[request.url ?? ""] ?? [404, "none"];
      response.writeHead(status, { "content-type": "text/html", ...headers }).end(body);
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((closed) => server.close(closed)));
}

/** What a pull is given. */
export const contextOf = (cursor: Json, options: unknown) => ({
  source: "site",
  options,
  cursor,
  credentials: {},
  since: null,
  now: () => new Date("2026-09-10T12:00:00Z"),
  http: createHttp({ userAgent: "test", allowHosts: ["127.0.0.1", "localhost"] }),
  signal: new AbortController().signal,
});
/** All batches of a pull. */
export async function collect(batches: AsyncIterable<Batch> | undefined): Promise<Batch[]> {
  const all: Batch[] = [];
  for await (const one of batches ?? []) all.push(one);
  return all;
}
/** The ids of all signals, in order. */
export const ids = (batches: Batch[]) => batches.flatMap(({ signals }) => signals.map(({ id }) => id));

/** A question that the store knows. */
export const known = (n: number, more: Partial<KnownThread> = {}): KnownThread => ({
  platform: "forum.example",
  kind: "question",
  id: String(n),
  url: `https://forum.example/q/${n}`,
  occurredAt: "2026-09-01T00:00:00Z",
  ...more,
});
