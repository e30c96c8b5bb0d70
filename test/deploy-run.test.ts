import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { openQueue } from "@groundswell/queue";
import { awaitMigration, migrateDatabase, openStore, type Store, totals } from "@groundswell/store";
import pg from "pg";
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { readManifests, startedByCompose, startedByKubernetes } from "./deploy-files.ts";
import { databaseUrlOf, openTestStore } from "./open-test-store.ts";
import { Desk } from "./run-command.ts";
import { made, makeSource, rowsOf, save } from "./store-fixtures.ts";

const { DATABASE_URL, REDIS_URL } = process.env;
const there = Boolean(DATABASE_URL && REDIS_URL);
if (!there) console.info("DATABASE_URL or REDIS_URL is not set: what a deployment starts is not run.");

// Processes use the keys that they use in a deployment: a database of Redis that no other test writes to keeps them apart.
const redisDatabase = 9;
const redisUrl = `${REDIS_URL}/${redisDatabase}`;
const desk = new Desk();
afterAll(() => desk.clear());

/** The answer of Redis to one command in that database; only packages/queue may import a client. */
async function askRedis(...words: string[]): Promise<string> {
  const { hostname, port } = new URL(REDIS_URL ?? "");
  const socket = connect(Number(port || 6379), hostname);
  const packed = [["SELECT", String(redisDatabase)], words].map(
    (list) => `*${list.length}\r\n${list.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`,
  );
  socket.write(packed.join(""));
  let text = "";
  while (text.split("\r\n").length < 3) text += String((await once(socket, "data"))[0]);
  socket.destroy();
  return text.split("\r\n")[1] ?? "";
}

