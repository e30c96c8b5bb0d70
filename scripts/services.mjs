// Runs a command with a real PostgreSQL and a real Redis: those of DATABASE_URL and REDIS_URL, or where one is unset,
// a private one that ends with the command. Installs Debian's packages where the programs are missing.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [command, ...args] = process.argv.slice(2);
const root = process.getuid?.() === 0;
const folder = mkdtempSync(join(tmpdir(), "groundswell-services-"));
const env = { ...process.env };
const stops = [];
let status = 1;
try {
  if (!env.DATABASE_URL) env.DATABASE_URL = await startPostgres();
  if (!env.REDIS_URL) env.REDIS_URL = await startRedis();
  status = await finished(spawn(command, args, { stdio: "inherit", env }));
} catch (error) {
  process.stderr.write(`services: ${error.message}\n`);
} finally {
  for (const stop of stops.reverse()) await stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(status);

async function startPostgres() {
  if (!postgresPrograms()) install("postgresql");
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
  // Sixteen collectors of a bench keep ten connections each.
  const settings = ["-c", "shared_buffers=256MB", "-c", "max_connections=250"];
  const server = spawn(...run("postgres", ["-D", data, "-p", port, "-k", folder, "-h", "127.0.0.1", ...settings]), {
    stdio: "ignore",
  });
  stops.push(() => end(server, "SIGINT"));
  await reached(port, "PostgreSQL");
  must(join(programs, "createdb"), ["-h", "127.0.0.1", "-p", port, "-U", "groundswell", "groundswell"]);
  return `postgresql://groundswell@127.0.0.1:${port}/groundswell`;
}

async function startRedis() {
  if (!onPath("redis-server")) install("redis-server");
  if (!onPath("redis-server")) throw new Error("Redis is not here and could not be installed: set REDIS_URL.");
  const port = await freePort();
  const server = spawn("redis-server", ["--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", folder], {
    stdio: "ignore",
  });
  stops.push(() => end(server, "SIGTERM"));
  await reached(port, "Redis");
  return `redis://127.0.0.1:${port}`;
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

function install(name) {
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
  const { connect } = await import("node:net");
  for (let tries = 0; tries < 150; tries++) {
    const there = await new Promise((resolve) => {
      const socket = connect(Number(port), "127.0.0.1", () => resolve(true)).once("error", () => resolve(false));
      socket.once("close", () => {}).once("connect", () => socket.end());
    });
    // PostgreSQL opens its port a moment before it takes sessions; createdb would fail in that moment.
    if (there) return new Promise((resolve) => setTimeout(resolve, name === "PostgreSQL" ? 1000 : 100));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} did not start on port ${port}.`);
}

function finished(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  });
}

function end(child, signal) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", resolve);
    child.kill(signal);
    setTimeout(() => child.kill("SIGKILL"), 5000).unref();
  });
}
