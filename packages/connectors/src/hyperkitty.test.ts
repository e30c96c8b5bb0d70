import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { type Batch, type Json, RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { KnownThread } from "./connector.ts";
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
  stop = new AbortController(),
  stopAfter = Number.POSITIVE_INFINITY,
}: {
  cursor?: Json;
  since?: string | null;
  now?: string;
  stop?: AbortController;
  stopAfter?: number;
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
    signal: stop.signal,
  };
  const batches: Batch[] = [];
  for await (const batch of hyperkitty.pull(context)) if (batches.push(batch) === stopAfter) stop.abort();
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

const reading = { list, url: `https://lists.example.org/archives/list/${list}/` };

describe("the API", () => {
  it("gives a thread the ids that the export gives it", () => {
    const answerTo = { parent: `https://x/archives/api/list/${list}/email/A/` };
    const page = {
      count: 3,
      next: null,
      results: [email("A"), email("B", { ...answerTo, sender: null, votes: null }), { url: 5 }],
    };
    const { signals, skipped } = mapHyperkittyThread(page, reading);
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
    expect(signals[0]?.account?.emailDomain).toBe("shells.example");
    expect(skipped).toMatchObject([{ position: "message 3", item: '{"url":5}' }]);
    expect(mapHyperkittyThread([email("A")], reading).signals).toHaveLength(1);
  });

  let threads: { thread_id: string; date_active: string }[];
  beforeEach(() => {
    threads = Array.from({ length: 130 }, (_, index) => ({
      thread_id: `T${index}`,
      date_active: new Date(Date.UTC(2026, 8, 9) - index * 86_400_000).toISOString(),
    }));
  });
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
    asked = [];
    expect(ids(await pull({ cursor: batches.at(-1)?.cursor ?? null, now: "2026-09-11T00:00:00Z" }))).toEqual([
      "T0@x.example",
    ]);
    expect(asked.some((url) => url.includes("/export/"))).toBe(false);
  });

  it("goes on with the pass that was broken off, thread by thread", async () => {
    answer = api(true);
    const since = "2026-01-01T00:00:00Z";
    const stop = new AbortController();
    const first = await pull({ since, stop, stopAfter: 40 });
    expect(ids(first)).toHaveLength(40);
    asked = [];
    // What was active since the pass began has moved to the front: it belongs to the next one.
    threads[100] = { thread_id: "T100", date_active: "2026-09-10T12:00:00Z" };
    threads.sort((a, b) => (a.date_active < b.date_active ? 1 : -1));
    const rest = await pull({ since, cursor: first.at(-1)?.cursor ?? null, now: "2026-09-11T00:00:00Z" });
    const read = asked.filter((url) => url.includes("/emails/"));
    expect(read[0]).toContain("/thread/T39/");
    expect(read).toHaveLength(90);
    const next = await pull({ since, cursor: rest.at(-1)?.cursor ?? null, now: "2026-09-12T00:00:00Z" });
    expect(new Set([...ids(first), ...ids(rest), ...ids(next)]).size).toBe(130);
    expect(ids(next)).toContain("T100@x.example");
  });

  it("a thread that one answer holds without a gap is whole, and a kept one says the same again", async () => {
    answer = api(true);
    const [batch] = await pull({ since: "2026-01-01T00:00:00Z" });
    expect(batch?.complete).toEqual([
      { platform: "lists.example.org", threadId: "T0@x.example", kinds: ["question", "message"] },
    ]);
    const options = hyperkitty.options.parse({ url: "https://lists.example.org/archives/", list });
    const { raw, signals = [] } = batch ?? {};
    expect(raw && (await hyperkitty.map?.({ ...raw, context: raw.context ?? null }, options))).toMatchObject({
      signals,
    });
  });
});