/** A database without a table, gone after the test. */
async function makeDatabase(): Promise<string> {
  const client = new pg.Client({ connectionString: DATABASE_URL });
  await client.connect();
  const name = `groundswell_deploy_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await client.query(`create database ${name}`);
  onTestFinished(async () => {
    await client.query(`drop database ${name} with (force)`);
    await client.end();
  });
  return databaseUrlOf(name);
}

/** The environment of a deployment: its secrets are in files. */
function environment(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL_FILE: desk.file("database-url", databaseUrl),
    REDIS_URL_FILE: desk.file("redis-url", `${redisUrl}\n`),
    GROUNDSWELL_ERASURE_KEY_FILE: desk.file("erasure-key", "e".repeat(64)),
    GROUNDSWELL_SECRET_FILE: desk.file("session-secret", "s".repeat(64)),
    GROUNDSWELL_PORT: "0",
  };
}

const urlOf = (store: Store) => databaseUrlOf(store.where.split("/").at(-1) ?? "");

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** A feed whose answer is held back until it is let go. */
async function serveSlowFeed() {
  const waiting: ServerResponse[] = [];
  let asked = () => {};
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const server = createServer((request, response) => {
    if (!request.url?.startsWith("/feed")) return void response.writeHead(404).end();
    waiting.push(response);
    asked();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const items = [1, 2, 3].map(
    (n) =>
      `<item><guid>e${n}</guid><title>Entry ${n}</title><link>https://blog.example/${n}</link><pubDate>Thu, 0${n} Jan 2026 10:00:00 GMT</pubDate></item>`,
  );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`,
    isAsked,
    letGo: () => {
      for (const response of waiting)
        response
          .writeHead(200, { "content-type": "application/rss+xml" })
          .end(`<rss version="2.0"><channel><title>Blog</title>${items.join("")}</channel></rss>`);
    },
  };
}

describe.skipIf(!there)("what a deployment starts", () => {
  beforeEach(() => askRedis("FLUSHDB"));
  afterAll(() => (there ? askRedis("FLUSHDB") : undefined));

  test("two migrations at once bring the database forward once, and whoever waits for them goes on", async () => {
    const env = environment(await makeDatabase());
    const waiting = desk.start(["migrate", "--wait", "600"], { env });
    await waiting.said("is at version 0");
    const ended = await Promise.all([desk.run(["migrate"], { env }), desk.run(["migrate"], { env })]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    expect(ended.map(({ stdout }) => /from version 0 to/.test(stdout)).sort()).toEqual([false, true]);
    expect((await waiting.ended).code).toBe(0);
  }, 120_000);

  test("who waits too long says for what, and fails", async () => {
    const url = await makeDatabase();
    const patience = { seconds: 0, onWait: () => {}, signal: new AbortController().signal };
    await expect(awaitMigration(url, patience)).rejects.toThrow(
      /is at version 0 and this release needs \d+\. Waited 0/,
    );
    await migrateDatabase(url);
    await awaitMigration(url, patience);
  });

  const roles = [...startedByCompose(), ...startedByKubernetes()].filter(({ args }) => args[0] !== "migrate");
  const different = new Map(roles.map(({ args }) => [args.join(" "), args]));

  test.each([...different.values()].filter(([name]) => name === "worker"))(
    "%s %s starts, and ends when it is asked to",
    async (...args) => {
      const store = await openTestStore("postgres");
      const worker = desk.start(args, { env: environment(urlOf(store)) });
      await worker.said(`working: ${args.slice(1).join(", ")}`);
      expect((await worker.stop()).code).toBe(0);
    },
    60_000,
  );

  test("serve answers whether it lives and whether it is ready, and ends when it is asked to", async () => {
    const store = await openTestStore("postgres");
    const port = await freePort();
    const env = { ...environment(urlOf(store)), GROUNDSWELL_PORT: String(port) };
    const serving = desk.start(["serve"], { env });
    await serving.said("pages and API: ");
    for (const path of ["/healthz", "/readyz"]) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`);
      expect([path, answer.status]).toEqual([path, 200]);
    }
    expect((await serving.stop()).code).toBe(0);
  }, 120_000);

  test("a worker that is asked to stop in the middle of a pull saves it whole first", async () => {
    const store = await openTestStore("postgres");
    const env = environment(urlOf(store));
    const feed = await serveSlowFeed();
    await store.pool.query("insert into expertises (slug, name, rules) values ('lumen', 'Lumen', '{}')");
    await store.pool.query(
      "insert into sources (id, connector, expertises, options, every) values ('blog', 'feed', '{lumen}', $1, '1 hour')",
      [JSON.stringify({ url: feed.url })],
    );
    const worker = desk.start(["worker", "collect"], { env });
    await feed.isAsked;
    const ended = worker.stop();
    await worker.said("running jobs finish first");
    feed.letGo();
    expect((await ended).code).toBe(0);
    expect((await totals(store)).signals).toBe(3);
    expect(await rowsOf(store, "select state from pulls")).toEqual([{ state: "ok" }]);
  }, 120_000);

  test("an old process works on beside a newer schema, and one that starts then says what to run", async () => {
    const store = await openTestStore("postgres");
    const source = await makeSource(store);
    await save(store, source, { signals: [made("1")] });
    // What a release may do to a database that others work on: add, and nothing else.
    await store.pool.query("alter table signals add column tone text; create table moods (id int8 primary key)");
    await store.pool.query(
      "insert into drizzle.__drizzle_migrations (hash, created_at) values ('next', 9999999999999)",
    );
    await save(store, source, { signals: [made("2")] });
    expect((await totals(store)).signals).toBe(2);
    await expect(openStore({ databaseUrl: urlOf(store), home: "" })).rejects.toThrow(/newer .* run the newer release/);
  });

  test("what KEDA asks Redis for is what waits and runs", async () => {
    const triggers = readManifests("base").flatMap(({ kind, spec }) => (kind === "ScaledObject" ? spec.triggers : []));
    const names = triggers.map(({ metadata }: { metadata: { listName: string } }) => metadata.listName);
    // KEDA asks a list for its length and a sorted set for its size.
    const sizes = async (): Promise<Record<string, number>> => {
      const found: Record<string, number> = {};
      for (const name of names) {
        const type = await askRedis("TYPE", name);
        const size = await askRedis(type === "+zset" ? "ZCARD" : "LLEN", name);
        found[name] = Number(size.slice(1));
      }
      return found;
    };
    const queue = await openQueue({ redisUrl });
    let free = () => {};
    let taken = () => {};
    const isTaken = new Promise<void>((resolve) => {
      taken = resolve;
    });
    try {
      for (const source of ["a", "b"]) await queue.add("collect", { source });
      await queue.add("collect", { source: "c" }, { priority: 10 });
      await queue.add("analyse", { expertise: "lumen" });
      expect(await sizes()).toMatchObject({
        "{groundswell}:collect:wait": 2,
        "{groundswell}:collect:prioritized": 1,
        "{groundswell}:collect:active": 0,
        "{groundswell}:analyse:wait": 1,
        "{groundswell}:deliver:wait": 0,
      });
      await queue.work("analyse", () => {
        taken();
        return new Promise((resolve) => {
          free = resolve;
        });
      });
      await isTaken;
      expect(await sizes()).toMatchObject({ "{groundswell}:analyse:wait": 0, "{groundswell}:analyse:active": 1 });
    } finally {
      free();
      await queue.close();
    }
  });
});
