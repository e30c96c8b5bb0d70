import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { type Batch, type Json, RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHttp } from "./http.ts";
import { hyperkitty, mapHyperkittyThread } from "./hyperkitty.ts";

const list = "users@lists.example.org";
const http = createHttp({ userAgent: "Groundswell/test", allowHosts: ["127.0.0.1"] });
let server: Server;
let baseUrl: string;
let asked: string[];
let answer: (request: IncomingMessage, response: ServerResponse, url: URL) => void;

const message = (id: number, day: string) =>
  `From ilse at shells.example  Wed Sep  2 10:00:00 2026\nFrom: Ilse <ilse@shells.example>\nDate: ${day}T10:00:00Z\nMessage-ID: <${id}@x>\n\ntext\n\n`;
const mails: [number, string][] = [
  [1, "2026-07-03"],
  [2, "2026-08-03"],
  [3, "2026-09-03"],
];
const exporting = (_: IncomingMessage, response: ServerResponse, url: URL) => {
  const [start = "", end = ""] = [url.searchParams.get("start") ?? "", url.searchParams.get("end") ?? ""];
  const within = mails.filter(([, day]) => day >= start && day < end);
  response
    .setHeader("content-type", "application/gzip")
    .end(gzipSync(within.map(([id, day]) => message(id, day)).join("")));
};

beforeEach(async () => {
  asked = [];
  answer = exporting;
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    answer(request, response, new URL(request.url ?? "", "http://x"));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

async function pull({
  cursor = null,
  since = null,
  now = "2026-09-10T00:00:00Z",
}: {
  cursor?: Json;
  since?: string | null;
  now?: string;
} = {}): Promise<Batch[]> {
  const options = { url: "https://lists.example.org/archives/", list, baseUrl };
  const context = {
    source: "test",
    options,
    cursor,
    credentials: {},
    since: since === null ? null : new Date(since),
    now: () => new Date(now),
    http,
    signal: new AbortController().signal,
  };
  const batches: Batch[] = [];
  for await (const batch of hyperkitty.pull(context)) batches.push(batch);
  return batches;
}
const ids = (batches: Batch[]) => batches.flatMap(({ signals }) => signals.map(({ id }) => id));

describe("the export", () => {
  it("is asked for by month from where history is wanted", async () => {
    expect(ids(await pull({ since: "2026-08-01T00:00:00Z" }))).toEqual(["2@x", "3@x"]);
    expect(asked).toEqual([
      "/archives/list/users@lists.example.org/export/users-2026-08.mbox.gz?start=2026-08-01&end=2026-09-01",
      "/archives/list/users@lists.example.org/export/users-2026-09.mbox.gz?start=2026-09-01&end=2026-10-01",
    ]);
  });
  it("is searched for its beginning where history has none", async () => {
    mails.unshift([0, "2019-02-01"]);
    try {
      const batches = await pull();
      expect(ids(batches)).toEqual(["0@x", "1@x", "2@x", "3@x"]);
      expect(batches[0]?.signals[0]).toMatchObject({
        connector: "hyperkitty",
        space: { id: list, url: "https://lists.example.org/archives/list/users@lists.example.org/" },
      });
    } finally {
      mails.shift();
    }
  });
  it("goes on from every saved cursor to the same whole, and next time asks for two months only", async () => {
    const batches = await pull({ since: "2026-07-01T00:00:00Z" });
    for (const [at, { cursor }] of batches.entries()) {
      const rest = await pull({ cursor, since: "2026-07-01T00:00:00Z" });
      expect([...new Set([...ids(batches.slice(0, at + 1)), ...ids(rest)])]).toEqual(["1@x", "2@x", "3@x"]);
    }
    asked = [];
    const again = await pull({ cursor: batches.at(-1)?.cursor ?? null });
    expect(ids(again)).toEqual([]);
    expect(asked).toHaveLength(2);
  });
  it.each([
    [429, RateLimitedError],
    [500, UnavailableError],
    [403, RefusedError],
    [404, RefusedError],
  ])("status %d everywhere says what the worker does", async (status, error) => {
    answer = (_, response) => response.writeHead(status).end();
    await expect(pull({ since: "2026-08-01T00:00:00Z" })).rejects.toThrow(error);
  });
});

const email = (id: string, more: object = {}) => ({
  url: `http://inside/archives/api/list/${list}/email/${id}/`,
  message_id: `${id}@X.example`,
  message_id_hash: id,
  sender: { address: "ilse (a) shells.example", mailman_id: "m1" },
  sender_name: "Ilse",
  subject: "[Users] Nested groups",
  date: "2026-09-03T10:00:00Z",
  parent: null,
  votes: { likes: 2, dislikes: 0 },
  content: "> old\nText",
  ...more,
});

describe("the API", () => {
  it("gives a thread the ids that the export gives it", () => {
    const answerTo = { parent: `https://x/archives/api/list/${list}/email/A/` };
    const page = {
      count: 3,
      next: null,
      results: [email("A"), email("B", { ...answerTo, sender: null, votes: null }), { url: 5 }],
    };
    const { signals, skipped } = mapHyperkittyThread(page, { list });
    expect(signals).toMatchObject([
      {
        id: "A@x.example",
        kind: "question",
        threadId: "A@x.example",
        parentId: null,
        title: "Nested groups",
        excerpt: "Text",
        metrics: { likes: 2, dislikes: 0 },
        account: { name: "Ilse" },
      },
      {
        id: "B@x.example",
        kind: "message",
        threadId: "A@x.example",
        parentId: "A@x.example",
        account: null,
        metrics: {},
      },
    ]);
    expect(signals[0]?.account?.emailHash).toMatch(/^[\da-f]{64}$/);
    expect(skipped).toMatchObject([{ position: "message 3", item: '{"url":5}' }]);
    expect(mapHyperkittyThread([email("A")], { list }).signals).toHaveLength(1);
  });

  const threads = Array.from({ length: 130 }, (_, index) => ({
    thread_id: `T${index}`,
    date_active: new Date(Date.UTC(2026, 8, 9) - index * 86_400_000).toISOString(),
  }));
  const api = (wrap: boolean) => (_: IncomingMessage, response: ServerResponse, url: URL) => {
    if (url.pathname.includes("/export/")) return response.writeHead(200).end("<html>Sign in</html>");
    const offset = Number(url.searchParams.get("offset"));
    const send = (items: unknown[]) => {
      const some = items.slice(offset, offset + 100);
      const next = offset + some.length < items.length ? "http://inside/next" : null;
      response.end(JSON.stringify(wrap ? { count: items.length, next, previous: null, results: some } : some));
    };
    const thread = /thread\/(\w+)\/emails/.exec(url.pathname)?.[1];
    const single = /\/email\/(\w+)\//.exec(url.pathname)?.[1];
    if (single) return response.end(JSON.stringify(email(single)));
    return send(thread === undefined ? threads : [{ url: email(thread).url }]);
  };
  it.each([true, false])("is read to the end where the export asks to sign in (page object: %s)", async (wrap) => {
    answer = api(wrap);
    const batches = await pull({ since: "2026-01-01T00:00:00Z" });
    expect(new Set(ids(batches)).size).toBe(130);
    const before = batches[0]?.cursor;
    expect(batches.slice(0, -1).every(({ cursor }) => JSON.stringify(cursor) === JSON.stringify(before))).toBe(true);
    asked = [];
    expect(ids(await pull({ cursor: batches.at(-1)?.cursor ?? null, now: "2026-09-11T00:00:00Z" }))).toEqual([
      "T0@x.example",
    ]);
    expect(asked.some((url) => url.includes("/export/"))).toBe(false);
  });
});
