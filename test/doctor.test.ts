import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { examine, examineStore } from "@groundswell/cli";
import { readSettings } from "@groundswell/model";
import { redisFacts } from "@groundswell/queue";
import { databaseFacts, openStore, type Store } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { makeSource } from "./store-fixtures.ts";

const at = new Date("2026-03-01T12:00:00Z");
const now = () => at;
const day = (count: number) => new Date(at.getTime() - count * 86_400_000);

describe.each(storeKinds)("doctor on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });

  /** What is found beside what is as it should be; the server's clock is the real one, and this suite's is not. */
  async function found(env: Record<string, string> = {}) {
    const given = kind === "postgres" ? { ...env, DATABASE_URL: process.env.DATABASE_URL ?? "" } : env;
    const all = await examineStore(store, readSettings(given), { env: given, now });
    return all
      .filter(({ level, subject }) => level !== "ok" && subject !== "clock")
      .map((one) => [one.subject, one.message]);
  }

  test("an empty store has nothing to find", async () => {
    expect(await found()).toEqual([]);
  });

  test("an expertise that was read and not analysed is found, and no more when it has a run", async () => {
    await makeSource(store);
    await store.pool.query("update sources set connector = 'feed', last_success = $1", [day(0)]);
    expect(await found()).toEqual([["expertise lumen", expect.stringContaining("never analysed")]]);
    await store.pool.query(
      `insert into runs (expertise_id, as_of, window_from, window_to, policy_version, input_watermark, coverage, computed_at)
       select id, $1, $1, $1, 'test', 0, '{}', $1 from expertises`,
      [day(3)],
    );
    expect(await found()).toEqual([["expertise lumen", expect.stringContaining("3 days ago")]]);
    await store.pool.query("update runs set computed_at = $1", [day(0.5)]);
    expect(await found()).toEqual([]);
  });

  test("an expertise without a source, a source without an expertise, and a pull that never ended are found", async () => {
    await store.pool.query("insert into expertises (slug, name, rules) values ('lumen', 'Lumen', '{}')");
    await store.pool.query(
      "insert into sources (id, connector, expertises, options) values ('blog', 'feed', '{}', '{}')",
    );
    await store.pool.query("insert into pulls (source_id, started_at, state) values ('blog', $1, 'running')", [day(2)]);
    expect(await found()).toEqual([
      ["source blog", expect.stringContaining("for no expertise")],
      ["source blog", expect.stringContaining("not ended in 2 days")],
      ["expertise lumen", expect.stringContaining("has no source")],
    ]);
  });

  test("an erasure key that is gone after an erasure is found, and one that is there is not", async () => {
    await store.pool.query("insert into tombstones (hash, words, at) values ('00', 1, now())");
    expect(await found()).toEqual([["GROUNDSWELL_ERASURE_KEY", expect.any(String)]]);
    expect(await found({ GROUNDSWELL_ERASURE_KEY: "k".repeat(32) })).toEqual([]);
  });

  test("tokens and links that have ended are found, and not those that somebody has done with", async () => {
    await store.pool.query(
      "insert into users (id, name, email, created_at, updated_at) values ('1', 'Birch', 'birch@corp.example', $1, $1)",
      [day(60)],
    );
    await store.pool.query(
      `insert into tokens (user_id, name, hash, scopes, created_at, expires_at, revoked_at) values
         ('1', 'nightly', 'a', '{}', $1, $2, null), ('1', 'given up', 'b', '{}', $1, $2, $2), ('1', 'good', 'c', '{}', $1, $3, null)`,
      [day(60), day(1), day(-9)],
    );
    await store.pool.query(
      `insert into one_time_links (hash, purpose, user_id, created_at, expires_at, used_at) values
         ('a', 'set-password', '1', $1, $1, null), ('b', 'set-password', '1', $1, $1, $1), ('c', 'first-admin', null, $1, $1, null)`,
      [day(2)],
    );
    expect((await found()).map(([subject]) => subject)).toEqual(["token nightly", "user birch@corp.example"]);
  });

  test("a source whose time has come while nobody works is found", async () => {
    await makeSource(store);
    await store.pool.query("update sources set connector = 'feed', every = '1 hour'");
    expect(await found()).toEqual([["worker", expect.stringContaining("1 source is to be read")]]);
  });

  test.runIf(kind === "postgres")("a server's encoding, locale, sessions and clock are read", async () => {
    const facts = await databaseFacts(store);
    expect(facts).toMatchObject({ encoding: "UTF8", maxSessions: expect.any(Number) });
    expect(Math.abs(facts.now.getTime() - Date.now())).toBeLessThan(60_000);
  });
});

test("a second process on one home, a server that is not there, and settings that cannot be read are one finding each", async () => {
  const home = mkdtempSync(join(tmpdir(), "groundswell-doctor-"));
  const store = await openStore({ databaseUrl: null, home });
  const look = async (env: Record<string, string>) =>
    (await examine({ env, nodeVersion: "20.19.0", now })).filter(({ level }) => level === "error");
  try {
    expect(await look({ GROUNDSWELL_HOME: home })).toMatchObject([
      { subject: "store", message: expect.stringMatching(/is held by .*stop it first/) },
    ]);
    expect(await look({ DATABASE_URL: "postgresql://me:hunter2@127.0.0.1:1/none" })).toMatchObject([
      { subject: "store", message: expect.stringMatching(/^(?!.*hunter2).*127\.0\.0\.1:1.*Check DATABASE_URL/) },
    ]);
    expect(await look({ GROUNDSWELL_HOME: home, GROUNDSWELL_SECRET: "short" })).toMatchObject([
      { subject: "settings", message: expect.stringContaining("fewer than 32 characters") },
    ]);
  } finally {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  }
});

const redisServer = spawnSync("redis-server", ["--version"]).status === 0;
if (!redisServer) console.info("redis-server is not here: what a Redis says of itself is not read.");

test.runIf(redisServer)("a Redis that evicts and keeps nothing says so, and one that does not is fine", async () => {
  const folder = mkdtempSync(join(tmpdir(), "groundswell-redis-"));
  const port = await freePort();
  const args = ["--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", folder];
  const server = spawn("redis-server", [...args, "--maxmemory-policy", "allkeys-lru", "--maxmemory", "64mb"], {
    stdio: "ignore",
  });
  try {
    const url = `redis://127.0.0.1:${port}`;
    const bad = await answered(() => redisFacts(url));
    expect(bad).toMatchObject({ maxmemoryPolicy: "allkeys-lru", persists: false, maxBytes: 64 * 1024 * 1024 });
    expect(Math.abs(bad.now.getTime() - Date.now())).toBeLessThan(60_000);
    for (const [name, value] of [
      ["maxmemory-policy", "noeviction"],
      ["appendonly", "yes"],
    ] as const)
      spawnSync("redis-cli", ["-p", port, "config", "set", name, value]);
    expect(await redisFacts(url)).toMatchObject({ maxmemoryPolicy: "noeviction", persists: true });
  } finally {
    server.kill("SIGKILL");
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
  }
});

async function answered<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 50) throw error;
      await sleep(100);
    }
  }
}

function freePort(): Promise<string> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(String(port)));
    });
  });
}
