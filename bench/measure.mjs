import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const peakMemory = new URL("peak-memory.mjs", import.meta.url).href;
const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs a Node program as a process of its own, so that time and memory are those of what is measured and nothing else.
 * @param env settings added to an environment that says nothing of stores and queues
 * @returns `seconds` from start to exit, `peakMegabytes` of resident memory, and what it printed
 */
export async function runNode(args, env = {}) {
  const { DATABASE_URL: _, REDIS_URL: __, GROUNDSWELL_HOME: ___, ...rest } = process.env;
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["--import", peakMemory, ...args], {
    cwd: root,
    env: { ...rest, ...env },
    stdio: ["ignore", "pipe", "inherit", "pipe"],
  });
  const exit = new Promise((resolve, reject) => child.once("error", reject).once("exit", resolve));
  const [code, stdout, peak] = await Promise.all([
    exit.then((status) => ({ status, seconds: (performance.now() - startedAt) / 1000 })),
    text(child.stdout),
    text(/** @type {import("node:stream").Readable} */ (child.stdio[3])),
  ]);
  if (code.status !== 0) throw new Error(`"node ${args.join(" ")}" failed: the lines above say why.`);
  return { seconds: code.seconds, peakMegabytes: Number(peak) / 1024, stdout };
}

/** The median of repetitions and how far they spread, rounded to what the measurement can carry. */
export function spread(values, digits = 0) {
  const sorted = values.map((value) => Number(value.toFixed(digits))).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
  return { median: Number(median.toFixed(digits)), least: sorted[0], most: sorted.at(-1), runs: values.length };
}
