import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import type { Pool } from "pg";
import { EmbeddedPool } from "./embedded.ts";
import { migrate } from "./migrate.ts";

/** A data folder as initdb and the migrations of this release make it, built with the release. */
const emptyStore = fileURLToPath(new URL("../dist/empty-store", import.meta.url));

/**
 * Makes the data folder of a new embedded store, by copying the empty one where it has been built: initdb and the migrations take
 * seconds and hundreds of megabytes, a copy a tenth of both.
 */
export function makeDataFolder(dataDir: string): void {
  if (!existsSync(emptyStore)) return;
  // Moved into place in one step: a copy that was cut short must not look like a store.
  const copy = mkdtempSync(join(dirname(dataDir), "new-"));
  try {
    cpSync(emptyStore, copy, { recursive: true });
    renameSync(copy, dataDir);
  } catch (error) {
    rmSync(copy, { recursive: true, force: true });
    throw error;
  }
}

/** Builds the empty data folder anew. A store that is copied from it has all its tables, and migrating it finds nothing to do. */
export async function buildEmptyStore(): Promise<void> {
  const fresh = `${emptyStore}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const db = await PGlite.create({ dataDir: fresh });
  await migrate(new EmbeddedPool(db) as unknown as Pool);
  await db.exec("checkpoint");
  await db.close();
  rmSync(emptyStore, { recursive: true, force: true });
  renameSync(fresh, emptyStore);
}
