// Runs the benches, one file each, and writes what they found: bench/<name>.json, docs/benches.md, the README's block.
// Usage: node bench/run.mjs [name…] [--repetitions 3] [--render]
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { describeMachine, warnings } from "./machine.mjs";
import { block, chapter, replaceBlock } from "./render.mjs";

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
  if (!options.render) for (const name of positionals.length > 0 ? positionals : names) await measure(name);
  await render();
}

async function measure(name) {
  const bench = await import(`./${name}.bench.mjs`);
  const databaseUrl = process.env.DATABASE_URL;
  const machine = await describeMachine(databaseUrl);
  const about = { date: new Date().toISOString(), repetitions, machine, warnings: warnings(machine) };
  for (const line of about.warnings) say(line);
  const found = await bench.run({ databaseUrl, repetitions, say });
  writeFileSync(path(`${name}.json`), `${JSON.stringify({ bench: name, ...about, ...found }, null, 2)}\n`);
  for (const line of bench.misses(found)) say(`below its aim: ${line}`);
}

async function render() {
  const chapters = [];
  for (const name of names.filter((one) => existsSync(path(`${one}.json`)))) {
    const bench = await import(`./${name}.bench.mjs`);
    const document = JSON.parse(readFileSync(path(`${name}.json`), "utf8"));
    chapters.push(chapter(bench, name, document));
    if (!replaceBlock(path("../README.md"), name, block(bench, name, document)))
      say(`README.md has no <!-- bench:${name} --> block, so it shows no figures of it`);
  }
  const file = path("../docs/benches.md");
  const head = "# Benches\n\nMade by `npm run bench` from the JSON files under `bench/`: change those, not this page.";
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${[head, ...chapters].join("\n\n")}\n`);
}

function fail(line) {
  say(line);
  process.exitCode = 2;
}
