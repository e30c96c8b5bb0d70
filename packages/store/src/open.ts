import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { PGlite } from "@electric-sql/pglite";
import { ConfigError, explain } from "@groundswell/model";
import pg from "pg";
import { EmbeddedPool } from "./embedded.ts";
import { makeDataFolder } from "./empty-store.ts";
import { lockFolder } from "./lock.ts";
import { checkVersion, databaseVersion, migrate } from "./migrate.ts";

/** An open store: one `pool`, whichever database is behind it. */
export type Store = {
  kind: "embedded" | "postgres";
  /** Where the data is, without credentials: a folder, or host and database. */
  where: string;
  pool: pg.Pool;
  /** What tombstones of erased people are made with and asked by. */
  erasureKey: string | null;
  close(): Promise<void>;
};

export type StoreOptions = {
  databaseUrl: string | null;
  /** The folder of the embedded store; `memory://` keeps nothing. */
  home: string;
  now?: Date;
  /** Needed to erase anybody, and from then on to save anything. */
  erasureKey?: string | null;
};

// Ids and counts stay far below 2^53, and a bigint that prints as a string would leak into every JSON answer.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

// Measured: a quarter of the default buffers costs no speed and saves 100 MB of memory.
const embeddedSettings = ["shared_buffers = 32MB", "max_wal_size = 64MB"];

// Measured: with V8's default a third of what a short command computes is to optimise functions of PostgreSQL that it hardly calls again. One that runs
// long is no slower: what it calls often is optimised a moment later.
const wasmTiering = "--wasm-tiering-budget=50000000";

/**
 * Opens PostgreSQL where `databaseUrl` is set, the embedded store otherwise. An empty database gets its tables;
 * an older PostgreSQL one is left for `groundswell migrate`, an older embedded one is brought forward.
 * @throws ConfigError saying what to do: store held by another process, server not reached, version too new
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  return options.databaseUrl === null ? openEmbedded(options) : openPostgres(options.databaseUrl, options);
}

async function openEmbedded({ home, now = new Date(), erasureKey = null }: StoreOptions): Promise<Store> {
  const inMemory = home.startsWith("memory://");
  const folder = inMemory ? home : resolve(home);
  const unlock = inMemory ? () => {} : lockFolder(folder, now);
  try {
    const dataDir = inMemory ? home : join(folder, "pg");
    const fresh = !inMemory && !existsSync(dataDir);
    const db = await openData(dataDir, fresh).catch((error: unknown) => {
      throw new ConfigError(
        `The embedded store in ${folder} cannot be ${fresh ? "made" : "opened"} (${explain(error)}): ` +
          (fresh
            ? "free disk space or choose another GROUNDSWELL_HOME."
            : "restore a backup, or move the folder away."),
        { cause: error },
      );
    });
    const pool = new EmbeddedPool(db) as unknown as pg.Pool;
    await migrate(pool);
    return {
      kind: "embedded",
      where: folder,
      pool,
      erasureKey,
      close: async () => {
        await pool.end();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openData(dataDir: string, fresh: boolean): Promise<PGlite> {
  setFlagsFromString(wasmTiering);
  if (fresh) makeDataFolder(dataDir);
  // Left by a process that was killed, and empty where that was while it wrote it: PostgreSQL would refuse such a folder for ever. Who may
  // open it is up to our own lock.
  if (!dataDir.startsWith("memory://")) rmSync(join(dataDir, "postmaster.pid"), { force: true });
  return PGlite.create({ dataDir, postgresqlconf: embeddedSettings });
}

async function openPostgres(databaseUrl: string, { erasureKey = null }: StoreOptions): Promise<Store> {
  const { host, pathname } = new URL(databaseUrl);
  const where = `${host}${pathname}`;
  const pool = new pg.Pool({
    ...{ connectionString: databaseUrl, max: 10, application_name: "groundswell" },
    // A new connection knows no table and no statement yet: it costs more than a hundred requests.
    idleTimeoutMillis: 300_000,
    // Measured: what a page asks for is estimated dear now and then, and compiling it took half a second where running it takes ten
    // milliseconds. No startup parameter, which poolers refuse.
    onConnect: async (client) => {
      // One that breaks while it is lent out tells whoever has it through its query, and the process by this event as well.
      client.on("error", () => {});
      await client.query("set jit = off");
    },
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  try {
    const { rows } = await pool.query("select current_setting('server_version_num')::int as version");
    if (rows[0].version < 150_000)
      throw new ConfigError(`The PostgreSQL at ${where} is older than 15: Groundswell needs 15 or newer.`);
    if ((await databaseVersion(pool)) === 0) await migrate(pool);
    else await checkVersion(pool);
    return { kind: "postgres", where, pool, erasureKey, close: () => pool.end() };
  } catch (error) {
    await pool.end();
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`The PostgreSQL at ${where} cannot be used: ${explain(error)}. Check DATABASE_URL.`, {
      cause: error,
    });
  }
}
