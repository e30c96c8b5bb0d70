import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";
import { runNode } from "./measure.mjs";

const realFolder = fileURLToPath(new URL("../../shared/data", import.meta.url));
const writeWorld = fileURLToPath(new URL("write-world.mjs", import.meta.url));

/** What each importer is measured on. `asOf` is the first day after the newest item, so that scoring has a full year. */
const wanted = [
  {
    importer: "signals",
    expertise: "powershell",
    real: ["powershell", "signals.ndjson.gz"],
    asOf: "2026-01-01",
    isRow: (line) => line.trim() !== "",
  },
  {
    importer: "stackexchange-dump",
    expertise: "travel",
    real: ["travel-stackexchange"],
    asOf: "2017-08-28",
    isRow: (line) => line.includes("<row "),
  },
];

/**
 * The input of each importer: the real data beside the project where it is there, a simulated world of its size otherwise.
 * `rows` are the lines or XML rows in the files, which is what the rates of the bench count.
 * @param folder where simulated input is written
 */
export async function findInputs(folder) {
  const inputs = [];
  for (const { importer, expertise, real, asOf, isRow } of wanted) {
    const path = join(realFolder, ...real);
    const isReal = existsSync(path);
    if (!isReal)
      console.error(
        `bench: there is no real data at ../shared/data/${real[0]}, so ${importer} reads a simulated world`,
      );
    const made = isReal ? { path, asOf } : await simulate(importer, folder);
    const rows = await countRows(made.path, isRow);
    inputs.push({ importer, expertise, data: isReal ? `real: ${real[0]}` : "simulated", rows, ...made });
  }
  return inputs;
}

async function simulate(importer, folder) {
  const { stdout } = await runNode([writeWorld, importer, folder]);
  return JSON.parse(stdout);
}

async function countRows(path, isRow) {
  const files = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path];
  let rows = 0;
  for (const file of files) {
    const bytes = createReadStream(file);
    const input = file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
    for await (const line of createInterface({ input })) if (isRow(line)) rows++;
  }
  return rows;
}
