import { readFileSync } from "node:fs";
import { arch, cpus, loadavg, platform, release, totalmem } from "node:os";
import pg from "pg";

const pglite = new URL("../packages/store/node_modules/@electric-sql/pglite/package.json", import.meta.url);

/** What the figures were measured on. */
export async function describeMachine(databaseUrl) {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? "unknown",
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    postgres: await describePostgres(databaseUrl),
    pglite: JSON.parse(readFileSync(pglite, "utf8")).version,
    loadBefore: Number(loadavg()[0].toFixed(2)),
  };
}

/** A machine in a line. */
export function machineInWords({ processor, cores, memoryGigabytes, node, postgres, pglite }) {
  return (
    `${processor}, ${cores} cores, ${memoryGigabytes} GB, Node ${node}, PostgreSQL ${postgres.version} ` +
    `(fsync ${postgres.fsync}, ${postgres.sharedBuffers} shared buffers), PGlite ${pglite}`
  );
}

/** Why the figures of this moment may be worse than the machine's best. */
export function warnings({ cores, loadBefore }) {
  return loadBefore > 1
    ? [`Other programs were busy when it began (load average ${loadBefore} on ${cores} cores): figures may be too low.`]
    : [];
}

async function describePostgres(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    `select current_setting('server_version') as version, current_setting('shared_buffers') as "sharedBuffers",
       current_setting('fsync') as fsync, current_setting('synchronous_commit') as "synchronousCommit"`,
  );
  await client.end();
  return rows[0];
}
