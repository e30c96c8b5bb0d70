import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ConfigError, explain } from "@groundswell/model";
import pg, { type Pool } from "pg";

const folder = fileURLToPath(new URL("../migrations", import.meta.url));

/** The schema version that this release reads and writes: the number of its migrations. */
export function releaseVersion(): number {
  const journal = JSON.parse(readFileSync(`${folder}/meta/_journal.json`, "utf8")) as { entries: unknown[] };
  return journal.entries.length;
}

/** The schema version of a database; 0 for an empty one. */
export async function databaseVersion(pool: Pool): Promise<number> {
  const there = await pool.query("select to_regclass('drizzle.__drizzle_migrations') is not null as there");
  if (!there.rows[0].there) return 0;
  const { rows } = await pool.query("select count(*)::int as version from drizzle.__drizzle_migrations");
  return rows[0].version;
}

/**
 * Brings a database forward to this release; forward only, and safe to run from several machines at once.
 * @throws ConfigError where the database is of a newer release
 */
export async function migrate(pool: Pool): Promise<{ from: number; to: number }> {
  const client = await pool.connect();
  try {
    // Two that start together must not both create the tables; the lock goes with the session.
    await client.query("select pg_advisory_lock(hashtext('groundswell:migrate'))");
    const from = await databaseVersion(pool);
    refuseNewer(from);
    if (from < releaseVersion()) await runMigrations(client);
    return { from, to: releaseVersion() };
  } finally {
    await client.query("select pg_advisory_unlock(hashtext('groundswell:migrate'))");
    client.release();
  }
}

/** Drizzle is read where there is something to do: it is a sixth of the modules that a short command would wait for. */
async function runMigrations(client: pg.PoolClient): Promise<void> {
  const { drizzle } = await import("drizzle-orm/node-postgres");
  const { migrate: run } = await import("drizzle-orm/node-postgres/migrator");
  await run(drizzle(client), { migrationsFolder: folder });
}

/**
 * Brings the PostgreSQL at an address forward.
 * @throws ConfigError where it is not reached or of a newer release
 */
export async function migrateDatabase(databaseUrl: string): Promise<{ from: number; to: number }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  try {
    return await migrate(pool);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const { host, pathname } = new URL(databaseUrl);
    throw new ConfigError(
      `The PostgreSQL at ${host}${pathname} cannot be used: ${explain(error)}. Check DATABASE_URL.`,
      {
        cause: error,
      },
    );
  } finally {
    await pool.end();
  }
}

/** @throws ConfigError where a database is newer than this release, or older and not empty */
export async function checkVersion(pool: Pool): Promise<void> {
  const version = await databaseVersion(pool);
  refuseNewer(version);
  if (version < releaseVersion())
    throw new ConfigError(
      `The database is at version ${version} and this release needs ${releaseVersion()}: run "groundswell migrate".`,
    );
}

function refuseNewer(version: number): void {
  if (version > releaseVersion())
    throw new ConfigError(
      `The database is at version ${version}, newer than this release's ${releaseVersion()}: run the newer release of Groundswell.`,
    );
}
