import { setTimeout as sleep } from "node:timers/promises";
import { openQueue } from "@groundswell/queue";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runStatus } from "./service-faults-process.ts";
import { canRun, openServices, type Services, strikes, testMs } from "./service-faults-world.ts";

describe.skipIf(!canRun)("a worker", () => {
  let services: Services;
  beforeAll(async () => {
    services = await openServices();
  });
  afterAll(() => services?.close());
  const struck = strikes(() => services);

  test(
    "that is killed, as for want of memory, leaves its jobs to the next one",
    async () => {
      await struck("worker killed", async ({ start, reached }) => {
        for (const share of [0.2, 0.5]) {
          const worker = await start();
          await reached(share);
          await worker.end();
        }
        await start();
      });
    },
    testMs,
  );

  test(
    "that stands still for longer than its locks, and then wakes up, writes nothing twice and undoes nothing",
    async () => {
      await struck("worker paused", async ({ start, reached, whole }) => {
        const paused = await start({ rate: 20 });
        await reached(0.2);
        paused.signal("SIGSTOP");
        const other = await start();
        // The paused one's connections are open, and what it had in hand is its own: the others are read.
        await sleep(3_000);
        while (other.jobs().length === 0) await sleep(50);
        const meanwhile = other.jobs().length;
        paused.signal("SIGCONT");
        await whole();
        expect(paused.isAlive()).toBe(true);
        return { "jobs of the other meanwhile": meanwhile };
      });
    },
    testMs,
  );

  test(
    "that stood still until its database had forgotten it finds that another has read on, and gives in",
    async () => {
      await struck("worker paused, its sessions ended", async ({ start, reached, store, whole }) => {
        const paused = await start();
        await reached(0.2);
        paused.signal("SIGSTOP");
        await store.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'groundswell'
           and pid <> all (select pid from pg_stat_activity where query like '%pg_terminate_backend%')`,
        );
        await start();
        await whole();
        const cursors = async () => (await store.pool.query("select id, cursor from sources order by id")).rows;
        const before = await cursors();
        paused.signal("SIGCONT");
        await sleep(1_500);
        expect(paused.isAlive()).toBe(true);
        expect((await cursors()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      });
    },
    testMs,
  );

  test(
    "beside others that schedule the same makes no slot fire twice",
    async () => {
      const hourly = await openServices({ every: "1 hour" });
      try {
        await strikes(() => hourly)("three schedulers at once", async ({ start, whole, store, redis }) => {
          await Promise.all([start({ rate: 200 }), start({ rate: 200 }), start({ rate: 200 })]);
          await whole();
          const twice = async (times: number) => {
            const { rows } = await store.pool.query(
              "select source_id from pulls group by 1 having count(*) filter (where error is null) > $1",
              [times],
            );
            return rows.length;
          };
          const first = await twice(1);
          await redis("FLUSHALL");
          // All three look at once and find nothing.
          await sleep(1_500);
          await whole();
          const second = await twice(2);
          expect([first, second]).toEqual([0, 0]);
          return { "slots fired twice": first + second };
        });
      } finally {
        await hourly.close();
      }
    },
    testMs,
  );

  test(
    "that is given jobs that say nothing it knows lets them fail with a sentence, and goes on",
    async () => {
      await struck("poison jobs", async ({ start, reached, redis, redisUrl, databaseUrl }) => {
        const queue = await openQueue({ redisUrl, onError: () => {} });
        const poison = ["{}", "null", "[7]", '{"source":7}', '{"sauce":"opscorner"}'];
        const ids: string[] = [];
        try {
          for (const [n, data] of poison.entries()) {
            const id = await queue.add("collect", { source: `poison-${n}` }, { slot: "poison", delayMs: 1_000 });
            await redis(`HSET {groundswell}:collect:${id} data ${JSON.stringify(data)}`);
            ids.push(id);
          }
          const worker = await start();
          await reached(0.2);
          const failed = async () => (await queue.deadLetters("collect")).reduce((sum, { count }) => sum + count, 0);
          while ((await failed()) < poison.length) await sleep(50);
          const status = await runStatus(databaseUrl, redisUrl);
          expect(status.text).toMatch(/collect gave up: This job of collect says no source, but /);
          expect(status.text).not.toMatch(/TypeError|\n\s+at /);
          expect(worker.isAlive()).toBe(true);
          return { poison: ids.length, "failed with a sentence": await failed() };
        } finally {
          await queue.close();
        }
      });
    },
    testMs,
  );

  test(
    "that is slower than its schedules keeps one job of each source waiting, and no more",
    async () => {
      await struck("slow consumer", async ({ start, redisUrl, store }) => {
        await store.pool.query("update sources set every = '100 ms'");
        await start({ rate: 5 });
        const queue = await openQueue({ redisUrl, onError: () => {} });
        try {
          const { rows } = await store.pool.query("select id from sources where every is not null");
          let most = 0;
          for (let tries = 0; tries < 20; tries++) {
            for (const { id } of rows) await queue.add("collect", { source: id });
            await sleep(50);
            const { waiting, delayed } = (await queue.counts()).collect;
            most = Math.max(most, waiting + delayed);
          }
          // One of its schedule, one that was asked for, and one that is kept behind the one that runs.
          expect(most).toBeLessThanOrEqual(3 * rows.length);
          expect(most).toBeGreaterThan(rows.length / 2);
          await store.pool.query("update sources set every = '3 seconds'");
          await start({ rate: 200 });
          return { sources: rows.length, "asked for": 20 * rows.length, "most waiting": most };
        } finally {
          await queue.close();
        }
      });
    },
    testMs,
  );
});
