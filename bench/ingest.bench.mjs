import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { headline } from "./headline.mjs";
import { findInputs } from "./inputs.mjs";
import { runNode, spread } from "./measure.mjs";
import { makePlace, storeKinds } from "./places.mjs";
import { count, markdownTable, range } from "./render.mjs";

const command = fileURLToPath(new URL("../packages/cli/bin/groundswell.js", import.meta.url));
const plainInsert = fileURLToPath(new URL("plain-insert.mjs", import.meta.url));

const aims = {
  rowsPerSecond: { embedded: 5_000, postgres: 8_000 },
  ratioToPlain: { postgres: 0.5 },
  peakMegabytes: { embedded: 400 },
};

export const title = "Ingest";

/** Both importers on both stores, with the commands that a person types, each a process of its own. */
export async function run({ databaseUrl, repetitions, say }) {
  const folder = mkdtempSync(join(tmpdir(), "groundswell-bench-input-"));
  try {
    const inputs = await findInputs(folder);
    const cases = inputs.flatMap((input) => storeKinds.map((store) => ({ input, store, measured: [] })));
    // Case by case and again from the start, so that a busy minute of the machine does not fall on one case alone.
    for (let repetition = 1; repetition <= repetitions; repetition++)
      for (const one of cases) {
        const measured = await measure(one.input, one.store, databaseUrl);
        one.measured.push(measured);
        say(`${repetition}/${repetitions} ${one.input.importer}, ${one.store}: ${describe(one.input, measured)}`);
      }
    return {
      aims,
      inputs: inputs.map(({ importer, data, rows }) => ({ importer, data, rows })),
      results: cases.map(summarise),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure({ importer, expertise, path, asOf }, store, databaseUrl) {
  const place = await makePlace(store, databaseUrl);
  const empty = await makePlace(store, databaseUrl);
  try {
    const load = () => runNode([command, "import", importer, path, "--expertise", expertise, "--json"], place.env);
    const first = await load();
    const again = await load();
    const plain = await runNode([plainInsert, JSON.stringify(place.env), JSON.stringify(empty.env)]);
    const analyse = await runNode([command, "analyse", "--expertise", expertise, "--as-of", asOf, "--json"], place.env);
    return { first, again, analyse, plain: JSON.parse(plain.stdout) };
  } finally {
    await place.remove();
    await empty.remove();
  }
}

function summarise({ input, store, measured }) {
  const each = (read, digits) => spread(measured.map(read), digits);
  return {
    importer: input.importer,
    store,
    rowsPerSecond: each(({ first }) => input.rows / first.seconds),
    rowsPerSecondAgain: each(({ again }) => input.rows / again.seconds),
    peakMegabytes: each(({ first }) => first.peakMegabytes),
    storedRows: measured[0].plain.rows,
    plainRowsPerSecond: each(({ plain }) => plain.rows / plain.seconds),
    ratioToPlain: each(({ plain, first }) => plain.seconds / first.seconds, 2),
    analyseSeconds: each(({ analyse }) => analyse.seconds, 1),
    analysePeakMegabytes: each(({ analyse }) => analyse.peakMegabytes),
  };
}

function describe({ rows }, { first, again, analyse, plain }) {
  return [
    `${count(rows / first.seconds)} rows/s`,
    `again ${count(rows / again.seconds)}`,
    `peak ${count(first.peakMegabytes)} MB`,
    `${(plain.seconds / first.seconds).toFixed(2)} of plain`,
    `analyse ${analyse.seconds.toFixed(1)} s`,
  ].join(", ");
}

/** What the summary shows of it. */
export function headlines({ results }) {
  return results.map(({ importer, store, plainRowsPerSecond, ratioToPlain }) =>
    headline({
      what: `import ${importer} into ${store === "postgres" ? "PostgreSQL" : "the embedded store"}, whole command`,
      figure: plainRowsPerSecond.median * ratioToPlain.median,
      unit: "stored rows/s",
      yardstickName: "plain `unnest` upsert of the same rows",
      yardstick: plainRowsPerSecond.median,
      ratio: ratioToPlain.median,
      aim: aims.ratioToPlain[store] ? { of: "ratio", least: aims.ratioToPlain[store] } : null,
    }),
  );
}

/** The figures that miss their aim, as sentences. */
export function misses({ results }) {
  return results.flatMap((result) =>
    Object.entries(aims).flatMap(([figure, byStore]) => {
      const aim = byStore[result.store];
      const value = result[figure].median;
      const met = aim === undefined || (figure === "peakMegabytes" ? value <= aim : value >= aim);
      return met
        ? []
        : [`${result.importer} on ${result.store}: ${figure} is ${count(value, 2)}, the aim is ${count(aim, 2)}.`];
    }),
  );
}

/** The table that the docs and the README show. */
export function table({ results }) {
  return markdownTable(
    ["importer", "store", "rows/s", "rows/s, second time", "of plain `unnest`", "peak memory", "analyse after it"],
    results.map((one) => [
      one.importer,
      one.store === "postgres" ? "PostgreSQL" : "embedded",
      range(one.rowsPerSecond),
      range(one.rowsPerSecondAgain),
      range(one.ratioToPlain, 2),
      `${range(one.peakMegabytes)} MB`,
      `${range(one.analyseSeconds, 1)} s`,
    ]),
  );
}

/** How to read the table. */
export function explain({ inputs, results }) {
  const read = inputs
    .map(({ importer, data, rows }) => `\`${importer}\` reads ${count(rows)} rows (${data})`)
    .join(", ");
  const plain = results.map((one) => `${one.importer} ${one.store} ${count(one.plainRowsPerSecond.median)}`).join(", ");
  return [
    `${read}. A rate is the rows in the files over the seconds of the whole command, from the start of Node to its end: ` +
      "opening the store, reading, checking, saving with the cursor, closing. The second time everything is there already.",
    "“Of plain `unnest`” compares with the plainest upsert of the rows that the import left in the store, 2,000 at a time " +
      "into the same tables of an empty store, timed without start, reading or parsing: 1 would mean that all the rest costs " +
      `nothing. Its stored rows/s: ${plain}.`,
    "Analyse is the whole command too: attribute, thread, roll up, link and score everything that was imported.",
    `Aims: ${count(aims.rowsPerSecond.embedded)} rows/s embedded and ${count(aims.rowsPerSecond.postgres)} on PostgreSQL, ` +
      `${aims.ratioToPlain.postgres} of plain on PostgreSQL, less than ${aims.peakMegabytes.embedded} MB embedded.`,
  ];
}
