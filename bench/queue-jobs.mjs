// What a job costs that does nothing, through our queue and through BullMQ alone on the same server, turn by turn; and how long a collect
// job is at its shortest. Usage: node queue-jobs.mjs <redis | postgres | embedded> <jobs> <rounds>; the environment names the stores.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { collect } from "@groundswell/collect";
import { connectors, createHttp } from "@groundswell/connectors";
import { ensureExpertise, importSource, openStore } from "@groundswell/store";
import { openEmbedded } from "../packages/queue/src/backend.ts";
import { openQueue } from "../packages/queue/src/index.ts";
import { openPostgres } from "../packages/queue/src/postgres.ts";
import { openRedis } from "../packages/queue/src/redis.ts";
import { latencyMs, serveFeed } from "./slow-feed.mjs";

const [place, jobs, rounds] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const pulls = 20;
/** As many as a collector takes at a time. */
const concurrency = 4;
const folder = mkdtempSync(join(tmpdir(), "groundswell-bench-queue-"));
const databaseUrl = place === "embedded" ? null : process.env.DATABASE_URL;
const store = await openStore({ databaseUrl, home: folder });
try {
  const taken = { raw: [], ours: [] };
  // The first round is spent on compiling.
  for (let round = 0; round <= rounds; round++)
    for (const way of round % 2 === 0 ? ["raw", "ours"] : ["ours", "raw"]) {
      const one = await (way === "raw" ? rawRound : ourRound)(`bench-${process.pid}-${way}-${round}`);
      if (round > 0) taken[way].push(one);
    }
  console.log(JSON.stringify({ place, jobs, ...taken, collect: await pullFeeds() }));
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}

async function rawRound(namespace) {
  const backend = await openBackend(namespace);
  const queue = backend.queue("collect", {});
  const workers = [];
  const found = await timeJobs(
    (n) => queue.add("collect", { source: `source-${n}` }),
    async (done) => {
      workers.push(backend.worker("collect", async () => done(), { concurrency }));
    },
  );
  await Promise.all(workers.map((worker) => worker.close()));
  await queue.obliterate({ force: true });
  await queue.close();
  await backend.close();
  return found;
}

async function ourRound(namespace) {
  const queue = await openQueue({ ...where(), namespace: namespaceOf(namespace) });
  const found = await timeJobs(
    (n) => queue.add("collect", { source: `source-${n}` }),
    (done) => queue.work("collect", async () => done(), { concurrency }),
  );
  await queue.close();
  return found;
}

function openBackend(namespace) {
  if (place === "redis") return openRedis(process.env.REDIS_URL, namespaceOf(namespace));
  return place === "postgres" ? openPostgres(databaseUrl, namespaceOf(namespace)) : openEmbedded(store.pool);
}

function where() {
  if (place === "redis") return { redisUrl: process.env.REDIS_URL };
  return place === "postgres" ? { databaseUrl } : { pool: store.pool };
}

/** A schema's name allows no hyphens unquoted. */
function namespaceOf(name) {
  return name.replaceAll("-", "_");
}

/** Adds the jobs one after the other, then starts a worker and waits for the last one. */
async function timeJobs(add, work) {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  for (let n = 0; n < jobs; n++) await add(n);
  const addedAt = performance.now();
  await new Promise((resolve, reject) => {
    let left = jobs;
    const done = () => {
      left--;
      if (left === 0) resolve(null);
    };
    work(done).catch(reject);
  });
  const { user, system } = process.cpuUsage(cpu);
  const each = (milliseconds) => milliseconds / jobs;
  return {
    milliseconds: each(performance.now() - startedAt),
    addMilliseconds: each(addedAt - startedAt),
    cpuMilliseconds: each((user + system) / 1000),
  };
}

/** Milliseconds of a pull of one feed, the first time and again when it has nothing new. */
async function pullFeeds() {
  const feed = await serveFeed();
  try {
    await ensureExpertise(store, "bench");
    const http = createHttp({ userAgent: "groundswell-bench/0", allowHosts: ["127.0.0.1"] });
    const signal = new AbortController().signal;
    const context = { store, connectors, http, env: {}, now: () => new Date(), rawDays: 30, signal };
    const [first, again] = [[], []];
    for (let n = 0; n < pulls; n++) {
      const options = { url: `${feed.url}/${n}.xml` };
      const source = await importSource(store, { id: `feed-${n}`, connector: "feed", expertises: ["bench"], options });
      first.push(await timed(() => collect(context, source)));
      again.push(await timed(() => collect(context, source)));
    }
    return { latencyMs, requests: feed.requests(), pulls: 2 * pulls, first: median(first), again: median(again) };
  } finally {
    await feed.close();
  }
}

async function timed(work) {
  const startedAt = performance.now();
  const { state } = await work();
  if (state !== "ok") throw new Error(`A pull ended as ${state}.`);
  return performance.now() - startedAt;
}

function median(times) {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}