describe("a known thread", () => {
  const hash = (letter: string) => letter.repeat(32);
  const known = (letter: string, more = {}) => ({
    platform: "lists.example.org",
    kind: "question" as const,
    id: `${letter}@x.example`,
    url: `${reading.url}message/${hash(letter)}/`,
    occurredAt: "2026-09-03T10:00:00Z",
    ...more,
  });
  const one = (letter: string, more = {}) => ({ ...email(hash(letter)), message_id: `${letter}@X.example`, ...more });
  let there: Record<string, unknown[]>;
  let isOpen: boolean;
  async function revisit(...known: KnownThread[]) {
    answer = (_, response, url) => {
      const [, letter = ""] = /(?:thread|email)\/(\w)\w*\//.exec(url.pathname) ?? [];
      const found = there[letter];
      if (url.pathname.endsWith(`/list/${list}/`))
        response.writeHead(isOpen ? 200 : 404).end(JSON.stringify({ name: list }));
      else if (url.pathname.includes("/thread/")) {
        const offset = Number(url.searchParams.get("offset"));
        const next = (found?.length ?? 0) > offset + 100 ? "http://inside/next" : null;
        response.end(JSON.stringify({ results: (found ?? []).slice(offset, offset + 100), next }));
      } else if (
        Object.values(there)
          .flat()
          .some((item) => (item as { message_id: string }).message_id.startsWith(letter))
      )
        response.end(JSON.stringify(one(letter)));
      else response.writeHead(404).end("{}");
    };
    const options = { url: "https://lists.example.org/archives/", list, baseUrl };
    const context = {
      source: "test",
      options,
      cursor: null,
      credentials: {},
      since: null,
      now: () => new Date("2026-09-10T00:00:00Z"),
      http,
      signal: new AbortController().signal,
    };
    const batches: Batch[] = [];
    for await (const batch of hyperkitty.revisit?.(context, known) ?? []) batches.push(batch);
    return batches;
  }
  beforeEach(() => {
    isOpen = true;
    there = { A: [one("A"), one("B", { parent: `http://inside/email/${hash("A")}/` })] };
  });

  it("is read whole again", async () => {
    const [batch, ...more] = await revisit(known("A"));
    expect(more).toEqual([]);
    expect(batch?.signals.map(({ id, threadId }) => [id, threadId])).toEqual([
      ["A@x.example", "A@x.example"],
      ["B@x.example", "A@x.example"],
    ]);
    expect(batch?.complete).toMatchObject([{ threadId: "A@x.example" }]);
  });
  it("that takes several answers is not called whole: a message may have slipped between two of them", async () => {
    there = {
      A: Array.from({ length: 101 }, (_, at) =>
        one("A", at === 0 ? {} : { message_id: `${at}@x`, message_id_hash: `M${at}` }),
      ),
    };
    const [batch] = await revisit(known("A"));
    expect(batch?.signals).toHaveLength(101);
    expect(batch?.complete).toEqual([]);
  });
  it("that begins with an answer to what is not archived does so with a message, as in the export", async () => {
    there = { A: [one("A", { subject: "Re: x" })] };
    expect((await revisit(known("A", { kind: "message" })))[0]?.signals).toMatchObject([{ kind: "message" }]);
  });
  it("keeps its id when its first message was taken away", async () => {
    there = { A: [one("B", { subject: "Re: x" })] };
    const [batch] = await revisit(known("A"));
    expect(batch?.signals).toMatchObject([{ id: "B@x.example", kind: "message", threadId: "A@x.example" }]);
  });
  it("that is gone is whole with nothing in it; one that is in another thread now is left alone", async () => {
    there = { C: [one("C"), one("D")] };
    const batches = await revisit(known("A"), known("D"));
    expect(batches).toMatchObject([{ signals: [], complete: [{ threadId: "A@x.example" }] }]);
  });
  it("is left alone where the archive never told its address, belongs to another list's host, or shuts its API", async () => {
    expect(await revisit(known("A", { url: null }), known("A", { platform: "elsewhere.example" }))).toEqual([]);
    isOpen = false;
    there = {};
    expect(await revisit(known("A"))).toEqual([]);
  });
});

it("the export gives a message the address that the archive shows it at", async () => {
  const [batch] = await pull({ since: "2026-09-01T00:00:00Z" });
  // The SHA-1 of "3@x" in base 32.
  expect(batch?.signals[0]?.url).toBe(`${reading.url}message/${sha1Base32("3@x")}/`);
});

it("replies of one month find their threads in the export of the month before, whether that has changed or not", async () => {
  const answering = (id: number, to: number, day: string) =>
    message(id, day).replace("Message-ID", `In-Reply-To: <${to}@x>\nMessage-ID`);
  let september = answering(4, 3, "2026-09-03");
  answer = (_, response, url) => {
    const start = url.searchParams.get("start");
    const august = answering(3, 2, "2026-08-03");
    const body = start === "2026-07-01" ? message(2, "2026-07-03") : start === "2026-08-01" ? august : september;
    response.end(gzipSync(body));
  };
  const threadsOf = (batches: Batch[]) => batches.flatMap(({ signals }) => signals.map(({ threadId }) => threadId));
  const first = await pull({ since: "2026-07-01T00:00:00Z" });
  expect(threadsOf(first)).toEqual(["2@x", "2@x", "2@x"]);
  september += answering(5, 3, "2026-09-04");
  expect(threadsOf(await pull({ cursor: first.at(-1)?.cursor ?? null }))).toEqual(["2@x", "2@x"]);
});

/** By another way than the connector's: as one large number. */
function sha1Base32(text: string): string {
  let number = BigInt(`0x${createHash("sha1").update(text).digest("hex")}`);
  let letters = "";
  for (let at = 0; at < 32; at++) {
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number(number % 32n)] + letters;
    number /= 32n;
  }
  return letters;
}
