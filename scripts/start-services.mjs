// Starts a PostgreSQL or a Redis of one's own, in a folder of one's own, and starts it again where it was ended.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = process.getuid?.() === 0;

/**
 * Starts a PostgreSQL with an empty database `groundswell`.
 * @param {{ folder: string, settings?: Record<string, string>, install?: boolean }} options where its data go, and its `-c` settings
 */
export async function startPostgres({ folder, settings = {}, install = false }) {
  if (install && !postgresPrograms()) installPackage("postgresql");
  const programs = postgresPrograms();
  if (!programs) throw new Error("PostgreSQL is not here and could not be installed: set DATABASE_URL.");
  const data = join(folder, "pg");
  const port = await freePort();
  // PostgreSQL refuses to run as root; Debian's package brings an account for it.
  const as = root ? ["runuser", ["-u", "postgres", "--"]] : null;
  const run = (program, rest) =>
    as ? [as[0], [...as[1], join(programs, program), ...rest]] : [join(programs, program), rest];
  if (root) must("chown", ["postgres", folder]);
  // Without a locale of the environment it would know no lower case of Ä.
  const locale = ["--lc-collate=C", "--lc-ctype=C.UTF-8"];
  must(...run("initdb", ["-D", data, "-U", "groundswell", "-A", "trust", "-E", "UTF8", ...locale, "--no-sync"]));
  const chosen = Object.entries({ shared_buffers: "256MB", ...settings }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const service = await keep({
    name: "PostgreSQL",
    port,
    // PostgreSQL opens its port a moment before it takes sessions; createdb would fail in that moment.
    settleMs: 1_000,
    command: () => run("postgres", ["-D", data, "-p", port, "-k", folder, "-h", "127.0.0.1", ...chosen]),
    // `runuser` passes SIGTERM on and no other signal, so the server's own process is asked.
    pid: () => Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]),
  });
  must(join(programs, "createdb"), ["-h", "127.0.0.1", "-p", port, "-U", "groundswell", "groundswell"]);
  return { ...service, url: `postgresql://groundswell@127.0.0.1:${port}/groundswell` };
}

/**
 * Starts a Redis that keeps nothing unless it is told to.
 * @param {{ folder: string, args?: string[], install?: boolean }} options where its data go, and what else its command line says
 */
export async function startRedis({ folder, args = [], install = false }) {
  if (install && !onPath("redis-server")) installPackage("redis-server");
  if (!onPath("redis-server")) throw new Error("Redis is not here and could not be installed: set REDIS_URL.");
  const port = await freePort();
  const service = await keep({
    name: "Redis",
    port,
    settleMs: 100,
    command: () => ["redis-server", ["--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", folder, ...args]],
  });
  return { ...service, url: `redis://127.0.0.1:${port}` };
}

/** Whether both can be started without installing anything. */
export function haveServices() {
  return postgresPrograms() !== undefined && onPath("redis-server");
}

async function keep({ name, port, settleMs, command, pid }) {
  let server = null;
  const start = async () => {
    server = spawn(...command(), { stdio: "ignore" });
    await reached(port, name);
    await sleep(settleMs);
  };
  await start();
  return {
    port: Number(port),
    start,
    /** Ends it by a signal and waits until it is gone. */
    stop: (signal) => end(server, signal, pid?.() ?? server.pid),
  };
}

/** The folder of the newest PostgreSQL's programs, which Debian keeps off the PATH. */
function postgresPrograms() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(debian, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
  if (found) return found;
  return (process.env.PATH ?? "")
    .split(":")
    .find((bin) => existsSync(join(bin, "initdb")) && existsSync(join(bin, "postgres")));
}

function installPackage(name) {
  if (!root || !onPath("apt-get")) return;
  process.stderr.write(`services: installing ${name}\n`);
  spawnSync("apt-get", ["update", "-qq"], { stdio: ["ignore", 2, 2] });
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], {
    stdio: ["ignore", 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

function onPath(program) {
  return (process.env.PATH ?? "").split(":").some((bin) => existsSync(join(bin, program)));
}

function must(program, rest) {
  const { status, stderr } = spawnSync(program, rest, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(String(port)));
    });
  });
}

async function reached(port, name) {
  for (let tries = 0; tries < 150; tries++) {
    if (await answers(port)) return;
    await sleep(100);
  }
  throw new Error(`${name} did not start on port ${port}.`);
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(Number(port), "127.0.0.1", () => {
      socket.end();
      resolve(true);
    }).once("error", () => resolve(false));
  });
}

function end(child, signal, pid) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", resolve);
    process.kill(pid, signal);
    setTimeout(() => child.kill("SIGKILL"), 5_000).unref();
  });
}
