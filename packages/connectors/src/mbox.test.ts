import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Batch, Json, Signal, Skip } from "@groundswell/model";
import { afterEach, beforeEach, expect, it } from "vitest";
import { mapMbox, mbox } from "./mbox.ts";
import { splitMbox } from "./mbox-split.ts";
import { isSkip } from "./skip.ts";

const line = (day = 2) => `From ilse@shells.example Wed Sep  ${day} 10:00:00 2026`;
const message = (id: number, body = "text", headers = "") =>
  `${line()}\nFrom: Ilse <ilse@shells.example>\nDate: Wed, 2 Sep 2026 10:00:00 GMT\nMessage-ID: <${id}@x>\n${headers}\n${body}\n\n`;

async function bodies(text: string, size = text.length): Promise<string[]> {
  const bytes = Buffer.from(text, "latin1");
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
  const found: string[] = [];
  for await (const one of splitMbox(chunks)) found.push(Buffer.from(one.bytes).toString("latin1"));
  return found;
}

it("a line begins a message only after an empty line, with a sender and a date, and a header after it", async () => {
  const body = `a\n${line()}\nX: y\n\nFrom the start\n\nFrom ilse@shells.example yesterday\nX: y\n\n${line()}\nwas in my log\n\n>From me\n>>From you`;
  const [first, second, ...more] = await bodies(message(1, body) + message(2));
  expect(more).toEqual([]);
  expect(first).toContain("From me\n>From you");
  expect(first).toContain("was in my log");
  expect(second).toContain("<2@x>");
});

it("a sender that an archive masks, or that has letters beyond ASCII, begins a message too", async () => {
  const senders = [
    "ilse at shells.example ",
    "rosa (at) shells.example",
    "lucíe at shells.example ",
    "MAILER-DAEMON",
    "17@xxx",
  ];
  const text = senders.map((sender) => message(1).replace("ilse@shells.example", sender)).join("");
  expect(await bodies(Buffer.from(text).toString("latin1"))).toHaveLength(5);
});

it("a pasted patch does not end a message, and a file of patches is one message a patch", async () => {
  const patch = `From ${"ab12".repeat(10)} Mon Sep 17 00:00:00 2001\nFrom: Ilse <i@x>\nSubject: [PATCH] x\n\ndiff\n\n`;
  expect(await bodies(message(1, `see\n\n${patch}`) + message(2))).toHaveLength(2);
  expect(await bodies(patch + patch)).toHaveLength(2);
});

it("cuts alike wherever the chunks end, with either line end", async () => {
  const text = message(1, "a\n\nFrom here") + message(2) + message(3, `b\n\n${message(9)}`, "Content-Length: 170\n");
  const whole = await bodies(text);
  for (const size of [1, 7, 100]) expect(await bodies(text, size)).toEqual(whole);
  const windows = text.replaceAll("\n", "\r\n");
  expect((await bodies(windows)).length).toBe(whole.length);
  expect(await bodies(windows, 3)).toEqual(await bodies(windows));
});

it("believes a length that ends at the next message, and no other", async () => {
  const inner = message(9).trimEnd();
  const exact = message(1, inner, `Content-Length: ${inner.length + 1}\n`);
  expect(await bodies(exact + message(2))).toHaveLength(2);
  expect(await bodies(message(1, inner, "Content-Length: 20\n") + message(2))).toHaveLength(3);
});

it("counts a message that is too long to keep, and what comes after it", async () => {
  const long = message(1, `words\n${"x".repeat(70)}\n`.repeat(40_000));
  const found = await bodies(long + message(2), 65_536);
  expect(found.map((one) => one.length > 500_000)).toEqual([true, false]);
  expect(found[0]?.length).toBeLessThan(600_000);
});

async function all(input: Uint8Array, naming = {}): Promise<(Signal | Skip)[]> {
  const found: (Signal | Skip)[] = [];
  for await (const one of mapMbox(input, naming)) found.push(one);
  return found;
}

