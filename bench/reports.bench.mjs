import { fileURLToPath } from "node:url";
import { headline } from "./headline.mjs";
import { runNode, spread } from "./measure.mjs";
import { makePlace } from "./places.mjs";
import { count, markdownTable, range } from "./render.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const reports = ["support", "trends", "overview", "candidates"];
const aims = { seconds: 5, megabytes: 300 };
/** Twice of what a build holds at once: without a bound, Node lets garbage lie until there is a reason to clear it away. */
const heapMegabytes = 128;

export const title = "Reports";

/** What it costs to build each report over a million signals, with and without the answers that are kept for pages. */
export async function run({ databaseUrl, repetitions, say }) {
  const place = await makePlace("postgres", databaseUrl);
  try {
    const load = ["--conditions=source", "--import", "tsx", path("reports-load.mjs")];
    const filled = JSON.parse((await runNode(load, place.env)).stdout);
    say(`${count(filled.signals)} signals written and analysed`);
    const anew = await measureAll(place.env, repetitions, say);
    const { stdout } = await runNode([...load, "keep"], place.env);
    say(`${JSON.parse(stdout).kept} answers kept`);
    const kept = { support: await measure("support", place.env, repetitions) };
    const { signals, spaces, people } = filled;
    return { aims, heapMegabytes, signals, spaces, people, anew, kept };
  } finally {
    await place.remove();
  }
}

async function measureAll(env, repetitions, say) {
  const found = {};
  for (const report of reports) {
    found[report] = await measure(report, env, repetitions);
    say(`${report} done`);
  }
  return found;
}

/** Each build is a process of its own, of the code as it is shipped: a loader of sources would take a third of the memory. */
async function measure(report, env, repetitions) {
  const runs = [];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const args = [`--max-old-space-size=${heapMegabytes}`, path("reports-build.mjs"), report, "2024-01-01", "crowd"];
    const { stdout, peakMegabytes } = await runNode(args, env);
    runs.push({ ...JSON.parse(stdout), peakMegabytes });
  }
  const of = (name, digits) =>
    spread(
      runs.map((one) => one[name]),
      digits,
    );
  return {
    ...{ yardstickSeconds: of("yardstickSeconds", 2), buildSeconds: of("buildSeconds", 2) },
    ...{ printSeconds: of("printSeconds", 2), cpuSeconds: of("cpuSeconds", 2) },
    ...{ idleMegabytes: of("idleMegabytes"), peakMegabytes: of("peakMegabytes"), mailBytes: runs[0].mailBytes },
  };
}

const rowsOf = ({ anew, kept }) => [
  ...Object.entries(anew),
  ...Object.entries(kept).map(([report, one]) => [`${report}, with kept answers`, one]),
];

/** What the summary shows of it. */
export function headlines(found) {
  const [name, slowest] = rowsOf(found).sort(([, a], [, b]) => b.buildSeconds.median - a.buildSeconds.median)[0];
  return [
    headline({
      ...{ what: `build the slowest report, ${name}`, figure: slowest.buildSeconds.median, unit: "s" },
      ...{ yardstickName: "one scan that counts its window", yardstick: slowest.yardstickSeconds.median },
      aim: { of: "figure", most: aims.seconds },
    }),
  ];
}

/** The figures that miss their aim, as sentences. */
export function misses(found) {
  return rowsOf(found).flatMap(([name, { buildSeconds, peakMegabytes }]) => [
    ...(buildSeconds.median > aims.seconds
      ? [`the report ${name} takes ${buildSeconds.median} s to build, the aim is ${aims.seconds} s.`]
      : []),
    ...(peakMegabytes.median > aims.megabytes
      ? [`the report ${name} takes ${peakMegabytes.median} MB, the aim is ${aims.megabytes} MB.`]
      : []),
  ]);
}

/** What the README and docs/benches.md show. */
export function table(found) {
  return markdownTable(
    [
      "a million signals, 5,000 spaces",
      "build, s",
      "print as mail, s",
      "reading the window once, s",
      "peak memory, MB",
    ],
    rowsOf(found).map(([name, one]) => [
      name,
      range(one.buildSeconds, 2),
      range(one.printSeconds, 2),
      range(one.yardstickSeconds, 2),
      range(one.peakMegabytes),
    ]),
  );
}

/** What to know of the figures. */
export function explain(found) {
  const { support } = found.anew;
  return [
    `Each report is built and printed in a process of its own, whose heap is held at ${found.heapMegabytes} MB; before it begins it holds ` +
      `${range(support.idleMegabytes)} MB. ${count(found.signals)} signals of ${count(found.people)} accounts over 24 months, in one expertise that was read ` +
      "throughout, so that nothing is spared by a missing comparison. The yardstick counts the signals of the report's window once in SQL.",
  ];
}
