import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { runStatus } from "./service-faults-process.ts";
import { canRun, openServices, type Services, strikes, testMs } from "./service-faults-world.ts";
import { openWire } from "./wire.ts";

/** Another session of the same database, which breaks without a word when its server is ended. */
async function session(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** How many sessions of workers wait for a lock. */
async function waiting(client: pg.Client): Promise<number> {
  const { rows } = await client.query(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`,
  );
  return rows[0].count;
}

/** Ends every session of the database but those of the one that asks and of the test's own store. */
async function endSessions(client: pg.Client, kept: number[]): Promise<void> {
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and pid <> all ($1)`,
    [kept],
  );
}

describe.skipIf(!canRun)("a PostgreSQL that", () => {
  let services: Services;
  beforeAll(async () => {
    services = await openServices({ postgres: { max_connections: "25", deadlock_timeout: "200ms" } });
  });
  afterAll(() => services?.close());
  const struck = strikes(() => services);

  test(
    "stops at once and restarts has lost nothing, and is said to be away meanwhile",
    async () => {
      await struck("PostgreSQL stopped at once", async ({ start, reached, databaseUrl, redisUrl }) => {
        const worker = await start();
        await reached(0.3);
        await services.postgres.stop("SIGQUIT");
        const [ready, status] = await Promise.all([worker.readiness(), runStatus(databaseUrl, redisUrl)]);
        await services.postgres.start();
        expect(ready).toMatchObject({ status: 503 });
        expect(ready.text).toContain("The store does not answer. The log says why.");
        expect(status.code).toBe(1);
        expect(status.text).toMatch(
          /^The PostgreSQL at 127\.0\.0\.1:\d+\/\w+ cannot be used: .*Check DATABASE_URL\.\n$/,
        );
        expect(worker.isAlive()).toBe(true);
      });
    },
    testMs,
  );

  test(
    "has no connection left for workers refuses them, and they go on when it has",
    async () => {
      await struck("PostgreSQL's connections exhausted", async ({ start, reached, databaseUrl }) => {
        const worker = await start();
        await reached(0.2);
        const holders: pg.Client[] = [await session(databaseUrl)];
        let refused = 0;
        try {
          for (let tries = 0; tries < 60; tries++) {
            const one = await session(databaseUrl).catch(() => null);
            if (one) holders.push(one);
            else refused++;
            // What the worker loses it must ask for again, and by then it is taken.
            if (one === null && holders[0]) await endSessions(holders[0], await pidsOf(holders.slice(1)));
          }
          const ready = await worker.readiness();
          expect(ready).toMatchObject({ status: 503 });
          expect(ready.text).toContain("The store does not answer");
          expect(worker.isAlive()).toBe(true);
        } finally {
          for (const one of holders) await one.end();
        }
        return { "connections refused": refused };
      });
    },
    testMs,
  );

  test(
    "ends statements that take too long has them tried again",
    async () => {
      await struck("statement_timeout hit", async ({ start, reached, databaseUrl }) => {
        const asker = await session(databaseUrl);
        await asker.query(`alter database ${asker.database} set statement_timeout = '300ms'`);
        const worker = await start();
        await reached(0.2);
        await asker.query("set statement_timeout = 0");
        await asker.query("begin");
        await asker.query("lock table signals in share mode");
        const timedOut = () => worker.jobs().filter(({ error }) => error?.includes("statement timeout"));
        while (timedOut().length === 0) await sleep(20);
        await asker.query("commit");
        await asker.end();
        expect(timedOut().every(({ outcome }) => outcome === "retried")).toBe(true);
        return { "statements ended": timedOut().length };
      });
    },
    testMs,
  );

  test(
    "ends transactions over a deadlock has them done again",
    async () => {
      await struck("deadlock", async ({ start, reached, databaseUrl }) => {
        const asker = await session(databaseUrl);
        // Whoever looks first is the one to give in, and that is to be the worker.
        await asker.query("set deadlock_timeout = '30s'");
        const worker = await start({ rate: 20 });
        await reached(0.1);
        await lockAgainstOrder(asker);
        // Sessions tell of their deadlocks about once a second.
        const counted = await vi.waitUntil(() => deadlocks(asker), { timeout: 30_000, interval: 200 });
        await asker.end();
        expect(worker.isAlive()).toBe(true);
        return { deadlocks: counted };
      });
    },
    testMs,
  );

  test(
    "cannot serialise what two did at once has it done again",
    async () => {
      await struck("serialization failure", async ({ start, reached, databaseUrl }) => {
        const asker = await session(databaseUrl);
        await asker.query(`alter database ${asker.database} set default_transaction_isolation = 'repeatable read'`);
        const workers = [await start(), await start()];
        await reached(0.2);
        let failures = 0;
        for (let tries = 0; tries < 20; tries++) {
          await asker.query("begin; update sources set options = options");
          for (let looks = 0; looks < 20 && (await waiting(asker)) === 0; looks++) await sleep(10);
          failures += await waiting(asker);
          await asker.query("commit");
        }
        await asker.end();
        expect(workers.every((worker) => worker.isAlive())).toBe(true);
        expect(failures).toBeGreaterThan(0);
        return { "failures forced": failures };
      });
    },
    testMs,
  );

  test(
    "is parted from a worker leaves the work to another, and the late one writes nothing twice",
    async () => {
      const wire = await openWire(services.postgres.url, 5432);
      try {
        await struck("worker and PostgreSQL parted", async ({ start, reached, databaseUrl }) => {
          const behind = databaseUrl.replace(new URL(services.postgres.url).host, new URL(wire.url).host);
          const [parted] = await Promise.all([start({ databaseUrl: behind }), start()]);
          await reached(0.2);
          wire.stall();
          const ready = await parted.readiness();
          expect(ready).toMatchObject({ status: 503 });
          expect(ready.text).toContain("The store does not answer");
          wire.cut();
          await sleep(200);
          wire.pass();
          expect(parted.isAlive()).toBe(true);
        });
      } finally {
        await wire.close();
      }
    },
    testMs,
  );
});

async function pidsOf(clients: pg.Client[]): Promise<number[]> {
  return Promise.all(clients.map(async (one) => (await one.query("select pg_backend_pid() as pid")).rows[0].pid));
}

/** Takes the rows that a saver takes last, waits for one that has written accounts, and then asks for these. */
async function lockAgainstOrder(asker: pg.Client): Promise<void> {
  for (;;) {
    await asker.query("begin; select from sources for update");
    for (let looks = 0; looks < 40; looks++) {
      if ((await savers(asker)) > 0) return void (await asker.query("lock table accounts in share mode; commit"));
      await sleep(5);
    }
    // Those that waited had not saved anything: they go on.
    await asker.query("commit");
  }
}

/** How many deadlocks the database has ended. */
async function deadlocks(asker: pg.Client): Promise<number> {
  const { rows } = await asker.query("select deadlocks::int from pg_stat_database where datname = current_database()");
  return rows[0].deadlocks;
}

/** How many sessions wait for a lock and have written accounts. */
async function savers(asker: pg.Client): Promise<number> {
  const { rows } = await asker.query(
    `select count(distinct waits.pid)::int as savers from pg_locks waits join pg_locks has using (pid)
     where not waits.granted and has.granted and has.relation = 'accounts'::regclass and has.mode = 'RowExclusiveLock'`,
  );
  return rows[0].savers;
}
