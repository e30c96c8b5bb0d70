import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { type Batch, type Json, RefusedError, UnavailableError } from "@groundswell/model";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createHttp } from "./http.ts";
import { nntp } from "./nntp.ts";

const http = createHttp({ userAgent: "Groundswell/test", allowHosts: ["127.0.0.1"] });

type Articles = Map<number, string[]>;
let server: Server;
let groups: Record<string, Articles>;
let sockets: Set<Socket>;
let asked: string[];
/** Answers a command in place of the server; null lets the server answer. */
let instead: (command: string, socket: Socket) => string | null;

const article = (id: string, ...more: string[]) => [
  "From: Ilse <ilse@shells.example>",
  "Date: Wed, 2 Sep 2026 10:00:00 GMT",
  `Message-ID: <${id}>`,
  ...(more.some((line) => line.startsWith("Newsgroups")) ? [] : ["Newsgroups: a.b"]),
  "Subject: x",
  ...more,
  "",
  "text",
  ".hidden",
];
const idOf = (lines: string[]) => lines.find((line) => line.startsWith("Message-ID"))?.slice(12) ?? "";
const block = (lines: string[]) =>
  `${lines.map((line) => (line.startsWith(".") ? `.${line}` : line)).join("\r\n")}\r\n.\r\n`;

function respond(command: string, state: { group: Articles }): string {
  const [verb = "", argument = ""] = command.split(" ");
  const numbers = [...state.group.keys()];
  if (verb === "MODE") return "201 no posting\r\n";
  if (verb === "GROUP") {
    const group = groups[argument];
    if (!group) return "411 none\r\n";
    state.group = group;
    const all = [...group.keys()];
    return `211 ${all.length} ${Math.min(...all)} ${Math.max(...all)} ${argument}\r\n`;
  }
  if (verb === "OVER" || verb === "XOVER") {
    const [from = 0, to = 0] = argument.split("-").map(Number);
    const rows = numbers.filter((number) => number >= from && number <= to);
    if (rows.length === 0) return "423 empty\r\n";
    return `224 rows\r\n${block(rows.map((number) => `${number}\tx\tIlse\tWed, 2 Sep 2026 10:00:00 GMT\t${idOf(state.group.get(number) ?? [])}\t\t10\t1`))}`;
  }
  if (verb === "ARTICLE") {
    const found = state.group.get(Number(argument));
    return found ? `220 ${argument} ${idOf(found)}\r\n${block(found)}` : "423 gone\r\n";
  }
  return "500 what?\r\n";
}

