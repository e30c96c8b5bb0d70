import { fileURLToPath } from "node:url";
import { runNode, spread } from "./measure.mjs";
import { makePlace } from "./places.mjs";
import { count, markdownTable, range } from "./render.mjs";

const script = fileURLToPath(new URL("collectors-speed.mjs", import.meta.url));

/** Of N times what one collector pulls, while the cores are not full; how much longer a small source may take beside a huge one. */
const aims = { efficiency: 0.8, waitsTimes: 2 };
/** From here on the cores are full, and more collectors cannot pull more. */
const fullShare = 0.9;

export const title = "Collectors";

/** Collector processes on PostgreSQL and Redis, reading simulated hosts. */
export async function run({ databaseUrl, repetitions, say }) {
  if (!process.env.REDIS_URL) throw new Error("REDIS_URL is not set: run this as npm run bench.");
  const place = await makePlace("postgres", databaseUrl);
  try {
    // A database of Redis of its own, which no installation uses.
    const redis = new URL(process.env.REDIS_URL);
    redis.pathname = "/9";
    const { stdout } = await runNode([script, String(repetitions)], { ...place.env, REDIS_URL: redis.href });
    say("pulls counted, hosts asked what they saw");
    return { aims, ...summarise(JSON.parse(stdout)) };
  } finally {
    await place.remove();
  }
}

function summarise({ speed, fairness, ...rest }) {
  const of = (rounds, read, digits) => spread(rounds.map(read), digits);
  const measured = speed.map(({ collectors, rounds }) => ({
    collectors,
    pullsPerSecond: of(rounds, (one) => one.perSecond, 1),
    busyCores: of(rounds, (one) => one.busyCores, 2),
    cpuMilliseconds: rounds.some((one) => one.cpuMilliseconds === null)
      ? null
      : of(rounds, (one) => one.cpuMilliseconds, 1),
  }));
  const one = measured[0].pullsPerSecond.median;
  const waits = (kind) => ({
    aloneSeconds: of(fairness, ({ alone }) => alone[kind].last, 2),
    besideSeconds: of(fairness, ({ beside }) => beside[kind].last, 2),
    times: of(fairness, ({ alone, beside }) => beside[kind].last / alone[kind].last, 2),
  });
  return {
    ...rest,
    speed: measured.map((each) => ({
      ...each,
      efficiency: Number((each.pullsPerSecond.median / (each.collectors * one)).toFixed(2)),
    })),
    fairness: {
      otherHosts: waits("otherHosts"),
      sameHost: waits("sameHost"),
      hugePosts: fairness[0].hugePosts,
      // How far the huge one had come when the last small one was done: it must not have been over.
      hugeThen: Math.max(...fairness.map(({ hugeThen }) => hugeThen)),
    },
  };
}

/** The figures that miss their aim, as sentences. */
export function misses({ speed, limits, fairness, left, machine }) {
  const cores = machine?.cores ?? 2;
  const slow = speed
    .filter(({ busyCores, efficiency }) => busyCores.median < fullShare * cores && efficiency < aims.efficiency)
    .map(
      ({ collectors, efficiency }) =>
        `${collectors} collectors pull ${efficiency} of ${collectors} times one, the aim is ${aims.efficiency} until the cores are full.`,
    );
  const beyond = Object.entries(limits).flatMap(([where, { beyond: counted }]) =>
    counted.atOnce + counted.perSecond > 0
      ? [`${counted.atOnce + counted.perSecond} requests went beyond a host's limit (${where}), the aim is none.`]
      : [],
  );
  const { times } = fairness.otherHosts;
  const unfair =
    times.median > aims.waitsTimes
      ? [
          `small sources on other hosts take ${times.median} times as long beside a huge one, the aim is ${aims.waitsTimes}.`,
        ]
      : [];
  const leftOut = left.map(
    (collectors) => `PostgreSQL has not enough connections for ${collectors} collectors: they were left out.`,
  );
  return [...slow, ...beyond, ...unfair, ...leftOut];
}

/** The tables that the docs show. */
export function table({ speed, limits, fairness }) {
  const { spread: all, oneHost } = limits;
  const asked = (one) => [
    count(one.requests),
    one.most.atOnce,
    one.most.inASecond,
    one.beyond.atOnce,
    one.beyond.perSecond,
  ];
  const waits = (name, { aloneSeconds, besideSeconds, times }) => [
    name,
    range(aloneSeconds, 2),
    range(besideSeconds, 2),
    range(times, 2),
  ];
  return [
    markdownTable(
      ["collectors", "pulls/s", "of N times one", "cores busy", "CPU of collectors per pull, ms"],
      speed.map((one) => [
        ...[one.collectors, range(one.pullsPerSecond, 1), count(one.efficiency, 2), range(one.busyCores, 2)],
        one.cpuMilliseconds === null ? "unknown" : range(one.cpuMilliseconds, 1),
      ]),
    ),
    markdownTable(
      ["what the hosts saw", "requests", "most at once", "most in a second", "beyond at once", "beyond the pace"],
      [
        ["64 hosts, 1 to 16 collectors", ...asked(all)],
        [`one host, ${oneHost.collectors} collectors (${count(oneHost.perSecond, 2)} requests/s)`, ...asked(oneHost)],
      ],
    ),
    markdownTable(
      ["the last small source was done after, s", "alone", "beside a huge one", "times"],
      [waits("on other hosts", fairness.otherHosts), waits("on the huge one's host", fairness.sameHost)],
    ),
  ].join("\n\n");
}

/** How to read the tables. */
export function explain({ plan, sources, huge, fairness }) {
  return [
    `${sources} feeds on ${plan.hosts} simulated hosts that answer after ${plan.latencyMs} ms, each feed with one new entry at every reading; the collectors are \`groundswell worker collect\` as an operator starts it, four sources ` +
      `at a time, with the limits per host that it comes with: ${plan.limit.atOnce} requests at once, ${plan.limit.perSecond} in a second, by all processes together. Pulls are counted between the first and the last tenth of ` +
      "each round. Hosts, PostgreSQL, Redis and collectors share the machine: where its cores are full, more collectors pull no more.",
    "A host counts a request as beyond its limit as a server would turn it away: more at once, or more than a bucket of its pace holds.",
    `The huge source has ${count(fairness.hugePosts)} posts on ${huge.pages} pages. One collector reads it while ${huge.small} small sources of other hosts and ${huge.beside} of its own want their turn; ` +
      `when the last of them was done, at most ${count(fairness.hugeThen)} posts had been read. Those on its host share that host's pace with it.`,
    `Aims: ${aims.efficiency} of N times one until the cores are full; nothing beyond a limit; small sources on other hosts done in ${aims.waitsTimes} times what they take alone.`,
  ];
}
