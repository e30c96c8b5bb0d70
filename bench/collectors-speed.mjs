// How collectors grow in number: pulls a second of 1, 2, 4, 8, 16 processes on hosts that take 100 ms to answer, the limits of every host across all of
// them, and how long small sources wait beside a huge one. Usage: node collectors-speed.mjs [repetitions] [numbers,…]; the environment names an empty PostgreSQL
// database and a Redis.
import { setTimeout as sleep } from "node:timers/promises";
import { openQueue } from "@groundswell/queue";
import { startHosts } from "@groundswell/simulator";
import { openStore } from "@groundswell/store";
import { startFleet } from "./collectors-fleet.mjs";

const repetitions = Number(process.argv[2] ?? 3);
const numbers = (process.argv[3] ?? "1,2,4,8,16").split(",").map(Number);
const mostAtOneHost = 8;
const feedsOnOneHost = 40;
const plan = { hosts: 64, feedsPerHost: 8, latencyMs: 100, limit: { atOnce: 2, perSecond: 5 } };
const huge = { pages: 150, small: 32, beside: 8 };
const say = (line) => process.stderr.write(`collectors: ${line}\n`);

const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = process.env;
const places = { databaseUrl, redisUrl };
/** What a collector may hold open, as docs/deploy.md says. */
const connectionsEach = 10;

const store = await openStore({ databaseUrl, home: "memory://" });
const queue = await openQueue({ redisUrl });
const hosts = await startHosts({ count: plan.hosts, ...plan });
try {
  // In turn by host, so that the queue holds them as a catalogue of many places does.
  const feeds = Array.from({ length: plan.hosts * plan.feedsPerHost }, (_, n) => ({
    id: `feed-${n}`,
    connector: "feed",
    options: { url: `${hosts.urls[n % plan.hosts]}/feed/${n}.xml` },
  }));
  await addSources(feeds);
  const names = feeds.map(({ id }) => id);
  // Spaces and people are new once.
  await withFleet(4, () => pull(names));
  hosts.forget();
  const speed = [];
  const room = await roomForCollectors();
  for (const collectors of numbers.filter((one) => one <= room))
    speed.push(await withFleet(collectors, (fleet) => paces(collectors, fleet, names)));
  const limits = { spread: sumUp(hosts.asked()) };
  hosts.forget();
  const onOneHost = Array.from({ length: feedsOnOneHost }, (_, n) => ({
    id: `one-${n}`,
    connector: "feed",
    options: { url: `${hosts.urls[0]}/feed/one-${n}.xml` },
  }));
  await addSources(onOneHost);
  limits.oneHost = {
    collectors: mostAtOneHost,
    ...(await withFleet(mostAtOneHost, () => oneHost(onOneHost.map(({ id }) => id)))),
  };
  const fairness = await withFleet(1, () => fair(names));
  console.log(
    JSON.stringify({
      plan,
      sources: names.length,
      left: numbers.filter((one) => one > room),
      speed,
      limits,
      huge,
      fairness,
    }),
  );
} finally {
  await queue.close();
  await store.close();
  await hosts.close();
}

/** How many collectors the server has connections for, beside this process and a few of whoever else is there. */
async function roomForCollectors() {
  const { rows } = await store.pool.query("show max_connections");
  return Math.floor((Number(rows[0].max_connections) - 2 * connectionsEach) / connectionsEach);
}

async function addSources(sources) {
  await store.pool.query(
    `insert into sources (id, connector, expertises, options) select id, connector, '{}', options
     from jsonb_to_recordset($1) as u (id text, connector text, options jsonb)`,
    [JSON.stringify(sources)],
  );
}

async function withFleet(collectors, work) {
  const fleet = await startFleet(collectors, places);
  try {
    return await work(fleet);
  } finally {
    await fleet.stop();
  }
}

