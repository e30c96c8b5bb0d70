// Fuzzes every parser with ten thousand spoilt inputs, each parser in a process whose memory is bounded and which is stopped where an
// input never ends. Usage: npm run bench:fuzz
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { headline } from "./headline.mjs";
import { count, markdownTable } from "./render.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const inputs = Number(process.env.FUZZ_INPUTS ?? 10_000);
const silenceMs = 30_000;
const mostMegabytes = 256;

const aims = { failures: 0, slowestMs: 1_000, peakHeapMegabytes: mostMegabytes };

export const title = "Fuzzing";

/** What became of the spoilt inputs of every parser; how fast they are read is no matter here, so once is enough. */
export async function run({ say }) {
  const names = await parserNames();
  const parsers = [];
  // As many at a time as there are processors, each taking the next name: what is measured is time of the processor.
  const next = names.entries();
  const work = async () => {
    for (const [place, name] of next) {
      const found = await fuzz(name);
      parsers[place] = found;
      say(
        `${name}: ${found.read} read, ${found.refused} refused, ${found.failures.length} failures, slowest ${found.slowestMs} ms`,
      );
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return { aims, inputs, parsers };
}

/** What the summary shows of it. */
export function headlines({ inputs: each, parsers }) {
  const failures = parsers.reduce((sum, one) => sum + one.failures.length, 0);
  const what = `spoilt inputs that a parser failed on, ${count(each)} for each of ${parsers.length} parsers`;
  return [headline({ what, figure: failures, unit: "inputs", aim: { of: "figure", most: aims.failures } })];
}

export function misses({ parsers }) {
  return parsers.flatMap(({ parser, failures }) => failures.map(({ what }) => `${parser}: ${what.split("\n")[0]}`));
}

export function table({ parsers }) {
  const rows = parsers.map((one) => [
    ...[one.parser, count(one.inputs), count(one.read), count(one.refused)],
    ...[String(one.failures.length), String(one.slowestMs), String(one.peakHeapMegabytes)],
  ]);
  return markdownTable(
    ["parser", "inputs", "read", "refused", "failures", "slowest, ms of processor", "most heap, MB"],
    rows,
  );
}

export function explain({ inputs: each }) {
  return [
    `Each parser is given ${count(each)} inputs, made from fixtures and from pages of the simulator by seeded changes: bytes turned, cut, doubled, pumped to 100 kB, values replaced. *Refused* is one of the declared errors; anything else that is thrown, an input that takes a second of the processor, and a process that ends are failures. The second is that of the machine it was set on, and longer on a slower one (\`test/slowness.ts\`).`,
  ];
}

/** One parser in a process of its own; an input at which it ended or fell silent is a failure. */
function fuzz(name) {
  return child([String(inputs), "11", name], (lines, code) => {
    const found = lines.find((line) => line.parser === name);
    const last = lines.findLast((line) => line.at === name);
    if (found && code === 0) return found;
    const failures = [{ what: `ended with ${code}`, recipe: last?.recipe ?? null }];
    return { parser: name, inputs: 0, read: 0, refused: 0, slowestMs: 0, peakHeapMegabytes: 0, failures };
  });
}

/** The names of all parsers: a round of one input each tells them. */
function parserNames() {
  return child(["1", "1"], (lines) => lines.filter((line) => line.parser).map(({ parser }) => parser));
}

async function child(args, then) {
  const bounded = [`--max-old-space-size=${mostMegabytes}`, "--conditions=source", "--import", "tsx"];
  const process_ = spawn(process.execPath, [...bounded, "test/fuzz-child.ts", ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = [];
  const stop = () => process_.kill("SIGKILL");
  let watchdog = setTimeout(stop, 4 * silenceMs);
  const ended = new Promise((exit) => process_.once("close", exit));
  for await (const text of createInterface({ input: process_.stdout })) {
    clearTimeout(watchdog);
    watchdog = setTimeout(stop, silenceMs);
    const line = JSON.parse(text);
    if (line.at) lines[0] = line;
    else lines.push(line);
  }
  const code = await ended;
  clearTimeout(watchdog);
  return then(lines, code);
}
