import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

/** The stores that every ingest is measured on. */
export const storeKinds = ["embedded", "postgres"];

/**
 * Makes an empty place for one store.
 * @returns the settings that name it, and what removes it
 */
export function makePlace(kind, databaseUrl) {
  return kind === "embedded" ? makeFolder() : makeDatabase(databaseUrl);
}

function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), "groundswell-bench-"));
  return { env: { GROUNDSWELL_HOME: folder }, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function makeDatabase(databaseUrl) {
  const name = `groundswell_bench_${process.pid}_${Date.now().toString(36)}`;
  await ask(databaseUrl, `create database ${name}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return {
    env: { DATABASE_URL: url.href },
    remove: () => ask(databaseUrl, `drop database ${name} with (force)`),
  };
}

async function ask(databaseUrl, sql) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}
