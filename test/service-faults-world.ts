import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connectors } from "@groundswell/connectors";
import { readCatalogue } from "@groundswell/model";
import { openQueue } from "@groundswell/queue";
import { catalogue, createWorld, type Simulator, startSimulator, type TrueSignal, truth } from "@groundswell/simulator";
import { applyCatalogue, openStore, type Store, totals } from "@groundswell/store";
import pg from "pg";
import { expect } from "vitest";
import { haveServices, type Service, startPostgres, startRedis } from "../scripts/start-services.mjs";
import { compare } from "./kill-collectors.ts";
import { printCounts } from "./service-faults-counts.ts";
import { startWorker, type Worker, type WorkerOptions } from "./service-faults-process.ts";

const { GROUNDSWELL_FAULT_ROUNDS: asked, DATABASE_URL, REDIS_URL } = process.env;

/** How often every fault strikes; once unless `GROUNDSWELL_FAULT_ROUNDS` says. */
export const rounds = Number(asked ?? 1);

/** Whether the suites of faults can run: with `npm run test:services` or `npm run faults`, where both servers' programs are. */
export const canRun =
  (asked !== undefined || (DATABASE_URL !== undefined && REDIS_URL !== undefined)) && haveServices();
if (!canRun) console.info("Faults of services are not tried: they need redis-server and postgres, and npm run faults.");

/** What each test may take: it waits for servers that are ended and started. */
export const testMs = 180_000 * rounds;

/** Servers of one suite, with a small internet to read. */
export type Services = {
  postgres: Service;
  redis: Service;
  simulator: Simulator;
  folder: string;
  close(): Promise<void>;
};

// Twenty of the world's spaces: enough for several hosts and pages, few enough to be read in seconds.
const chosen = /^(opscorner|github-(northbeam|ysiethivar|ysulmoth)|blog-[hng]|group-lumen-t)/;

const asOf = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000);
const world = createWorld({ seed: 3, asOf, people: 60, months: 6 });

