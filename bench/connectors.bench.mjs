import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { headline } from "./headline.mjs";
import { largeInputs } from "./large-inputs.mjs";
import { runNode, spread } from "./measure.mjs";
import { makePlace } from "./places.mjs";
import { count, markdownTable, range } from "./render.mjs";

const script = (name) => fileURLToPath(new URL(name, import.meta.url));

const aims = { feedToRssParser: 1, dumpRowsPerSecond: 20_000, memoryTenfold: 1.25 };

export const title = "Connectors";

/** What mapping costs by itself, what a whole pull costs, and how reading files grows with them. */
export async function run({ databaseUrl, repetitions, say }) {
  const folder = mkdtempSync(join(tmpdir(), "groundswell-bench-input-"));
  try {
    const inputs = await largeInputs(folder);
    const rounds = [];
    for (let repetition = 1; repetition <= repetitions; repetition++) {
      rounds.push(await round(inputs, databaseUrl));
      say(`${repetition}/${repetitions} done`);
    }
    return { aims, ...summarise(rounds) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function round(inputs, databaseUrl) {
  const mapping = JSON.parse((await runNode([script("map-pages.mjs")])).stdout);
  const feeds = JSON.parse((await runNode([script("parse-feeds.mjs")])).stdout);
  const files = [];
  for (const input of inputs) {
    const { stdout, peakMegabytes } = await runNode([
      script("pull-file.mjs"),
      input.connector,
      JSON.stringify(input.options),
    ]);
    const { signals, seconds } = JSON.parse(stdout);
    files.push({ ...input, signals, seconds, peakMegabytes });
  }
  const dump = inputs.find((input) => input.connector === "stackexchange-dump");
  const place = await makePlace("postgres", databaseUrl);
  const beside = await makePlace("postgres", databaseUrl);
  try {
    const copy = await runNode([script("copy-rows.mjs"), dump.path], beside.env);
    const startedAt = performance.now();
    const command = script("../packages/cli/bin/groundswell.js");
    const loaded = await runNode(
      [command, "import", dump.connector, dump.path, "--expertise", "bench", "--json"],
      place.env,
    );
    const imported = { seconds: (performance.now() - startedAt) / 1000, peakMegabytes: loaded.peakMegabytes };
    const pulled = JSON.parse((await runNode([script("pull-world.mjs"), JSON.stringify(beside.env)])).stdout);
    return {
      mapping,
      feeds,
      files,
      copy: { ...JSON.parse(copy.stdout), peakMegabytes: copy.peakMegabytes },
      imported,
      pulled,
    };
  } finally {
    await place.remove();
    await beside.remove();
  }
}

function summarise(rounds) {
  const each = (read, digits) => spread(rounds.map(read), digits);
  const [first] = rounds;
  return {
    mapping: first.mapping.map(({ connector, pages, signals }, i) => ({
      connector,
      pages,
      signals,
      signalsPerSecond: each(({ mapping }) => mapping[i].signalsPerSecond),
    })),
    feeds: {
      files: first.feeds.files,
      kilobytes: first.feeds.kilobytes,
      megabytesPerSecond: each(({ feeds }) => feeds.ours, 1),
      rssParserMegabytesPerSecond: each(({ feeds }) => feeds.rssParser, 1),
      feedsmithMegabytesPerSecond: each(({ feeds }) => feeds.feedsmith, 1),
      ratioToRssParser: each(({ feeds }) => feeds.ours / feeds.rssParser, 2),
    },
    files: first.files.map(({ connector, path, times, signals }, i) => ({
      connector,
      times,
      megabytes: Math.round(sizeOf(path) / 1e6),
      signals,
      megabytesPerSecond: each(({ files }) => sizeOf(path) / 1e6 / files[i].seconds, 1),
      peakMegabytes: each(({ files }) => files[i].peakMegabytes),
    })),
    dump: {
      rows: first.copy.rows,
      rowsPerSecond: each(({ copy, imported }) => copy.rows / imported.seconds),
      peakMegabytes: each(({ imported }) => imported.peakMegabytes),
      copyRowsPerSecond: each(({ copy }) => copy.rows / copy.seconds),
      copyPeakMegabytes: each(({ copy }) => copy.peakMegabytes),
    },
    endToEnd: {
      sources: first.pulled.sources,
      requests: first.pulled.requests,
      signals: first.pulled.signals,
      signalsPerSecond: each(({ pulled }) => pulled.signals / pulled.seconds),
      seconds: each(({ pulled }) => pulled.seconds, 1),
    },
  };
}

const folderSize = (path) => readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
const sizes = new Map();
function sizeOf(path) {
  if (!sizes.has(path)) sizes.set(path, statSync(path).isDirectory() ? folderSize(path) : statSync(path).size);
  return sizes.get(path);
}

/** What the summary shows of it. */
export function headlines({ feeds, dump, endToEnd }) {
  const feed = { what: "read and map feeds", figure: feeds.megabytesPerSecond.median, unit: "MB/s" };
  return [
    headline({
      ...feed,
      yardstickName: "rss-parser",
      yardstick: feeds.rssParserMegabytesPerSecond.median,
      ratio: feeds.ratioToRssParser.median,
      aim: { of: "ratio", least: aims.feedToRssParser },
    }),
    headline({ ...feed, yardstickName: "feedsmith", yardstick: feeds.feedsmithMegabytesPerSecond.median }),
    headline({
      what: "import a dump into PostgreSQL, whole command",
      figure: dump.rowsPerSecond.median,
      unit: "rows/s",
      yardstickName: "plain COPY of its rows, unmapped, into one table without an index",
      yardstick: dump.copyRowsPerSecond.median,
      aim: { of: "figure", least: aims.dumpRowsPerSecond },
    }),
    headline({
      what: `pull ${endToEnd.sources} simulated sources into PostgreSQL, whole command`,
      figure: endToEnd.signalsPerSecond.median,
      unit: "signals/s",
    }),
  ];
}

/** The figures that miss their aim, as sentences. */
export function misses({ feeds, files, dump }) {
  const missed = [];
  if (feeds.ratioToRssParser.median < aims.feedToRssParser)
    missed.push(
      `feed is ${feeds.ratioToRssParser.median} times as fast as rss-parser, the aim is ${aims.feedToRssParser}.`,
    );
  if (dump.rowsPerSecond.median < aims.dumpRowsPerSecond)
    missed.push(
      `stackexchange-dump imports ${count(dump.rowsPerSecond.median)} rows/s, the aim is ${count(aims.dumpRowsPerSecond)}.`,
    );
  for (const connector of new Set(files.map((one) => one.connector))) {
    const peak = (times) =>
      files.find((one) => one.connector === connector && one.times === times).peakMegabytes.median;
    const grown = peak(10) / peak(1);
    if (grown > aims.memoryTenfold)
      missed.push(
        `${connector} needs ${grown.toFixed(2)} times the memory for ten times the input, the aim is ${aims.memoryTenfold}.`,
      );
  }
  return missed;
}

/** The tables that the docs show. */
export function table({ mapping, feeds, files, dump, endToEnd }) {
  return [
    markdownTable(
      ["connector", "pages", "signals", "signals/s mapped on one core"],
      mapping.map((one) => [`\`${one.connector}\``, count(one.pages), count(one.signals), range(one.signalsPerSecond)]),
    ),
    markdownTable(
      ["reader of the same feeds", "MB/s"],
      [
        ["`feed`", range(feeds.megabytesPerSecond, 1)],
        ["rss-parser alone", range(feeds.rssParserMegabytesPerSecond, 1)],
        ["feedsmith", range(feeds.feedsmithMegabytesPerSecond, 1)],
      ],
    ),
    markdownTable(
      ["files", "size", "signals", "MB/s", "peak memory"],
      files.map((one) => [
        `\`${one.connector}\` × ${one.times}`,
        `${count(one.megabytes)} MB`,
        count(one.signals),
        range(one.megabytesPerSecond, 1),
        `${range(one.peakMegabytes)} MB`,
      ]),
    ),
    markdownTable(
      ["into PostgreSQL", "rows/s", "peak memory"],
      [
        ["`import stackexchange-dump`, whole command", range(dump.rowsPerSecond), `${range(dump.peakMegabytes)} MB`],
        ["plain COPY of the same rows, unmapped", range(dump.copyRowsPerSecond), `${range(dump.copyPeakMegabytes)} MB`],
      ],
    ),
    `One \`groundswell pull\` of ${count(endToEnd.sources)} simulated sources into PostgreSQL: ${count(endToEnd.signals)} signals ` +
      `in ${count(endToEnd.requests)} requests, ${range(endToEnd.seconds, 1)} s, ${range(endToEnd.signalsPerSecond)} signals/s.`,
  ].join("\n\n");
}

/** How to read the tables. */
export function explain({ feeds }) {
  return [
    "Mapping is timed over the pages of each connector's simulated place, in memory and again and again for a second.",
    `The feeds are ${count(feeds.files)} simulated ones (${count(feeds.kilobytes)} kB) that all three readers take; rss-parser and feedsmith ` +
      "are handed text, `feed` the bytes, whose charset it finds out.",
    "Files are read and mapped with nothing behind it; ten times the input is other messages and other rows, not the same again. Sizes are as the files lie on the disk: the dump is gzip.",
    `Aims: \`feed\` no slower than rss-parser; a dump at ${count(aims.dumpRowsPerSecond)} rows/s; memory flat, which here is less than ` +
      `${aims.memoryTenfold} times at ten times the input.`,
  ];
}
