// Installs and builds what is missing, and nothing else: the first step of `npm run demo` and `npm test`.
// Plain JavaScript, because it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pnpm = "pnpm@12.21.0";

requireNode(20, 19);
const manifests = files(".", (name) => name === "package.json" || /^(pnpm-.*\.yaml|\.pnpmfile\.cjs)$/.test(name));
unlessDone("install", manifests, "node_modules", () => {
  say("installing the pinned dependencies");
  run("npx", ["--yes", pnpm, "install", "--frozen-lockfile", "--reporter=append-only"]);
});
run("node", [bin("typescript", "bin/tsc"), "-b"]);
const migrations = files("packages/store/migrations", () => true);
unlessDone("empty-store", ["pnpm-workspace.yaml", ...migrations], "packages/store/dist/empty-store", () => {
  run("node", [
    "--input-type=module",
    "--eval",
    'await (await import("./packages/store/dist/index.js")).buildEmptyStore()',
  ]);
});
unlessDone(
  "pages",
  // The words that pages explain are those of the architecture's glossary.
  ["ARCHITECTURE.md", ...files("dashboards/web", () => true)],
  "dashboards/web/dist",
  () => {
    say("building the pages");
    run("node", [bin("vite", "bin/vite.js"), "build", "dashboards/web", "--logLevel", "warn"]);
  },
);

function requireNode(major, minor) {
  const [haveMajor, haveMinor] = process.versions.node.split(".").map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  fail(
    `This is Node ${process.versions.node}; Groundswell needs ${major}.${minor} or newer: install it and run this again.`,
  );
}

/** Does something whose inputs have changed since it was last done, or whose result is gone. */
function unlessDone(name, inputs, result, work) {
  const hash = createHash("sha256");
  for (const file of inputs) hash.update(file).update(readFileSync(join(root, file)));
  const digest = hash.digest("hex");
  const stamp = join(root, "node_modules/.groundswell", name);
  const done = existsSync(join(root, result)) && existsSync(stamp) && readFileSync(stamp, "utf8") === digest;
  if (done) return;
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}

/** The files below a folder that are ours, in one order on every machine. */
function files(folder, wanted) {
  const found = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!["node_modules", "dist", ".git", ".groundswell"].includes(entry.name)) found.push(...files(path, wanted));
    } else if (wanted(entry.name)) found.push(path);
  }
  return found.sort();
}

function bin(name, path) {
  return join(root, "node_modules", name, path);
}

function run(command, args) {
  // What the install prints is progress: stdout belongs to what the user asked for.
  const { status, error } = spawnSync(command === "node" ? process.execPath : command, args, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32" && command === "npx",
  });
  if (error) fail(`${command} could not be started: ${error.message}`);
  if (status !== 0) fail(`"${[command, ...args].join(" ")}" failed: the lines above say why.`);
}

function say(line) {
  process.stderr.write(`groundswell: ${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}
