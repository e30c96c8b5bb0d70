import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { type Batch, type Json, RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createHttp } from "./http.ts";
import { mapPipermailIndex, pipermail } from "./pipermail.ts";

const http = createHttp({ userAgent: "Groundswell/test", allowHosts: ["127.0.0.1"] });
let server: Server;
let baseUrl: string;
let asked: string[];
let files: Record<string, string | Buffer>;
let intercept: (request: IncomingMessage, response: ServerResponse) => boolean;

const index = (...names: string[]) =>
  names.map((name) => `<a href="${name}/thread.html">x</a><A href="${name}.txt.gz">[ Gzip'd ]</A>`).join("\n");
const message = (id: number, day: string, from = "ilse at shells.example (Ilse)") =>
  `From ${from.split(" (")[0]}  Wed Sep  2 10:00:00 2026\nFrom: ${from}\nDate: ${day} 10:00:00 +0000\nSubject: [Users] x\nMessage-ID: <${id}@x>\n\ntext ${id}\n\n`;

beforeEach(async () => {
  asked = [];
  intercept = () => false;
  files = {
    "": index("2026-September", "2026-August", "2026-July"),
    "2026-July.txt.gz": gzipSync(message(1, "1 Jul 2026") + message(2, "2 Jul 2026")),
    "2026-August.txt.gz": gzipSync(message(3, "3 Aug 2026")),
    // Packed only at night: the page is newer than the file.
    "2026-September.txt": message(4, "4 Sep 2026"),
  };
  server = createServer((request, response) => {
    const name = (request.url ?? "").replace("/pipermail/users/", "");
    asked.push(name);
    if (intercept(request, response)) return;
    const body = files[name];
    if (body === undefined) response.writeHead(404).end();
    else if (request.headers["if-none-match"] === `"${name}${body.length}"`) response.writeHead(304).end();
    else response.writeHead(200, { etag: `"${name}${body.length}"` }).end(body);
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
  now = "2026-09-10T00:00:00Z",
  since = null,
}: {
  cursor?: Json;
  now?: string;
  since?: string | null;
} = {}): Promise<Batch[]> {
  const options = { url: "https://lists.example.org/pipermail/users", baseUrl };
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
  for await (const batch of pipermail.pull(context)) batches.push(batch);
  return batches;
}
const ids = (batches: Batch[]) => batches.flatMap(({ signals }) => signals.map(({ id }) => id));

it("months are read from the oldest on, packed or not, each with its page", async () => {
  const batches = await pull();
  expect(ids(batches)).toEqual(["1@x", "2@x", "3@x", "4@x"]);
  expect(batches[0]?.signals[0]).toMatchObject({
    connector: "pipermail",
    title: "x",
    account: { name: "Ilse", platform: "lists.example.org" },
    space: { id: "users@lists.example.org" },
  });
  expect(batches[0]?.raw?.body.length).toBe(files["2026-July.txt.gz"]?.length);
});

it("a second pull asks only for the month that runs and the last one, and takes what has not changed for no news", async () => {
  const cursor = (await pull()).at(-1)?.cursor ?? null;
  asked = [];
  files["2026-September.txt"] += message(5, "5 Sep 2026");
  expect(ids(await pull({ cursor }))).toEqual(["4@x", "5@x"]);
  expect(asked).toEqual(["", "2026-August.txt.gz", "2026-September.txt.gz", "2026-September.txt"]);
});

it("a month that was still growing when it was read is read again, however long ago that was", async () => {
  const cursor = (await pull()).at(-1)?.cursor ?? null;
  files["2026-September.txt"] += message(5, "30 Sep 2026");
  const later = await pull({ cursor, now: "2027-03-01T00:00:00Z" });
  expect(ids(later)).toEqual(["4@x", "5@x"]);
  asked = [];
  await pull({ cursor: later.at(-1)?.cursor ?? null, now: "2027-03-01T00:00:00Z" });
  expect(asked).toEqual([""]);
});

it("goes on from every saved cursor to the same whole", async () => {
  const batches = await pull();
  for (const [at, { cursor }] of batches.entries()) {
    const rest = await pull({ cursor });
    expect([...new Set([...ids(batches.slice(0, at + 1)), ...ids(rest)])]).toEqual(["1@x", "2@x", "3@x", "4@x"]);
  }
});

it("history begins where it is wanted", async () => {
  const batches = await pull({ since: "2026-08-03T12:00:00Z" });
  expect(asked).not.toContain("2026-July.txt.gz");
  expect(ids(batches)).toEqual(["4@x"]);
  expect(batches[0]?.skipped).toMatchObject([{ reason: "older than the history wanted", item: null }]);
});

it("a month that is listed and not there is set aside; the others are read", async () => {
  delete files["2026-August.txt.gz"];
  const batches = await pull();
  expect(ids(batches)).toEqual(["1@x", "2@x", "4@x"]);
  expect(batches[1]?.skipped).toMatchObject([
    { reason: "file that the archive lists and does not have", position: "2026-08" },
  ]);
});

it.each([
  [429, RateLimitedError],
  [403, RefusedError],
  [404, RefusedError],
  [410, RefusedError],
  [500, UnavailableError],
])("status %d says what the worker does", async (status, error) => {
  intercept = (_, response) => {
    response.writeHead(status).end();
    return true;
  };
  await expect(pull()).rejects.toThrow(error);
});

it("a page without months is refused, and a month that breaks off is asked for again later", async () => {
  const whole = files["2026-July.txt.gz"] as Buffer;
  files["2026-July.txt.gz"] = whole.subarray(0, 60);
  await expect(pull()).rejects.toThrow(UnavailableError);
  files[""] = "<h1>Sign in</h1>";
  await expect(pull()).rejects.toThrow(RefusedError);
});

it("an index gives months, quarters, years, weeks and days, in the order of time", () => {
  const page = `${index("2004q2", "2004-January", "2003")}<a href=/other/x.txt>x</a><a href="Week-of-Mon-20050103.txt.gz">w</a><a href="20050201.txt">d</a>`;
  expect(mapPipermailIndex(page, "https://x.example/p/l/").map(({ key, from, to }) => [key, from, to])).toEqual([
    ["2003-01", "2003-01-01", "2004-01-01"],
    ["2004-01", "2004-01-01", "2004-02-01"],
    ["2004-04", "2004-04-01", "2004-07-01"],
    ["2005-01-03", "2005-01-03", "2005-01-10"],
    ["2005-02-01", "2005-02-01", "2005-02-02"],
  ]);
});

const reply = (id: number, to: number, day: string) =>
  `From ivo at shells.example  Wed Sep  2 10:00:00 2026\nFrom: ivo at shells.example (Ivo)\nDate: ${day} 10:00:00 +0000\nIn-Reply-To: <${to}@x>\nMessage-ID: <${id}@x>\n\ntext\n\n`;

it("a kept month, mapped again, knows the threads of the months before it and where history began", async () => {
  files["2026-July.txt.gz"] = gzipSync(message(1, "1 Jul 2026") + message(2, "2 Jul 2026"));
  files["2026-August.txt.gz"] = gzipSync(reply(3, 2, "3 Aug 2026"));
  files["2026-September.txt"] = reply(4, 3, "4 Sep 2026");
  const batches = await pull({ since: "2026-07-02T00:00:00Z" });
  const signals = batches.flatMap((batch) => batch.signals);
  expect(signals.map(({ id, threadId }) => [id, threadId])).toEqual([
    ["2@x", "2@x"],
    ["3@x", "2@x"],
    ["4@x", "2@x"],
  ]);
  const options = pipermail.options.parse({ url: "https://lists.example.org/pipermail/users", baseUrl });
  for (const { raw, signals, skipped } of batches) {
    const kept = { ...JSON.parse(JSON.stringify(raw)), body: raw?.body };
    const again = await pipermail.map?.(kept, options);
    expect(again).toMatchObject({ signals, skipped });
  }
});

it("a month that is read again alone still knows the thread that its first reading found", async () => {
  files["2026-August.txt.gz"] = gzipSync(reply(3, 2, "3 Aug 2026"));
  files["2026-September.txt"] = reply(4, 3, "4 Sep 2026");
  const cursor = (await pull()).at(-1)?.cursor ?? null;
  files["2026-September.txt"] += reply(5, 4, "5 Sep 2026");
  const again = await pull({ cursor });
  expect(again.flatMap(({ signals }) => signals.map(({ id, threadId }) => [id, threadId]))).toEqual([
    ["4@x", "2@x"],
    ["5@x", "2@x"],
  ]);
});

it("a link whose address is no text ends no reading", async () => {
  files[""] = `<a href="/notes/50%25%ZZ.txt">notes</a>${files[""]}`;
  expect(ids(await pull()).sort()).toEqual(["1@x", "2@x", "3@x", "4@x"]);
});

it("a month that was listed and not there is asked for again next time", async () => {
  const august = files["2026-August.txt.gz"] as Buffer;
  delete files["2026-August.txt.gz"];
  const cursor = (await pull({ now: "2026-12-10T00:00:00Z" })).at(-1)?.cursor ?? null;
  files["2026-August.txt.gz"] = august;
  expect(ids(await pull({ cursor, now: "2026-12-10T00:00:00Z" }))).toEqual(["3@x"]);
});