beforeEach(async () => {
  asked = [];
  sockets = new Set();
  instead = () => null;
  groups = { "a.b": new Map([1, 2, 5, 9].map((number) => [number, article(`${number}@x`)])) };
  server = createServer((socket) => {
    sockets.add(socket);
    const state = { group: new Map() as Articles };
    let received = "";
    socket.on("error", () => {});
    socket.write("200 hello\r\n");
    socket.on("data", (data) => {
      received += data.toString();
      const commands = received.split("\r\n");
      received = commands.pop() ?? "";
      for (const command of commands) {
        asked.push(command);
        if (command === "QUIT") socket.end("205 bye\r\n");
        else if (!socket.destroyed) socket.write(instead(command, socket) ?? respond(command, state));
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((closed) => server.close(closed));
});

type Known = { cursor?: Json; groups?: string[]; credentials?: Record<string, string>; since?: Date | null };
async function pull({ cursor = null, groups = ["a.b"], credentials = {}, since = null }: Known = {}): Promise<Batch[]> {
  const options = { host: "127.0.0.1", port: (server.address() as AddressInfo).port, groups };
  const batches: Batch[] = [];
  const context = {
    source: "test",
    options,
    cursor,
    credentials,
    since,
    now: () => new Date("2026-09-10T00:00:00Z"),
    http,
    signal: new AbortController().signal,
  };
  for await (const batch of nntp.pull(context)) batches.push(batch);
  return batches;
}
const signals = (batches: Batch[]) => batches.flatMap((batch) => batch.signals);
const ids = (batches: Batch[]) => signals(batches).map(({ id }) => id);

it("a group is read from its oldest article on, over gaps, dots undoubled", async () => {
  const batches = await pull();
  expect(ids(batches)).toEqual(["1@x", "2@x", "5@x", "9@x"]);
  expect(signals(batches)[0]).toMatchObject({
    connector: "nntp",
    kind: "question",
    excerpt: "text .hidden",
    space: { platform: "127.0.0.1", id: "a.b", kind: "newsgroup" },
  });
  expect(batches[0]?.cursor).toEqual({ host: "127.0.0.1", groups: { "a.b": 9 } });
});

it("goes on from every saved cursor, with an overlap, to the same whole", async () => {
  groups["a.b"] = new Map(Array.from({ length: 350 }, (_, index) => [index + 1, article(`${index + 1}@x`)]));
  const batches = await pull();
  expect(ids(batches)).toHaveLength(350);
  expect(batches.length).toBe(4);
  for (const [at, { cursor }] of batches.entries()) {
    const rest = ids(await pull({ cursor }));
    expect(new Set([...ids(batches.slice(0, at + 1)), ...rest]).size).toBe(350);
    if (at === 0) expect(rest[0]).toBe("81@x");
  }
});

it("nothing is asked for twice where nothing is new, and all is where the server counts anew", async () => {
  expect(await pull({ cursor: { host: "127.0.0.1", groups: { "a.b": 9 } } })).toEqual([]);
  expect(ids(await pull({ cursor: { host: "127.0.0.1", groups: { "a.b": 400 } } }))).toHaveLength(4);
  expect(ids(await pull({ cursor: { host: "elsewhere", groups: { "a.b": 9 } } }))).toHaveLength(4);
});

it("XOVER, or every number, serves where OVER is unknown", async () => {
  instead = (command) => (command.startsWith("OVER") ? "500 what?\r\n" : null);
  expect(ids(await pull())).toHaveLength(4);
  instead = (command) => (/^X?OVER/.test(command) ? "500 what?\r\n" : null);
  const batches = await pull();
  expect(ids(batches)).toHaveLength(4);
  expect(batches[0]?.skipped.map(({ reason }) => reason)).toEqual(
    Array(5).fill("article that the server no longer has"),
  );
});

it("a cancel and a successor delete what they name, seen or not", async () => {
  groups["a.b"] = new Map([
    [1, article("1@x")],
    [2, article("c@x", "Control: cancel <1@x>")],
    [3, article("3@x")],
    [4, article("4@x", "Supersedes: <3@x>")],
    [5, article("d@x", "Control: cancel <0@x>")],
    [6, article("e@x", "Control: newgroup a.c")],
  ]);
  const batches = await pull();
  const at = "2026-09-02T10:00:00.000Z";
  expect(signals(batches).map(({ kind, id, deletedAt }) => [kind, id, deletedAt])).toEqual([
    ["question", "1@x", at],
    ["question", "3@x", at],
    ["question", "4@x", null],
    ["question", "0@x", at],
    ["message", "0@x", at],
  ]);
  expect(batches[0]?.skipped).toMatchObject([{ reason: "control message" }]);
});

it("an article in several groups counts once, in the first of its own that is read", async () => {
  const shared = article("1@x", "Newsgroups: z.z,c.d,a.b");
  groups = { "a.b": new Map([[7, shared]]), "c.d": new Map([[3, shared]]) };
  const batches = await pull({ groups: ["a.b", "c.d"] });
  expect(signals(batches).map(({ id, space }) => [id, space.id])).toEqual([["1@x", "c.d"]]);
  expect(batches[1]?.skipped).toMatchObject([{ reason: "cross-post that was read in another group", item: null }]);
});

it("an article that vanishes between overview and reading is counted", async () => {
  instead = (command) => (command === "ARTICLE 5" ? "430 gone\r\n" : null);
  const [batch] = await pull();
  expect(batch?.signals.map(({ id }) => id)).toEqual(["1@x", "2@x", "9@x"]);
  expect(batch?.skipped).toMatchObject([{ reason: "article that the server no longer has", item: null }]);
});

it("a malformed article is set aside; what is older than wanted is not fetched", async () => {
  groups["a.b"]?.set(3, ["no header", "", "x"]);
  const [batch] = await pull();
  expect(batch?.signals).toHaveLength(4);
  expect(batch?.skipped).toMatchObject([
    { reason: "message without headers", position: "a.b article 3", item: expect.stringContaining("no header") },
  ]);
  asked = [];
  await pull({ since: new Date("2026-09-03T00:00:00Z") });
  expect(asked.filter((command) => command.startsWith("ARTICLE"))).toEqual([]);
});

it("a connection that breaks off in an article is tried again later", async () => {
  instead = (command, socket) => {
    if (command !== "ARTICLE 5") return null;
    socket.end("220 5 <5@x>\r\nFrom: Ilse\r\n");
    return "";
  };
  await expect(pull()).rejects.toThrow(UnavailableError);
});

it("a user signs in; without or with a wrong password the source stops, and says what to do", async () => {
  let signedIn = false;
  instead = (command) => {
    if (command === "AUTHINFO USER ilse") return "381 password?\r\n";
    if (command.startsWith("AUTHINFO PASS")) {
      signedIn = command.endsWith(" right");
      return signedIn ? "281 welcome\r\n" : "481 no\r\n";
    }
    return command.startsWith("GROUP") && !signedIn ? "480 who are you?\r\n" : null;
  };
  await expect(pull()).rejects.toThrow(/user and password/);
  await expect(pull({ credentials: { user: "ilse", password: "wr0ng" } })).rejects.toThrow(RefusedError);
  await expect(pull({ credentials: { user: "ilse", password: "wr0ng" } })).rejects.not.toThrow(/wr0ng/);
  expect(ids(await pull({ credentials: { user: "ilse", password: "right" } }))).toHaveLength(4);
});

it.each([
  ["GROUP", "411 none", RefusedError],
  ["GROUP", "502 denied", RefusedError],
  ["ARTICLE", "400 closing", UnavailableError],
  ["ARTICLE", "503 fault", UnavailableError],
])("%s answered with %s says what the worker does", async (verb, line, error) => {
  instead = (command) => (command.startsWith(verb) ? `${line}\r\n` : null);
  await expect(pull()).rejects.toThrow(error);
});

it("a host that does not answer at all is tried again later", async () => {
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  server.listen(0);
  const options = { host: "127.0.0.1", port, group: "a.b" };
  const pulled = nntp.pull({
    source: "test",
    options,
    cursor: null,
    credentials: {},
    since: null,
    now: () => new Date(),
    http,
    signal: new AbortController().signal,
  });
  await expect(
    (async () => {
      for await (const _ of pulled);
    })(),
  ).rejects.toThrow(UnavailableError);
});

it("a server on a private network is not asked unless the guard allows its host", async () => {
  const closed = createHttp({ userAgent: "Groundswell/test" });
  const options = nntp.options.parse({ host: "127.0.0.1", port: 1119, tls: false, groups: ["example.users"] });
  const context = { source: "test", options, cursor: null, credentials: {}, since: null, now: () => new Date() };
  const pulled = nntp.pull({ ...context, http: closed, signal: new AbortController().signal });
  await expect(pulled[Symbol.asyncIterator]().next()).rejects.toThrow(RefusedError);
});

it("a kept page, mapped again, finds what it cancels in the pages before it, and the threads of its replies", async () => {
  const filler = Array.from({ length: 100 }, (_, index) => [index + 10, article(`f${index}@x`)] as const);
  groups["a.b"] = new Map([
    [1, article("1@x")],
    [2, article("2@x", "References: <1@x>")],
    [3, article("c@x", "Control: cancel <late@x>")],
    ...filler,
    [200, article("3@x", "References: <2@x>")],
    [201, article("d@x", "Control: cancel <f5@x>")],
    [202, article("late@x")],
  ]);
  const batches = await pull();
  const options = nntp.options.parse({ host: "127.0.0.1", groups: ["a.b"] });
  for (const { raw, signals } of batches) {
    const kept = raw && { ...raw, context: JSON.parse(JSON.stringify(raw.context)) };
    expect(kept && (await nntp.map?.(kept, options))).toMatchObject({ signals });
  }
  expect(batches.map(({ raw }) => raw?.request)).toEqual([
    "news://127.0.0.1/a.b/1-106",
    "news://127.0.0.1/a.b/107-202",
  ]);
  expect(
    signals(batches.slice(1)).flatMap(({ id, threadId, deletedAt }) =>
      /^f[0-9]+@/.test(id) && !deletedAt ? [] : [[id, threadId, deletedAt !== null]],
    ),
  ).toEqual([
    ["3@x", "1@x", false],
    ["f5@x", "f5@x", true],
    ["late@x", "late@x", true],
  ]);
});
