import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { machineInWords } from "./machine.mjs";

/** A number as people read it. */
export function count(value, digits = 0) {
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}

/** A median with the spread of its repetitions. */
export function range({ median, least, most }, digits = 0) {
  const middle = count(median, digits);
  return least === most ? middle : `${middle} (${count(least, digits)}–${count(most, digits)})`;
}

export function markdownTable(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** One bench as a chapter of the docs. */
export function chapter(bench, name, document) {
  return [
    `## ${bench.title}`,
    bench.table(document),
    ...bench.explain(document),
    ...notes(bench, document),
    `Measured with \`npm run bench ${name}\` ${measuredOn(document)}. All figures: [\`bench/${name}.json\`](../bench/${name}.json).`,
  ].join("\n\n");
}

/** One bench as the README shows it: the table and what it was measured on. */
export function block(bench, name, document) {
  return [
    bench.table(document),
    ...notes(bench, document),
    `Median (least–most) ${measuredOn(document)}. How to read it: [docs/benches.md](docs/benches.md); all figures: [\`bench/${name}.json\`](bench/${name}.json).`,
  ].join("\n\n");
}

/**
 * Puts text between the marks `<!-- bench:name -->` and `<!-- /bench:name -->` of a file.
 * @returns whether the file has them
 */
export function replaceBlock(path, name, text) {
  const [begin, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  const [start, stop] = [before.indexOf(begin), before.indexOf(end)];
  if (start < 0 || stop < start) return false;
  writeFileSync(path, `${before.slice(0, start + begin.length)}\n${text}\n${before.slice(stop)}`);
  return true;
}

function notes(bench, document) {
  return [...bench.misses(document).map((line) => `Below its aim: ${line}`), ...document.warnings];
}

function measuredOn({ date, repetitions, tookSeconds, machine }) {
  const times = repetitions === 1 ? "once" : `${repetitions} times`;
  const long = tookSeconds === undefined ? "" : ` in ${count(tookSeconds / 60, 1)} minutes`;
  return `${times}${long} on ${date.slice(0, 10)}: ${machineInWords(machine)}`;
}