it("every message is a signal or set aside; a mailbox's own data is neither person nor post", async () => {
  const own = message(0, "x", "X-IMAP: 1 2\n");
  const found = await all(Buffer.from(`${own + message(1)}${line()}\nnonsense: 1\n\nbody\n\n${message(2)}`));
  expect(found.map((one) => (isSkip(one) ? one.reason : one.id))).toEqual([
    "mail folder's own data",
    "1@x",
    "message without headers",
    "2@x",
  ]);
});

it("without being told, takes the list from the message, and then from the file", async () => {
  const headers = "List-Id: Users of shells <users.lists.example.org>\n";
  const [first] = await all(Buffer.from(message(1, "x", headers)));
  expect(first).toMatchObject({
    space: { platform: "lists.example.org", id: "users@lists.example.org", kind: "list" },
  });
  expect((await all(Buffer.from(message(1)), { file: "shells" }))[0]).toMatchObject({
    space: { platform: "mail", id: "shells" },
  });
  expect((await all(Buffer.from(message(1, "x", "Newsgroups: example.shells,alt.x\n"))))[0]).toMatchObject({
    space: { platform: "usenet", id: "example.shells", kind: "newsgroup" },
  });
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mbox-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function pull(paths: string[], cursor: Json = null, since: Date | null = null): Promise<Batch[]> {
  const batches: Batch[] = [];
  const context = {
    source: "test",
    options: { paths, list: "users@x" },
    cursor,
    since,
    credentials: {},
    now: () => new Date(),
    http: {
      get: () => Promise.reject(new Error("no network")),
      connect: () => Promise.reject(new Error("no network")),
      pause: () => {},
      fetch,
    },
    signal: new AbortController().signal,
  };
  for await (const batch of mbox.pull(context)) batches.push(batch);
  return batches;
}

it("files plain and packed are read in order, and an import goes on from every saved cursor", async () => {
  const many = Array.from({ length: 2_500 }, (_, index) => message(index)).join("");
  await writeFile(join(folder, "a.mbox"), many);
  await writeFile(join(folder, "b.mbox.gz"), gzipSync(message(9_000) + message(9_001)));
  await writeFile(join(folder, "notes.md"), "no mail");
  const batches = await pull([folder]);
  const ids = batches.flatMap(({ signals }) => signals.map(({ id }) => id));
  expect(ids).toHaveLength(2_502);
  expect(batches.length).toBeGreaterThan(1);
  for (const [index, { cursor }] of batches.slice(0, -1).entries()) {
    const rest = await pull([folder], cursor);
    const before = batches.slice(0, index + 1).flatMap(({ signals }) => signals.map(({ id }) => id));
    expect([...before, ...rest.flatMap(({ signals }) => signals.map(({ id }) => id))]).toEqual(ids);
  }
});

it("what is older than the history wanted is counted and left out", async () => {
  await writeFile(join(folder, "a.mbox"), message(1));
  const [batch] = await pull([folder], null, new Date("2026-09-03T00:00:00Z"));
  expect(batch).toMatchObject({
    signals: [],
    skipped: [{ reason: "older than the history wanted", position: "a.mbox message 1", item: null }],
  });
});

async function interrupted(name: string, bytes: Buffer, stopAfter: number) {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const whole = await pull([path]);
  return { path, whole, cursor: whole[stopAfter - 1]?.cursor ?? null, before: whole.slice(0, stopAfter) };
}
const idsOf = (batches: Batch[]) => batches.flatMap(({ signals }) => signals.map(({ id }) => id));
const many = (count: number) => Array.from({ length: count }, (_, index) => message(index)).join("");

it("an import goes on at the byte where it stopped: what lies long before is not looked at again", async () => {
  const { path, whole, cursor, before } = await interrupted("a.mbox", Buffer.from(many(9_000)), 3);
  const bytes = Buffer.from(many(9_000));
  // The first two batches are gone; the file is as long as before.
  bytes.fill("x", 0, bytes.indexOf("<1990@x>"));
  await writeFile(path, bytes);
  const rest = await pull([path], cursor);
  expect([...idsOf(before), ...idsOf(rest)]).toEqual(idsOf(whole));
  expect(rest.at(-1)?.progress).toEqual({ done: bytes.length, total: bytes.length, unit: "bytes" });
});

it("goes on in a packed file as in a plain one, and names the messages by the same numbers", async () => {
  const undated = message(9)
    .replace(/^Date: .*\n/m, "")
    .replace("Sep  2", "Xyz  9");
  const text = Buffer.from(`${many(6_500)}${undated.replace("Xyz  9", "Sep 99")}`);
  for (const [name, bytes] of [
    ["a.mbox", text],
    ["b.mbox.gz", gzipSync(text)],
  ] as const) {
    const { path, whole, cursor, before } = await interrupted(name, bytes, 3);
    const rest = await pull([path], cursor);
    expect([...idsOf(before), ...idsOf(rest)]).toEqual(idsOf(whole));
    expect(rest.flatMap(({ skipped }) => skipped)).toEqual(whole.flatMap(({ skipped }) => skipped));
    expect(whole.flatMap(({ skipped }) => skipped)).toMatchObject([{ position: `${name} message 6501` }]);
  }
});

it("replies after an interruption still find the threads from before it", async () => {
  const chain = Array.from({ length: 4_100 }, (_, index) =>
    message(index, "text", index === 0 ? "" : `In-Reply-To: <${index - 1}@x>\n`),
  ).join("");
  const { path, whole, cursor } = await interrupted("a.mbox", Buffer.from(chain), 2);
  const threads = new Set(whole.flatMap(({ signals }) => signals.map(({ threadId }) => threadId)));
  expect([...threads]).toEqual(["0@x"]);
  const rest = await pull([path], cursor);
  expect(rest.flatMap(({ signals }) => signals.map(({ threadId }) => threadId))).toEqual(Array(100).fill("0@x"));
});

it("a thread goes on in the next file", async () => {
  await writeFile(join(folder, "2026-01.mbox"), message(1) + message(2, "x", "In-Reply-To: <1@x>\n"));
  await writeFile(join(folder, "2026-02.mbox"), message(3, "x", "In-Reply-To: <2@x>\n"));
  const batches = await pull([folder]);
  expect(batches.flatMap(({ signals }) => signals.map(({ threadId }) => threadId))).toEqual(["1@x", "1@x", "1@x"]);
});

it("a file that was replaced is read from its start", async () => {
  const { path, cursor } = await interrupted("a.mbox", Buffer.from(many(2_500)), 1);
  await writeFile(path, many(10));
  expect(idsOf(await pull([path], cursor))).toHaveLength(10);
});

it("the offset of a message is that of its line, wherever chunks end and however long messages are", async () => {
  const text = `${message(1)}${message(2, "y".repeat(700_000))}\n\n${message(3)}`;
  const starts = [...text.matchAll(/^From /gm)].map(({ index }) => index);
  const bytes = Buffer.from(text);
  for (const size of [1_000, 65_536, bytes.length]) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    const found: number[] = [];
    for await (const { offset } of splitMbox(chunks)) found.push(offset);
    expect(found).toEqual(starts);
  }
  const from = starts[1] ?? 0;
  const later: number[] = [];
  for await (const { offset } of splitMbox([bytes.subarray(from)], from)) later.push(offset);
  expect(later).toEqual(starts.slice(1));
});

it("an old list's own header says which list it is", async () => {
  const ezmlm = "Mailing-List: contact dev-help@shells.example; run by ezmlm\n";
  expect((await all(Buffer.from(message(1, "x", ezmlm))))[0]).toMatchObject({ space: { id: "dev@shells.example" } });
  const delivered = "Delivered-To: mailing list users@shells.example\n";
  expect((await all(Buffer.from(message(1, "x", delivered))))[0]).toMatchObject({
    space: { id: "users@shells.example" },
  });
});
