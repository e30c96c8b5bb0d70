import { setTimeout as pause } from "node:timers/promises";
import { ConfigError, explain } from "@groundswell/model";
import pg from "pg";
import { databaseVersion, releaseVersion } from "./migrate.ts";

export type Patience = {
  /** How long to wait, in seconds. */
  seconds: number;
  /** Told once why there is something to wait for, and again where the reason changes. */
  onWait: (why: string) => void;
  signal: AbortSignal;
  /** The pause between two looks, in milliseconds: a second unless told. */
  pauseMs?: number;
};

/**
 * Waits until somebody else has brought a PostgreSQL forward to this release, as the job of a deployment does.
 * @throws ConfigError where it is newer than this release, or is not brought forward in time
 */
export async function awaitMigration(databaseUrl: string, patience: Patience): Promise<void> {
  const { seconds, onWait, signal, pauseMs = 1_000 } = patience;
  let said = "";
  for (let looks = Math.ceil((seconds * 1_000) / pauseMs); ; looks--) {
    const why = await whyWait(databaseUrl);
    if (why === null) return;
    if (looks <= 0) throw new ConfigError(`${why} Waited ${seconds} seconds: look at what runs "groundswell migrate".`);
    if (why !== said) onWait(why);
    said = why;
    await pause(pauseMs, undefined, { signal });
  }
}

async function whyWait(databaseUrl: string): Promise<string | null> {
  const { host, pathname } = new URL(databaseUrl);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 5_000 });
  pool.on("error", () => {});
  try {
    const version = await databaseVersion(pool);
    if (version === releaseVersion()) return null;
    if (version > releaseVersion())
      throw new ConfigError(
        `The database is at version ${version}, newer than this release's ${releaseVersion()}: run the newer release of Groundswell.`,
      );
    return `The database at ${host}${pathname} is at version ${version} and this release needs ${releaseVersion()}.`;
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    return `The PostgreSQL at ${host}${pathname} does not answer yet (${explain(error)}).`;
  } finally {
    await pool.end();
  }
}
