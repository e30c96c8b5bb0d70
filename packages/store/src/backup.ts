import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { PGlite } from "@electric-sql/pglite";
import { ConfigError, explain } from "@groundswell/model";
import { type CopiedTable, speakAlike, tallyOf } from "./copy-store.ts";
import { copiedTables } from "./copy-store-tables.ts";
import { EmbeddedPool } from "./embedded.ts";
import { lockFolder } from "./lock.ts";
import type { Store } from "./open.ts";
import { inTransaction } from "./transaction.ts";

/** Counts every table of a store and makes a checksum of each, by which two stores are compared. */
export async function storeTallies(store: Store): Promise<CopiedTable[]> {
  return inTransaction(store, async (client) => {
    await client.query("set transaction isolation level repeatable read, read only");
    await speakAlike(client);
    const tallies: CopiedTable[] = [];
    for (const table of await copiedTables(client))
      tallies.push({ table: table.name, ...(await tallyOf(client, table)) });
    return tallies;
  });
}

/**
 * The embedded store as one gzipped tar, with queues and secrets that it keeps. This process is the only one that has it open, so it is whole.
 * @throws ConfigError where the store is a PostgreSQL
 */
export async function backUpEmbedded({ pool, where }: Store): Promise<Uint8Array> {
  const held: unknown = pool;
  if (held instanceof EmbeddedPool) return held.dump();
  throw new ConfigError(
    `The store is the PostgreSQL at ${where}: back it up with "pg_dump --format=custom --file=<file> $DATABASE_URL".`,
  );
}

/**
 * Makes the data folder of an embedded store of a backup. It is there whole or not at all; opening it brings it forward to this release.
 * @throws ConfigError where a store is there already, the folder is held or cannot be written, or the file is no backup
 */
export async function restoreEmbedded(home: string, backup: Uint8Array, now: Date): Promise<void> {
  const folder = resolve(home);
  const unlock = lockFolder(folder, now);
  const [data, beside] = [join(folder, "pg"), join(folder, "pg.restoring")];
  try {
    if (existsSync(data))
      throw new ConfigError(`There is a store in ${folder} already: move it away, or name another GROUNDSWELL_HOME.`);
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(beside);
    await unpack(beside, backup);
    renameSync(beside, data);
  } finally {
    rmSync(beside, { recursive: true, force: true });
    unlock();
  }
}

async function unpack(dataDir: string, backup: Uint8Array): Promise<void> {
  try {
    // Unpacked here: PGlite lets the failure of a file that ends early end the process.
    const tar = new Uint8Array(gunzipSync(backup));
    const db = await PGlite.create({ dataDir, loadDataDir: new Blob([tar], { type: "application/x-tar" }) });
    await db.query("select count(*) from drizzle.__drizzle_migrations");
    await db.close();
  } catch (error) {
    throw new ConfigError(
      `This is no backup of an embedded store, or not a whole one (${explain(error)}): give a file that "groundswell backup" wrote.`,
      { cause: error },
    );
  }
}