/** Has sources pulled and waits for the end. @returns each pull with its seconds since the first job was added, in the order they ended */
async function pull(sources) {
  const { rows: last } = await store.pool.query("select coalesce(max(id), 0)::int as id from pulls");
  const begin = Date.now();
  await Promise.all(sources.map((source) => queue.add("collect", { source })));
  for (;;) {
    const { rows } = await store.pool.query(
      `select source_id as source, state, extract(epoch from finished_at) * 1000 as at from pulls
       where id > $1 and source_id = any($2) and finished_at is not null order by finished_at`,
      [last[0].id, sources],
    );
    if (rows.length >= sources.length) {
      const failed = rows.filter(({ state }) => state !== "ok");
      if (failed.length > 0) throw new Error(`${failed.length} pulls failed: the figures would say nothing.`);
      return rows.map(({ source, at }) => ({ source, seconds: (at - begin) / 1000 }));
    }
    await sleep(100);
  }
}

async function paces(collectors, fleet, names) {
  const rounds = [];
  for (let round = 0; round < repetitions; round++) {
    const end = fleet.measure();
    const pulls = await pull(names);
    const used = end();
    // Between the first tenth and the last: filling and running dry are the bench's.
    const [first, last] = [Math.floor(pulls.length / 10), Math.floor(0.9 * pulls.length)];
    const perSecond = (last - first) / (pulls[last].seconds - pulls[first].seconds);
    const { busyCores, collectorSeconds } = used;
    rounds.push({
      perSecond,
      busyCores,
      cpuMilliseconds: collectorSeconds === null ? null : (1000 * collectorSeconds) / pulls.length,
    });
    say(`${collectors} collectors: ${perSecond.toFixed(1)} pulls/s, ${busyCores.toFixed(2)} cores busy`);
  }
  return { collectors, rounds };
}

function sumUp(asked) {
  const sum = (read) => asked.reduce((total, one) => total + read(one), 0);
  const most = (read) => Math.max(...asked.map(read));
  return {
    requests: sum(({ requests }) => requests),
    most: { atOnce: most(({ most }) => most.atOnce), inASecond: most(({ most }) => most.inASecond) },
    beyond: { atOnce: sum(({ beyond }) => beyond.atOnce), perSecond: sum(({ beyond }) => beyond.perSecond) },
  };
}

/** All collectors want the same host: its pace is what they get together. */
async function oneHost(sources) {
  let seconds = 0;
  for (let round = 0; round < repetitions; round++) seconds += (await pull(sources)).at(-1).seconds;
  const { requests, ...asked } = sumUp(hosts.asked().slice(0, 1));
  say(`one host: ${requests} requests in ${seconds.toFixed(1)} s, ${JSON.stringify(asked)}`);
  return { requests, perSecond: requests / seconds, ...asked };
}

/** Small sources by themselves, and beside one of thousands of posts that has begun: some of its own host, some of others. */
async function fair(names) {
  const own = names.filter((_, n) => n % plan.hosts === 0).slice(0, huge.beside);
  const others = names.filter((_, n) => n % plan.hosts !== 0).slice(0, huge.small);
  const rounds = [];
  for (let round = 0; round < repetitions; round++) {
    const alone = split(await pull([...own, ...others]), own);
    const id = `huge-${round}`;
    await addSources([
      {
        id,
        connector: "mastodon",
        options: { instance: "long.example", hashtag: `long${round}`, baseUrl: `${hosts.urls[0]}/long/${huge.pages}` },
      },
    ]);
    await queue.add("collect", { source: id });
    await until(async () => (await read(id)).posts > 0);
    const beside = split(await pull([...own, ...others]), own);
    const then = await read(id);
    await until(async () => (await read(id)).state === "ok");
    rounds.push({ alone, beside, hugeThen: then.posts, hugePosts: (await read(id)).posts });
    say(`fairness ${round + 1}: ${JSON.stringify(rounds.at(-1))}`);
  }
  return rounds;
}

function split(pulls, own) {
  const of = (isOwn) => {
    const seconds = pulls.filter(({ source }) => own.includes(source) === isOwn).map((one) => one.seconds);
    return { median: seconds[Math.floor(seconds.length / 2)], last: seconds.at(-1) };
  };
  return { otherHosts: of(false), sameHost: of(true) };
}

async function read(source) {
  const { rows } = await store.pool.query(
    `select state, coalesce((counts #>> '{signals,fetched}')::int, 0) as posts from pulls where source_id = $1 order by id desc limit 1`,
    [source],
  );
  return rows[0] ?? { state: null, posts: 0 };
}

async function until(isSo) {
  while (!(await isSo())) await sleep(100);
}
