// Runs a command with a real PostgreSQL and a real Redis: those of DATABASE_URL and REDIS_URL, or where one is unset,
// a private one that ends with the command. Installs Debian's packages where the programs are missing.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres, startRedis } from "./start-services.mjs";

const [command, ...args] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "groundswell-services-"));
const env = { ...process.env };
const stops = [];
let status = 1;
try {
  if (!env.DATABASE_URL) {
    // Sixteen collectors of a bench keep ten connections each.
    const postgres = await startPostgres({ folder, settings: { max_connections: "250" }, install: true });
    stops.push(() => postgres.stop("SIGINT"));
    env.DATABASE_URL = postgres.url;
  }
  if (!env.REDIS_URL) {
    const redis = await startRedis({ folder, install: true });
    stops.push(() => redis.stop("SIGTERM"));
    env.REDIS_URL = redis.url;
  }
  status = await finished(spawn(command, args, { stdio: "inherit", env }));
} catch (error) {
  process.stderr.write(`services: ${error.message}\n`);
} finally {
  for (const stop of stops.reverse()) await stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(status);

function finished(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  });
}