/** Starts them, and makes the database that each test gets a copy of. */
export async function openServices(
  wanted: { redis?: string[]; postgres?: Record<string, string>; every?: string } = {},
): Promise<Services> {
  const folder = mkdtempSync(join(tmpdir(), "groundswell-faults-"));
  const postgres = await startPostgres({
    folder,
    settings: { shared_buffers: "32MB", fsync: "off", ...wanted.postgres },
  });
  const redis = await startRedis({ folder, args: wanted.redis ?? [] });
  const simulator = await startSimulator({ world });
  const store = await openStore({ databaseUrl: postgres.url, home: "" });
  const sources = sourcesAt(simulator);
  await applyCatalogue(store, readCatalogue(JSON.stringify(sources), "world.json", connectors));
  // A catalogue takes no pace as quick as a test needs it.
  await store.pool.query("update sources set every = $1", [wanted.every ?? "3 seconds"]);
  await store.close();
  return {
    ...{ postgres, redis, simulator, folder },
    async close() {
      await simulator.close();
      await redis.stop("SIGTERM");
      await postgres.stop("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The world's catalogue, cut to the chosen spaces. */
export function sourcesAt({ url }: Simulator) {
  const whole = catalogue(world, url);
  return { ...whole, sources: whole.sources.filter(({ id }) => chosen.test(id)) };
}

/** What the chosen sources hold, as the simulator counts it. */
export function expectedSignals(): TrueSignal[] {
  const ids = new Set(
    catalogue(world, "").sources.flatMap(({ id }, n) => (chosen.test(id) ? [world.spaces[n]?.key] : [])),
  );
  return truth(world).signals.filter(({ space }) => ids.has(space));
}

/** One store and one queue that are struck, and what reads into them. */
export type World = {
  store: Store;
  databaseUrl: string;
  redisUrl: string;
  start(options?: Partial<WorkerOptions>): Promise<Worker>;
  /** Resolves when the store holds so many of the signals: a fault strikes in the middle. */
  reached(share: number): Promise<void>;
  /** Resolves when all that is expected is there, every source was read to its end and every schedule would fire. */
  whole(): Promise<void>;
  /** Asks the server of Redis one thing. */
  redis(command: string): Promise<string>;
  /** How many signals the store holds. */
  stored(): Promise<number>;
  /** Counts, prints them in one line and gives them. */
  count(fault: string, shown?: Record<string, number>): Promise<{ lost: number; doubled: number; missing: number }>;
  close(): Promise<void>;
};

const expected = expectedSignals();

/** Opens one: a database of its own, and an empty Redis. */
export async function openWorld(services: Services): Promise<World> {
  const name = `fault_${Math.random().toString(36).slice(2, 10)}`;
  await ask(services.postgres.url, `create database ${name} template groundswell`);
  const databaseUrl = services.postgres.url.replace(/groundswell$/, name);
  const redisUrl = services.redis.url;
  const redis = (command: string) => askRedis(services.redis.port, command);
  await redis("FLUSHALL");
  const store = await openStore({ databaseUrl, home: "" });
  const workers: Worker[] = [];

  async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
    for (let tries = 0; tries < 2_400; tries++) {
      // While a server is away nobody can say, and it is asked again.
      if (await isSo().catch(() => false)) return;
      await sleep(50);
    }
    throw new Error(`${what} within two minutes: ${workers.map(({ said }) => said()).join("\n")}`);
  }
  const stored = async () =>
    (await store.pool.query("select count(*)::int as count from signals where deleted_at is null")).rows[0].count;
  const missing = async () => {
    const queue = await openQueue({ redisUrl, onError: () => {} });
    try {
      const { rows } = await store.pool.query("select id from sources where every is not null");
      const held = await queue.schedules();
      const has = (name: string, key: string) =>
        held.some((one) => one.name === name && one.key === key && one.registered);
      const wanted = [
        ...rows.map(({ id }) => ["collect", id]),
        ["analyse", world.expertise.slug],
        ["send", "all"],
        ["deliver", "all"],
      ];
      return wanted.filter(([job = "", key]) => !has(job, key)).length;
    } finally {
      await queue.close();
    }
  };

  return {
    ...{ store, databaseUrl, redisUrl, redis, stored },
    start: async (options = {}) => {
      const worker = await startWorker({ databaseUrl, redisUrl, ...options });
      workers.push(worker);
      return worker;
    },
    reached: (share) =>
      until(async () => (await stored()) >= expected.length * share, `A share of ${share} was not read`),
    whole: () =>
      until(async () => {
        const { rows } = await store.pool.query(
          `select (select count(*)::int from signals where deleted_at is null) as signals, count(*)::int as unread
           from sources where every is not null and (last_success is null or state <> 'ok')`,
        );
        const isRead = rows[0].signals >= expected.length && rows[0].unread === 0;
        return isRead && (await missing()) === 0;
      }, "The sources were not read to their end"),
    count: async (fault, shown = {}) => countIn(store, fault, await missing(), shown),
    async close() {
      for (const worker of workers) await worker.end();
      await store.close();
      await ask(services.postgres.url, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Compares a store with the truth, prints the counts in one line and gives them. */
export async function countIn(store: Store, fault: string, missing = 0, shown: Record<string, number> = {}) {
  const { lost, extra, doubled } = await compare(store, expected);
  const { rows } = await store.pool.query(
    "select count(*)::int as rows, count(*) filter (where deleted_at is null)::int as stored from signals",
  );
  // What the status says is kept by itself, and must not count twice what is there once.
  const miscounted = Math.abs((await totals(store)).signals - rows[0].rows);
  const counted = { lost, doubled: doubled + extra + miscounted, missing };
  printCounts(fault, { expected: expected.length, stored: rows[0].stored, ...counted, ...shown });
  return counted;
}

/**
 * Strikes as often as there are rounds, each time a world of its own in the middle of being read, and counts afterwards. What a strike gives is
 * printed beside the counts.
 */
export function strikes(services: () => Services) {
  return async (
    fault: string,
    strike: (world: World) => Promise<Record<string, number> | undefined>,
  ): Promise<void> => {
    for (let round = 0; round < rounds; round++) {
      const world = await openWorld(services());
      try {
        const shown = (await strike(world)) ?? {};
        await world.whole();
        expect(await world.count(fault, shown)).toMatchObject({ lost: 0, doubled: 0, missing: 0 });
      } finally {
        await world.close();
      }
    }
  };
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** Only packages/queue may import a client, and this is one command at a time. */
function askRedis(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", reject);
    socket.once("data", (answer) => {
      socket.destroy();
      String(answer).startsWith("-") ? reject(new Error(`${command}: ${answer}`)) : resolve(String(answer));
    });
    socket.write(`${command}\r\n`);
  });
}
