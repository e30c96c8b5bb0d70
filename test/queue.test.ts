import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ConfigError, RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { openQueue, type QueueHandle, type QueueOptions } from "@groundswell/queue";
import { openStore, type Store } from "@groundswell/store";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = process.env;
const namespace = `groundswell_test_${process.pid}`;
const quick = {
  backoffMs: 10,
  leastPatienceMs: 10,
  graceMs: 5_000,
  abandonMs: 50,
};
const shortLocks = { ...quick, lockMs: 300, stalledCheckMs: 100 };

type Place = {
  name: string;
  open(): Promise<QueueOptions>;
  /** Where another process finds these queues; it gets a folder of its own where two cannot share one. */
  elsewhere(folder: string): QueueOptions & { home?: string };
  /** Takes every job's lock, or every job not begun, or cuts every connection of the queues. */
  fault(kind: "locks" | "jobs" | "connections"): Promise<void>;
  clear(): Promise<void>;
  close(): Promise<void>;
};

/** The tables of BullMQ in a store; its ledger of migrations stays. */
async function truncate({ pool }: Store, schema: string): Promise<void> {
  const { rows } = await pool.query(
    `select string_agg(format('%I.%I', schemaname, tablename), ', ') as tables from pg_tables
     where schemaname = $1 and tablename <> 'migration'`,
    [schema],
  );
  if (rows[0].tables) await pool.query(`truncate ${rows[0].tables}`);
}

