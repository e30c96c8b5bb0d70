import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type Store } from "@groundswell/store";
import pg from "pg";
import { beforeAll, beforeEach, onTestFinished, type RunnerTestSuite as Suite } from "vitest";

/** The store that a suite runs on: PostgreSQL where `DATABASE_URL` says where, else the embedded one. `.ci/run` goes over both, one after the other. */
export const storeKinds: readonly Store["kind"][] = process.env.DATABASE_URL ? ["postgres"] : ["embedded"];

if (!process.env.DATABASE_URL) console.info("DATABASE_URL is not set: suites run on the embedded store only.");

type Opened = { store: Store; remove: () => unknown; kept: string };

/**
 * An empty store for one test, gone when the test has passed and left for reading when it has failed.
 */
export async function openTestStore(kind: Store["kind"]): Promise<Store> {
  const opened = await open(kind);
  onTestFinished(({ task }) => tidy(opened, task.result?.state === "fail"));
  return opened.store;
}

type SuiteStore = {
  store: Store;
  /** Called after all tests, it keeps the store where one has failed. */
  tidy: (suite: Readonly<Suite>) => Promise<void>;
};

/** An empty store for the tests of one suite. */
export async function openSuiteStore(kind: Store["kind"]): Promise<SuiteStore> {
  const opened = await open(kind);
  const { store } = opened;
  return {
    store,
    tidy: (suite) =>
      tidy(
        opened,
        suite.tasks.some((task) => task.result?.state === "fail"),
      ),
  };
}

/** Opens one store for the suite that it is called in, and empties it before each test. */
export function useSuiteStore(kind: Store["kind"], use: (store: Store) => void): void {
  let opened: SuiteStore;
  // biome-ignore lint/correctness/noEmptyPattern: vitest takes only a pattern here
  beforeAll(async ({}, suite) => {
    opened = await openSuiteStore(kind);
    use(opened.store);
    return () => opened.tidy(suite);
  });
  beforeEach(() => clearStore(opened.store));
}

/** Empties every table that anything was written to: to truncate them all takes ten times as long. */
export async function clearStore({ pool }: Store): Promise<void> {
  const { rows } = await pool.query(
    `select string_agg(format('%I', relname), ', ') as tables from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0`,
  );
  const { tables } = rows[0];
  if (tables !== null) await pool.query(`truncate ${tables} restart identity cascade`);
}

function open(kind: Store["kind"]): Promise<Opened> {
  return kind === "embedded" ? openEmbedded() : openPostgres();
}

async function openEmbedded(): Promise<Opened> {
  const home = mkdtempSync(join(tmpdir(), "groundswell-test-"));
  const store = await openStore({ databaseUrl: null, home });
  return { store, remove: () => rmSync(home, { recursive: true, force: true }), kept: `the store is kept in ${home}` };
}

async function openPostgres(): Promise<Opened> {
  const server = process.env.DATABASE_URL ?? "";
  const name = `groundswell_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await ask(server, `create database ${name}`);
  const store = await openStore({ databaseUrl: databaseUrlOf(name), home: "" });
  return {
    store,
    remove: () => ask(server, `drop database ${name} with (force)`),
    kept: `the database is kept as ${name}`,
  };
}

/** The URL of a database of the test server, for another connection to it. */
export function databaseUrlOf(name: string): string {
  const url = new URL(process.env.DATABASE_URL ?? "");
  url.pathname = `/${name}`;
  return url.href;
}

async function tidy({ store, remove, kept }: Opened, failed: boolean): Promise<void> {
  await store.close().catch(() => {});
  if (failed) console.info(kept);
  else await remove();
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
