import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type Store } from "@groundswell/store";
import pg from "pg";
import { onTestFailed, onTestFinished } from "vitest";

/** The stores that a suite runs on: the embedded one always, PostgreSQL where `DATABASE_URL` says where. */
export const storeKinds: readonly Store["kind"][] = process.env.DATABASE_URL ? ["embedded", "postgres"] : ["embedded"];

if (!process.env.DATABASE_URL) console.info("DATABASE_URL is not set: suites run on the embedded store only.");

/**
 * An empty store for one test, gone when the test has passed and left for reading when it has failed.
 */
export async function openTestStore(kind: Store["kind"]): Promise<Store> {
  return kind === "embedded" ? openEmbedded() : openPostgres();
}

async function openEmbedded(): Promise<Store> {
  const home = mkdtempSync(join(tmpdir(), "groundswell-test-"));
  const store = await openStore({ databaseUrl: null, home });
  tidy(
    () => store.close(),
    () => rmSync(home, { recursive: true, force: true }),
    `the store is kept in ${home}`,
  );
  return store;
}

async function openPostgres(): Promise<Store> {
  const server = process.env.DATABASE_URL ?? "";
  const name = `groundswell_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await ask(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const store = await openStore({ databaseUrl: url.href, home: "" });
  tidy(
    () => store.close(),
    () => ask(server, `drop database ${name} with (force)`),
    `the database is kept as ${name}`,
  );
  return store;
}

function tidy(close: () => Promise<void>, remove: () => unknown, kept: string): void {
  let failed = false;
  onTestFailed(() => {
    failed = true;
    console.info(kept);
  });
  onTestFinished(async () => {
    await close().catch(() => {});
    if (!failed) await remove();
  });
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