async function faultInSql({ pool }: Store, schema: string, kind: "locks" | "jobs" | "connections"): Promise<void> {
  if (kind === "locks") await pool.query(`update ${schema}.job set lock_token = 'somebody else'`);
  else if (kind === "jobs") await pool.query(`delete from ${schema}.job where state in ('waiting', 'delayed')`);
  else
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where pid <> pg_backend_pid() and application_name in ('collect', 'analyse', 'groundswell queue')`,
    );
}

function embedded(): Place {
  let store: Store;
  return {
    name: "embedded",
    open: async () => {
      store = await openStore({ databaseUrl: null, home: "memory://queue" });
      return { pool: store.pool };
    },
    elsewhere: (home) => ({ home }),
    fault: (kind) => faultInSql(store, "bullmq", kind),
    clear: () => truncate(store, "bullmq"),
    close: () => store.close(),
  };
}

function postgres(url: string): Place {
  let store: Store;
  return {
    name: "PostgreSQL",
    open: async () => {
      store = await openStore({ databaseUrl: url, home: "" });
      return { databaseUrl: url, namespace };
    },
    elsewhere: () => ({ databaseUrl: url, namespace }),
    fault: (kind) => faultInSql(store, namespace, kind),
    clear: () => truncate(store, namespace),
    close: async () => {
      await store.pool.query(`drop schema if exists ${namespace} cascade`);
      await store.close();
    },
  };
}

function redis(url: string): Place {
  // Only packages/queue may import a client, and these are few commands.
  const send = async (command: string) => {
    const socket = connect(Number(new URL(url).port || 6379), new URL(url).hostname);
    socket.write(`${command}\r\n`);
    const [answer] = await once(socket, "data");
    socket.destroy();
    expect(String(answer)).not.toMatch(/^-/);
  };
  const remove = (keys: string) =>
    send(`EVAL "for _, k in ipairs(redis.call('keys', ARGV[1])) do redis.call('del', k) end return 0" 0 ${keys}`);
  return {
    name: "Redis",
    open: async () => ({ redisUrl: url, namespace }),
    elsewhere: () => ({ redisUrl: url, namespace }),
    fault: async (kind) => {
      if (kind === "locks") await remove(`${namespace}:*:lock`);
      else if (kind === "connections") await send("CLIENT KILL TYPE normal SKIPME yes");
      else {
        await remove(`${namespace}:*:repeat:*:*`);
        await remove(`${namespace}:*:delayed`);
      }
    },
    clear: () => remove(`${namespace}:*`),
    close: () => remove(`${namespace}:*`),
  };
}

const places = [embedded(), ...(databaseUrl ? [postgres(databaseUrl)] : []), ...(redisUrl ? [redis(redisUrl)] : [])];
if (!databaseUrl) console.log("DATABASE_URL is not set: the queue is not tried on PostgreSQL.");
if (!redisUrl) console.log("REDIS_URL is not set: the queue is not tried on Redis.");

/** Looks every few milliseconds until something is so; the test's own time limit ends it otherwise. */
async function until(isSo: () => unknown): Promise<void> {
  while (!(await isSo())) await sleep(5);
}

/** What keeps this process alive, apart from the streams it was born with. */
const alive = () => process.getActiveResourcesInfo().filter((name) => /Timeout|TCP|Pipe|Worker/.test(name)).length;

describe.each(places)("on $name", (place) => {
  let options: QueueOptions;
  let before: number;
  let handles: QueueHandle[] = [];
  let complaints: Error[] = [];

  async function open(more: QueueOptions = {}): Promise<QueueHandle> {
    const handle = await openQueue({ ...options, onError: (e) => complaints.push(e), timing: quick, ...more });
    handles.push(handle);
    return handle;
  }

  beforeAll(async () => {
    options = await place.open();
  });
  afterAll(() => place.close());
  beforeEach(() => {
    before = alive();
    complaints = [];
  });
  afterEach(async () => {
    await Promise.all(handles.map((handle) => handle.close()));
    handles = [];
    for (let tries = 0; alive() > before && tries < 200; tries++) await sleep(5);
    expect(alive(), "a worker, connection or timer was left open").toBeLessThanOrEqual(before);
    expect(complaints).toEqual([]);
    await place.clear();
  });

  test("a job is done once, with its data and a first attempt", async () => {
    const queue = await open();
    const done: unknown[] = [];
    await queue.work("collect", async (data, { attempt }) => void done.push([data, attempt]));
    await queue.add("collect", { source: "lumen-qa" });
    await queue.drained("collect");
    expect(done).toEqual([[{ source: "lumen-qa" }, 1]]);
    expect((await queue.counts()).collect).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
  });

  test("two schedulers asking for one source and slot make one job, even after it is done", async () => {
    const [one, two] = [await open(), await open()];
    const done: string[] = [];
    const slot = new Date("2026-01-31T10:00:00Z");
    const ask = (queue: QueueHandle, at = slot) => queue.add("collect", { source: "so:lumen" }, { slot: at });
    await Promise.all([ask(one), ask(two), ask(one)]);
    expect((await one.counts()).collect.waiting).toBe(1);
    await one.work("collect", async (data) => void done.push(data.source));
    await one.drained("collect");
    await ask(two);
    await one.drained("collect");
    expect(done).toEqual(["so:lumen"]);
    await ask(two, new Date("2026-01-31T11:00:00Z"));
    await one.drained("collect");
    expect(done).toEqual(["so:lumen", "so:lumen"]);
  });

  test("without a slot, asking again while a job waits changes nothing; while it runs, one more is kept", async () => {
    const queue = await open();
    const ask = () => queue.add("analyse", { expertise: "lumen" });
    await ask();
    await ask();
    expect((await queue.counts()).analyse.waiting).toBe(1);
    let runs = 0;
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await queue.work("analyse", async () => {
      runs += 1;
      await held;
    });
    await until(() => runs === 1);
    await ask();
    await ask();
    letGo();
    await until(() => runs === 2);
    await queue.drained("analyse");
    expect(runs).toBe(2);
  });

  test("waiting out a rate limit is no attempt", async () => {
    const now = new Date("2026-01-31T10:00:00Z");
    const queue = await open({ now: () => now });
    const attempts: number[] = [];
    await queue.work("collect", async (_, { attempt }) => {
      attempts.push(attempt);
      // More often than there are attempts: a host that is busy all day must not make a dead letter.
      if (attempts.length <= 6) throw new RateLimitedError("Later.", new Date(now.getTime() + 20));
    });
    await queue.add("collect", { source: "lumen-qa" });
    await queue.drained("collect");
    expect(attempts).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect((await queue.counts()).collect.failed).toBe(0);
  });

  test.each([
    ["is waited out by the injected clock", 10, "2001-01-01T01:00:00Z"],
    ["that has passed is not a tight loop", 600_000, "2000-12-31T23:00:00Z"],
  ])("a rate limit %s", async (_, leastPatienceMs, retryAt) => {
    const queue = await open({ now: () => new Date("2001-01-01T00:00:00Z"), timing: { ...quick, leastPatienceMs } });
    let runs = 0;
    await queue.work("collect", async () => {
      runs += 1;
      throw new RateLimitedError("Later.", new Date(retryAt));
    });
    await queue.add("collect", { source: "lumen-qa" });
    await until(async () => (await queue.counts()).collect.delayed === 1);
    await sleep(60);
    expect(runs).toBe(1);
  });

  test("what cannot answer is retried with backoff, then a dead letter that can be replayed", async () => {
    const queue = await open();
    const began: { attempt: number; at: number }[] = [];
    let isMended = false;
    await queue.work("collect", async (_, { attempt }) => {
      began.push({ attempt, at: performance.now() });
      if (!isMended) throw new UnavailableError("The site is down.", { cause: new Error("connect ECONNREFUSED") });
    });
    await queue.add("collect", { source: "lumen-qa" });
    await queue.add("collect", { source: "lumen-forum" });
    await queue.drained("collect");
    expect(began.map(({ attempt }) => attempt).sort()).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    const letters = await queue.deadLetters("collect");
    expect(letters).toMatchObject([
      { message: "The site is down. (connect ECONNREFUSED)", count: 2, last: { attempts: 5 } },
    ]);
    expect([{ source: "lumen-qa" }, { source: "lumen-forum" }]).toContainEqual(letters[0]?.last.data);
    expect(Date.parse(letters[0]?.last.at ?? "")).toBeGreaterThan(0);

    isMended = true;
    began.length = 0;
    expect(await queue.retryDeadLetters("collect", "Another message.")).toBe(0);
    expect(await queue.retryDeadLetters("collect", letters[0]?.message)).toBe(2);
    await queue.drained("collect");
    expect(began.map(({ attempt }) => attempt)).toEqual([1, 1]);
    expect(await queue.deadLetters("collect")).toEqual([]);
  });

  test("after a failure a job waits out its backoff", async () => {
    const queue = await open({ timing: { ...quick, backoffMs: 600_000 } });
    let runs = 0;
    await queue.work("collect", async () => {
      runs += 1;
      throw new UnavailableError("The site is down.");
    });
    await queue.add("collect", { source: "lumen-qa" });
    await until(async () => (await queue.counts()).collect.delayed === 1);
    expect(runs).toBe(1);
  });

  test("what is refused or misconfigured fails at once, and the most frequent message comes first", async () => {
    const queue = await open();
    let runs = 0;
    await queue.work("collect", async ({ source }) => {
      runs += 1;
      throw source === "b" ? new ConfigError("Give a key.") : new RefusedError("The token was withdrawn.");
    });
    for (const source of ["a", "b", "c"]) await queue.add("collect", { source });
    await queue.drained("collect");
    expect(runs).toBe(3);
    const letters = (await queue.deadLetters("collect")).map(({ message, count }) => [message, count]);
    expect(letters).toEqual([
      ["The token was withdrawn.", 2],
      ["Give a key.", 1],
    ]);
    expect(await queue.deadLetters("collect", 1)).toHaveLength(1);
  });

  test("a lower priority number goes first, and a job without one before all", async () => {
    const queue = await open();
    await queue.add("collect", { source: "backfill" }, { priority: 10 });
    await queue.add("collect", { source: "live" }, { priority: 1 });
    await queue.add("collect", { source: "asked" });
    expect((await queue.counts()).collect.waiting).toBe(3);
    const done: string[] = [];
    await queue.work("collect", async ({ source }) => void done.push(source));
    await queue.drained("collect");
    expect(done).toEqual(["asked", "live", "backfill"]);
  });

  test("a job with a delay waits for it, and is counted as delayed until then", async () => {
    const queue = await open();
    const done: string[] = [];
    await queue.work("collect", async ({ source }) => void done.push(source));
    await queue.add("collect", { source: "in an hour" }, { delayMs: 3_600_000 });
    await queue.add("collect", { source: "soon" }, { delayMs: 30 });
    expect((await queue.counts()).collect).toMatchObject({ waiting: 0, delayed: 2 });
    await until(() => done.length === 1);
    expect(done).toEqual(["soon"]);
    await queue.drained("collect");
    expect((await queue.counts()).collect.delayed).toBe(1);
  });

  test("what is scheduled is registered, and really fires again and again", async () => {
    const [one, two] = [await open(), await open()];
    const fired: string[] = [];
    await Promise.all(
      [one, two].map((queue) => queue.schedule("collect", "so:lumen", { source: "so:lumen" }, { every: 60 })),
    );
    await one.schedule("analyse", "lumen", { expertise: "lumen" }, { every: "0 6 * * 1", tz: "Asia/Tokyo" });
    const schedules = await two.schedules();
    expect(schedules).toMatchObject([
      { name: "collect", key: "so:lumen", every: "60 ms", tz: null, registered: true },
      { name: "analyse", key: "lumen", every: "0 6 * * 1", tz: "Asia/Tokyo", registered: true },
    ]);
    // Six in the morning of a Monday in Tokyo is Sunday evening in UTC.
    expect(new Date(schedules[1]?.next ?? "").getUTCDay()).toBe(0);
    expect(schedules[1]?.next).toMatch(/T21:00:00.000Z$/);

    await two.work("collect", async ({ source }) => void fired.push(source));
    await until(() => fired.length >= 3);
    expect(await one.unschedule("collect", "so:lumen")).toBe(true);
    expect(await one.unschedule("collect", "so:lumen")).toBe(false);
    await one.drained("collect");
    const sofar = fired.length;
    await sleep(150);
    expect(fired).toHaveLength(sofar);
    expect(fired[0]).toBe("so:lumen");
    expect((await one.schedules()).map(({ name }) => name)).toEqual(["analyse"]);
  });

  test("a schedule of cron goes on over a change of clocks that BullMQ's own reckoning ends at", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-04-03T20:00:00Z") });
    try {
      const queue = await open();
      const every = { every: "0 7 * * *", tz: "Australia/Lord_Howe" };
      await queue.schedule("collect", "howe", { source: "howe" }, every);
      expect(await queue.schedules()).toMatchObject([{ next: "2026-04-04T20:30:00.000Z", registered: true }]);
    } finally {
      vi.useRealTimers();
    }
  });

  test("reconciling schedules adds, changes and removes what it must, and says so", async () => {
    const queue = await open();
    const qa = { name: "collect", key: "qa", data: { source: "qa" }, every: "1h" } as const;
    const forum = { name: "collect", key: "forum", data: { source: "forum" }, every: "1 day" } as const;
    const nightly = { name: "analyse", key: "lumen", data: { expertise: "lumen" }, every: "0 3 * * *" } as const;
    const first = await queue.reconcileSchedules([qa, forum]);
    expect(first).toMatchObject({ added: [{ key: "qa" }, { key: "forum" }], updated: [], removed: [], unchanged: [] });

    const kept = (await queue.schedules()).find(({ key }) => key === "qa")?.next;
    const second = await queue.reconcileSchedules([qa, { ...forum, every: "2h" }, nightly]);
    expect(second).toMatchObject({
      added: [{ name: "analyse", key: "lumen" }],
      updated: [{ name: "collect", key: "forum" }],
      removed: [],
      unchanged: [{ name: "collect", key: "qa" }],
    });
    expect((await queue.schedules()).find(({ key }) => key === "qa")?.next).toBe(kept);

    const third = await queue.reconcileSchedules([{ ...qa, data: { source: "qa-2" } }]);
    expect(third).toMatchObject({ updated: [{ key: "qa" }], removed: [{ key: "forum" }, { key: "lumen" }] });
    expect(await queue.schedules()).toMatchObject([{ key: "qa", every: "1 hour", data: { source: "qa-2" } }]);

    await expect(queue.reconcileSchedules([{ ...forum, every: "often" }])).rejects.toThrow(ConfigError);
    await expect(queue.reconcileSchedules([qa, qa])).rejects.toThrow(/have the key "qa": rename one/);
    expect(await queue.schedules()).toHaveLength(1);
  });

  test("closing lets a running job finish and takes no new one", async () => {
    const queue = await open();
    const done: string[] = [];
    let hasBegun = false;
    await queue.work("collect", async ({ source }, { signal }) => {
      hasBegun = true;
      await sleep(60);
      done.push(`${source}${signal.aborted ? " aborted" : ""}`);
    });
    await queue.add("collect", { source: "first" });
    await queue.add("collect", { source: "second" });
    await until(() => hasBegun);
    await queue.close();
    expect(done).toEqual(["first"]);
    const after = await open();
    expect((await after.counts()).collect).toMatchObject({ waiting: 1, active: 0, failed: 0 });
  });

  test.each(["heeds", "ignores"])(
    "a job that %s its signal at closing goes back to waiting, with no attempt lost",
    async (how) => {
      const queue = await open();
      let began: AbortSignal | undefined;
      await queue.work("collect", (_, { signal }) => {
        began = signal;
        if (how === "ignores") return new Promise(() => {});
        return sleep(600_000, undefined, { signal });
      });
      await queue.add("collect", { source: "lumen-qa" });
      await until(() => began);
      expect(began?.aborted).toBe(false);
      await queue.close({ graceMs: 20 });
      expect(began?.aborted).toBe(true);

      const after = await open();
      expect((await after.counts()).collect).toEqual({ waiting: 1, active: 0, delayed: 0, failed: 0 });
      const attempts: number[] = [];
      await after.work("collect", async (_, { attempt }) => void attempts.push(attempt));
      await after.drained("collect");
      expect(attempts).toEqual([1]);
    },
  );

  test("several jobs run at once, as many as allowed", async () => {
    const queue = await open();
    let running = 0;
    let most = 0;
    await queue.work(
      "collect",
      async () => {
        running += 1;
        most = Math.max(most, running);
        await sleep(15);
        running -= 1;
      },
      { concurrency: 3 },
    );
    for (let n = 0; n < 9; n++) await queue.add("collect", { source: `s${n}` });
    await queue.drained("collect");
    expect(most).toBe(3);
  });

  test("waiting for a queue to drain ends when it is closed", async () => {
    const queue = await open();
    await queue.add("collect", { source: "never done" });
    const drained = queue.drained("collect");
    drained.catch(() => {});
    await queue.close();
    await expect(drained).rejects.toThrow(/closed before it was drained/);
  });

  test("a worker that is killed leaves its job to the next one", async () => {
    const folder = mkdtempSync(join(tmpdir(), "groundswell-queue-"));
    const { home, ...there } = place.elsewhere(folder);
    const script = fileURLToPath(new URL("./queue-victim.ts", import.meta.url));
    const argument = JSON.stringify({ ...place.elsewhere(folder), timing: shortLocks });
    const victim = spawn(process.execPath, ["--conditions=source", "--import", "tsx", script, argument], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [said] = await once(victim.stdout, "data");
    expect(String(said).trim()).toBe("took lumen-qa");
    victim.kill("SIGKILL");
    await once(victim, "exit");

    const store = home === undefined ? null : await openStore({ databaseUrl: null, home });
    const queue = await open({ ...there, ...(store ? { pool: store.pool } : {}), timing: shortLocks });
    const done: unknown[] = [];
    await queue.work("collect", async (data, { attempt }) => void done.push([data, attempt]));
    await until(() => done.length > 0);
    await queue.drained("collect");
    await queue.close();
    await store?.close();
    rmSync(folder, { recursive: true });
    expect(done).toEqual([[{ source: "lumen-qa" }, 1]]);
  });

  test("a job whose lock somebody else has is told to stop", async () => {
    const queue = await open({ timing: shortLocks });
    let began: AbortSignal | undefined;
    await queue.work("collect", (_, { signal }) => {
      began ??= signal;
      return sleep(600_000, undefined, { signal });
    });
    await queue.add("collect", { source: "lumen-qa" });
    await until(() => began);
    await place.fault("locks");
    await until(() => began?.aborted);
    await queue.close({ graceMs: 20 });
    // The worker says that it could not keep the job, and must.
    expect(complaints.map(String).join()).toMatch(/lock/i);
    complaints = [];
  });

  test("a schedule that lost its next job says so and is repaired", async () => {
    const queue = await open();
    const wanted = [{ name: "collect", key: "qa", data: { source: "qa" }, every: "0 3 * * *" } as const];
    await queue.reconcileSchedules(wanted);
    expect(await queue.schedules()).toMatchObject([{ key: "qa", registered: true }]);
    await place.fault("jobs");
    expect(await queue.schedules()).toMatchObject([{ key: "qa", registered: false }]);
    expect(await queue.reconcileSchedules(wanted)).toMatchObject({ repaired: [{ key: "qa" }], unchanged: [] });
    expect(await queue.schedules()).toMatchObject([{ key: "qa", registered: true }]);
    expect(await queue.reconcileSchedules(wanted)).toMatchObject({ repaired: [], unchanged: [{ key: "qa" }] });
  });

  test.skipIf(place.name === "embedded")("workers go on when every connection is cut", async () => {
    const queue = await open();
    const done: string[] = [];
    await queue.work("collect", async ({ source }) => void done.push(source));
    await queue.add("collect", { source: "before" });
    await queue.drained("collect");
    await place.fault("connections");
    await until(() => queue.add("collect", { source: "after" }, { slot: "1" }).catch(() => false));
    await until(() => done.includes("after"));
    expect(done).toEqual(["before", "after"]);
    // The connections that were cut complained; whether all did depends on what they were doing.
    complaints = [];
  });
});

describe("the embedded store", () => {
  test("keeps its own tables in public, and refuses one that would hide a table of the queues", async () => {
    const store = await openStore({ databaseUrl: null, home: "memory://tables" });
    try {
      const queue = await openQueue({ pool: store.pool });
      await queue.close();
      await store.pool.query("create table job (id int)");
      const { rows } = await store.pool.query("select schemaname from pg_tables where tablename = 'job' order by 1");
      expect(rows).toEqual([{ schemaname: "bullmq" }, { schemaname: "public" }]);
      await expect(openQueue({ pool: store.pool })).rejects.toThrow(/The store has job, a name that BullMQ needs/);
    } finally {
      await store.close();
    }
  });
});

describe("opening", () => {
  test("a queue without a place says what to set", async () => {
    await expect(openQueue({})).rejects.toThrow(/set REDIS_URL or DATABASE_URL/);
  });

  test("servers that are not there are named, and nobody's password is", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    server.close();
    const at = `user:secret@127.0.0.1:${port}`;
    const redis = await openQueue({ redisUrl: `redis://${at}` }).catch((error: unknown) => error);
    expect(redis).toBeInstanceOf(ConfigError);
    expect((redis as Error).message).toMatch(`The Redis at 127.0.0.1:${port} cannot be used`);
    const database = await openQueue({ databaseUrl: `postgresql://${at}/g` }).catch((error: unknown) => error);
    expect(database).toBeInstanceOf(ConfigError);
    expect((database as Error).message).toMatch(`The PostgreSQL at 127.0.0.1:${port}/g cannot hold the queues`);
    expect(`${(redis as Error).message}${(database as Error).message}`).not.toContain("secret");
  });

  test("a Redis older than 6.2 is refused in one sentence", async () => {
    const info = "# Server\r\nredis_version:6.0.16\r\n";
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.on("data", (data) => {
        for (const _ of String(data).matchAll(/^\*\d/gm)) socket.write(`$${info.length}\r\n${info}\r\n`);
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    try {
      await expect(openQueue({ redisUrl: `redis://127.0.0.1:${port}` })).rejects.toThrow(
        `The Redis at 127.0.0.1:${port} is 6.0.16: the queues need 6.2 or newer.`,
      );
    } finally {
      server.close();
    }
  });
});
