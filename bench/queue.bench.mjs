import { fileURLToPath } from "node:url";
import { headline } from "./headline.mjs";
import { runNode, spread } from "./measure.mjs";
import { makePlace } from "./places.mjs";
import { count, markdownTable, range } from "./render.mjs";

const program = fileURLToPath(new URL("queue-jobs.mjs", import.meta.url));
const rounds = 4;
/** The places of queues, with as many jobs as each does in a few seconds. */
const places = [
  { place: "redis", name: "Redis", jobs: 2_000 },
  { place: "postgres", name: "PostgreSQL", jobs: 300 },
  { place: "embedded", name: "the embedded store", jobs: 200 },
];

const aims = { shareOfCollect: 0.05 };

export const title = "Queue";

/** What our queue adds to a job, beside BullMQ alone, and what share of a collect job all of it is. */
export async function run({ databaseUrl, repetitions, say }) {
  const measured = [];
  for (const { place, name, jobs } of places) {
    const runs = [];
    for (let repetition = 1; repetition <= repetitions; repetition++)
      runs.push(await measure(databaseUrl, place, jobs));
    measured.push({ place, name, jobs, ...summarise(runs) });
    say(`${name} done`);
  }
  return { aims, rounds, places: measured };
}

async function measure(databaseUrl, place, jobs) {
  const made = await makePlace(place === "embedded" ? "embedded" : "postgres", databaseUrl);
  try {
    const env = { ...made.env, ...(place === "redis" ? { REDIS_URL: process.env.REDIS_URL } : {}) };
    const source = ["--conditions=source", "--import", "tsx"];
    return JSON.parse((await runNode([...source, program, place, String(jobs), String(rounds)], env)).stdout);
  } finally {
    await made.remove();
  }
}

function summarise(runs) {
  const middle = (of) => spread(of, 3).median;
  const each = (way, key) =>
    spread(
      runs.map((one) => middle(one[way].map((round) => round[key]))),
      3,
    );
  const [{ collect }] = runs;
  const pulled = (key) =>
    spread(
      runs.map((one) => one.collect[key]),
      1,
    );
  const pullAgain = pulled("again");
  const ours = each("ours", "milliseconds");
  const raw = each("raw", "milliseconds");
  return {
    ours,
    raw,
    oursCpu: each("ours", "cpuMilliseconds"),
    rawCpu: each("raw", "cpuMilliseconds"),
    latencyMs: collect.latencyMs,
    requestsPerPull: collect.requests / collect.pulls,
    pullFirst: pulled("first"),
    pullAgain,
    shareOfCollect: Number((ours.median / pullAgain.median).toFixed(4)),
    addedShareOfCollect: Number(((ours.median - raw.median) / pullAgain.median).toFixed(4)),
  };
}

/** What the summary shows of it. */
export function headlines({ places: measured }) {
  return measured.flatMap(({ name, ours, raw, pullAgain, latencyMs }) => {
    const job = { what: `a job that does nothing, queue in ${name}`, figure: ours.median, unit: "ms" };
    return [
      headline({ ...job, yardstickName: "BullMQ alone", yardstick: raw.median }),
      headline({
        ...job,
        yardstickName: `the shortest collect job, its host ${latencyMs} ms away`,
        yardstick: pullAgain.median,
        aim: { of: "ratio", most: aims.shareOfCollect },
      }),
    ];
  });
}

/** The figures that miss their aim, as sentences. */
export function misses({ places: measured }) {
  return measured.flatMap(({ name, shareOfCollect }) =>
    shareOfCollect > aims.shareOfCollect
      ? [
          `the queue in ${name} takes ${(shareOfCollect * 100).toFixed(1)} % of a collect job, the aim is ${aims.shareOfCollect * 100} %.`,
        ]
      : [],
  );
}

/** The table that the docs show. */
export function table({ places: measured }) {
  return markdownTable(
    [
      "queue in",
      "BullMQ alone, ms a job",
      "ours, ms a job",
      "ms of processor, BullMQ alone",
      "ours",
      "pull of a feed, first time, ms",
      "again, ms",
      "share of it, all of the queue",
      "share of it, what ours adds",
    ],
    measured.map((one) => [
      ...[one.name, range(one.raw, 2), range(one.ours, 2), range(one.rawCpu, 2), range(one.oursCpu, 2)],
      ...[range(one.pullFirst), range(one.pullAgain)],
      ...[one.shareOfCollect, one.addedShareOfCollect].map((share) => `${(share * 100).toFixed(1)} %`),
    ]),
  );
}

/** How to read the table. */
export function explain({ rounds: turns, places: measured }) {
  const [{ latencyMs }] = measured;
  return [
    "A job that does nothing is added, taken by a worker of four at a time, and done; the jobs are added one after the other before the worker " +
      `starts: ${measured.map(({ name, jobs }) => `${count(jobs)} in ${name}`).join(", ")}. BullMQ alone is its own queue and worker on the ` +
      `same connection with no option set; ours remembers, tells repeats apart, retries and counts. Both in one process, in ${turns} turns each.`,
    `A pull is \`collect\` of one feed of 20 entries from a host that takes ${latencyMs} ms to answer, into PostgreSQL or the embedded store; again, ` +
      "it has nothing new, which is the shortest job there is. The aim is for all of the queue, BullMQ included, which is more than our own layer.",
    `Aim: at most ${aims.shareOfCollect * 100} % of that job.`,
  ];
}
