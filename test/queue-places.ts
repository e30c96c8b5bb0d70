import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openQueue, type QueueHandle, type QueueOptions } from "@groundswell/queue";
import { openStore, type Store } from "@groundswell/store";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { openWire, type Wire } from "./wire.ts";

const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = process.env;
const namespace = `groundswell_test_${process.pid}`;

/** Waits that a test can sit out. */
export const quick = {
  backoffMs: 10,
  leastPatienceMs: 10,
  graceMs: 5_000,
  abandonMs: 50,
};
/** The same, where a worker that is gone is missed at once. */
export const shortLocks = { ...quick, lockMs: 300, stalledCheckMs: 100 };

/** Where queues can be, and what can be done to them there. */
export type Place = {
  name: string;
  open(): Promise<QueueOptions>;
  /** Where another process finds these queues; it gets a folder of its own where two cannot share one. */
  elsewhere(folder: string): QueueOptions & { home?: string };
  /** Takes every job's lock, or every job not begun, or cuts every connection of the queues. */
  fault(kind: Fault): Promise<void>;
  clear(): Promise<void>;
  close(): Promise<void>;
};

type Fault = "locks" | "jobs" | "connections";

/** The tables of BullMQ in a store; its ledger of migrations stays. */
async function truncate({ pool }: Store, schema: string): Promise<void> {
  const { rows } = await pool.query(
    `select string_agg(format('%I.%I', schemaname, tablename), ', ') as tables from pg_tables
     where schemaname = $1 and tablename <> 'migration'`,
    [schema],
  );
  if (rows[0].tables) await pool.query(`truncate ${rows[0].tables}`);
}

async function faultInSql({ pool }: Store, schema: string, kind: Fault): Promise<void> {
  if (kind === "locks") await pool.query(`update ${schema}.job set lock_token = 'somebody else'`);
  else if (kind === "jobs") await pool.query(`delete from ${schema}.job where state in ('waiting', 'delayed')`);
  else throw new Error("There is no connection to cut.");
}

function embedded(): Place {
  let store: Store;
  let folder: string;
  return {
    name: "embedded",
    open: async () => {
      // Not in memory, where a store is made from nothing and not copied.
      folder = mkdtempSync(join(tmpdir(), "groundswell-queue-"));
      store = await openStore({ databaseUrl: null, home: folder });
      return { pool: store.pool };
    },
    elsewhere: (home) => ({ home }),
    fault: (kind) => faultInSql(store, "bullmq", kind),
    clear: () => truncate(store, "bullmq"),
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Ends every connection that there is; new ones are let through. */
function cutOnce(wire: Wire): void {
  wire.cut();
  wire.pass();
}

function postgres(url: string): Place {
  let store: Store;
  let wire: Wire;
  return {
    name: "PostgreSQL",
    open: async () => {
      store = await openStore({ databaseUrl: url, home: "" });
      wire = await openWire(url, 5432);
      return { databaseUrl: wire.url, namespace };
    },
    elsewhere: () => ({ databaseUrl: url, namespace }),
    fault: async (kind) => (kind === "connections" ? cutOnce(wire) : faultInSql(store, namespace, kind)),
    clear: () => truncate(store, namespace),
    close: async () => {
      await wire.close();
      await store.pool.query(`drop schema if exists ${namespace} cascade`);
      await store.close();
    },
  };
}

function redis(url: string): Place {
  let wire: Wire;
  // Only packages/queue may import a client, and these are few commands.
  const remove = async (keys: string) => {
    const socket = connect(Number(new URL(url).port || 6379), new URL(url).hostname);
    const script = "for _, k in ipairs(redis.call('keys', ARGV[1])) do redis.call('del', k) end return 0";
    socket.write(`EVAL "${script}" 0 ${keys}\r\n`);
    const [answer] = await once(socket, "data");
    socket.destroy();
    expect(String(answer)).not.toMatch(/^-/);
  };
  return {
    name: "Redis",
    open: async () => {
      wire = await openWire(url, 6379);
      return { redisUrl: wire.url, namespace };
    },
    elsewhere: () => ({ redisUrl: url, namespace }),
    fault: async (kind) => {
      if (kind === "locks") await remove(`${namespace}:*:lock`);
      else if (kind === "connections") cutOnce(wire);
      else {
        await remove(`${namespace}:*:repeat:*:*`);
        await remove(`${namespace}:*:delayed`);
      }
    },
    clear: () => remove(`${namespace}:*`),
    close: async () => {
      await wire.close();
      await remove(`${namespace}:*`);
    },
  };
}

/** The embedded store always, the others where their servers are. */
export const places = [
  embedded(),
  ...(databaseUrl ? [postgres(databaseUrl)] : []),
  ...(redisUrl ? [redis(redisUrl)] : []),
];
if (!databaseUrl) console.log("DATABASE_URL is not set: the queue is not tried on PostgreSQL.");
if (!redisUrl) console.log("REDIS_URL is not set: the queue is not tried on Redis.");

/** Looks every few milliseconds until something is so; the test's own time limit ends it otherwise. */
export async function until(isSo: () => unknown): Promise<void> {
  while (!(await isSo())) await sleep(5);
}

/** What keeps this process alive, apart from the streams it was born with. */
const alive = () => process.getActiveResourcesInfo().filter((name) => /Timeout|TCP|Pipe|Worker/.test(name)).length;

/** Queues that are closed after each test of a suite, which fails where one complained or left anything open. A test that wants complaints empties them. */
export function useQueues(place: Place) {
  let options: QueueOptions;
  let before: number;
  let handles: QueueHandle[] = [];
  const complaints: Error[] = [];

  beforeAll(async () => {
    options = await place.open();
  });
  afterAll(() => place.close());
  beforeEach(() => {
    before = alive();
    complaints.length = 0;
  });
  afterEach(async () => {
    await Promise.all(handles.map((handle) => handle.close()));
    handles = [];
    for (let tries = 0; alive() > before && tries < 200; tries++) await sleep(5);
    expect(alive(), "a worker, connection or timer was left open").toBeLessThanOrEqual(before);
    expect(complaints).toEqual([]);
    await place.clear();
  });

  return {
    complaints,
    open: async (more: QueueOptions = {}): Promise<QueueHandle> => {
      const handle = await openQueue({ ...options, onError: (e) => complaints.push(e), timing: quick, ...more });
      handles.push(handle);
      return handle;
    },
  };
}
