// Runs the benches, one file each, and writes what they found: bench/<name>.json, bench/summary.json, docs/benches.md, the README's block.
// Prints the summary's table in the end. Usage: node bench/run.mjs [name…] [--repetitions 3] [--render]
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { describeMachine, warnings } from "./machine.mjs";
import { block, chapter, replaceBlock } from "./render.mjs";
import { expectedMinutes, reading, summarise, summaryTable } from "./summary.mjs";

const say = (line) => process.stderr.write(`bench: ${line}\n`);
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repetitions: { type: "string", default: "3" },
    // Writes the docs again from the figures that are there.
    render: { type: "boolean", default: false },
  },
});
const repetitions = Number(options.repetitions);
const names = readdirSync(path("."))
  .filter((name) => name.endsWith(".bench.mjs"))
  .map((name) => name.slice(0, -".bench.mjs".length))
  .sort();
const unknown = positionals.filter((name) => !names.includes(name));

if (unknown.length > 0) fail(`There is no bench "${unknown[0]}": choose from ${names.join(", ")}.`);
else if (!Number.isInteger(repetitions) || repetitions < 1) fail("--repetitions is a whole number from 1.");
else if (!options.render && !process.env.DATABASE_URL) fail("DATABASE_URL is not set: run this as npm run bench.");
else {
  if (!options.render) await measureAll(positionals.length > 0 ? positionals : names);
  await render();
}

async function measureAll(chosen) {
  const known = chosen.map((name) => (existsSync(path(`${name}.json`)) ? readFound(name) : {}));
  const expected = expectedMinutes(known, repetitions);
  if (expected)
    say(
      `takes about ${expected.minutes} minutes${expected.unknown > 0 ? `, and what ${expected.unknown} benches take that nobody timed yet` : ""}`,
    );
  for (const name of chosen) await measure(name);
}

async function measure(name) {
  const bench = await import(`./${name}.bench.mjs`);
  const databaseUrl = process.env.DATABASE_URL;
  const machine = await describeMachine(databaseUrl);
  const about = { date: new Date().toISOString(), repetitions, machine, warnings: warnings(machine) };
  for (const line of about.warnings) say(line);
  const startedAt = performance.now();
  const found = await bench.run({ databaseUrl, repetitions, say });
  const tookSeconds = Math.round((performance.now() - startedAt) / 1000);
  writeFileSync(path(`${name}.json`), `${JSON.stringify({ bench: name, ...about, tookSeconds, ...found }, null, 2)}\n`);
  for (const line of bench.misses(found)) say(`below its aim: ${line}`);
}

function readFound(name) {
  return JSON.parse(readFileSync(path(`${name}.json`), "utf8"));
}

async function render() {
  const chapters = [];
  const measured = [];
  for (const name of names.filter((one) => existsSync(path(`${one}.json`)))) {
    const bench = await import(`./${name}.bench.mjs`);
    const document = readFound(name);
    measured.push({ name, title: bench.title, document, headlines: bench.headlines?.(document) ?? [] });
    chapters.push(chapter(bench, name, document));
    if (!replaceBlock(path("../README.md"), name, block(bench, name, document)))
      say(`README.md has no <!-- bench:${name} --> block, so it shows no figures of it`);
  }
  const summary = summarise(measured);
  writeFileSync(path("summary.json"), `${JSON.stringify(summary, null, 2)}\n`);
  const summed = `## In one table\n\n${summaryTable(summary)}\n\n${reading} ${summary.machine}. The same as data: [\`bench/summary.json\`](../bench/summary.json).`;
  const file = path("../docs/benches.md");
  const head =
    "# Benches\n\nMade by `npm run bench` from the JSON files under `bench/`: change those, not this page. " +
    "`npm run bench -- ingest queue --repetitions 1` measures two of them once; without names it measures all, and says first how long they took before.";
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${[head, summed, ...chapters].join("\n\n")}\n`);
  process.stdout.write(`${summaryTable(summary)}\n`);
}

function fail(line) {
  say(line);
  process.exitCode = 2;
}
