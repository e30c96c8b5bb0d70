import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runStatus } from "./service-faults-process.ts";
import { canRun, openServices, type Services, strikes, testMs } from "./service-faults-world.ts";
import { openWire } from "./wire.ts";

describe.skipIf(!canRun)("a Redis that", () => {
  let services: Services;
  beforeAll(async () => {
    services = await openServices({ redis: ["--appendonly", "yes", "--maxmemory-policy", "noeviction"] });
  });
  afterAll(() => services?.close());
  const struck = strikes(() => services);

  test(
    "restarts with what it held goes on, and is said to be away meanwhile",
    async () => {
      await struck("Redis restarted, append-only file", async ({ start, reached, databaseUrl, redisUrl }) => {
        const worker = await start();
        await reached(0.3);
        await services.redis.stop("SIGKILL");
        const [ready, status] = await Promise.all([worker.readiness(), runStatus(databaseUrl, redisUrl)]);
        await services.redis.start();
        expect(ready).toMatchObject({ status: 503 });
        expect(ready.text).toContain("The queues do not answer: see whether Redis or PostgreSQL runs.");
        // What the store knows is said beside it.
        expect(status).toMatchObject({ code: 1 });
        expect(status.text).toMatch(/postgres store at .* signals[\s\S]*The Redis at 127\.0\.0\.1:\d+ cannot be used/);
        expect(status.text).not.toMatch(/\n\s+at /);
        expect(worker.isAlive()).toBe(true);
      });
    },
    testMs,
  );

  test(
    "restarts empty has its schedules again, from the workers that run",
    async () => {
      await struck("Redis restarted, nothing kept", async ({ start, reached }) => {
        const worker = await start();
        await reached(0.3);
        await services.redis.stop("SIGKILL");
        rmSync(join(services.folder, "appendonlydir"), { recursive: true, force: true });
        await services.redis.start();
        expect(worker.isAlive()).toBe(true);
      });
    },
    testMs,
  );

  test(
    "is flushed has its schedules again, from the workers that run",
    async () => {
      await struck("Redis flushed", async ({ start, reached, redis }) => {
        await start();
        await reached(0.3);
        await redis("FLUSHALL");
      });
    },
    testMs,
  );

  test(
    "is out of memory refuses jobs, throws none away, and goes on when it has room",
    async () => {
      await struck("Redis out of memory", async ({ start, reached, redis, stored }) => {
        const worker = await start();
        await reached(0.3);
        await redis("CONFIG SET maxmemory 1mb");
        try {
          while (!worker.said().includes("OOM")) await sleep(20);
          const ready = await worker.readiness();
          expect(ready).toMatchObject({ status: 503 });
          expect(ready.text).toContain("The queues take no jobs");
          expect(worker.isAlive()).toBe(true);
        } finally {
          await redis("CONFIG SET maxmemory 0");
        }
        return { "in the store when full": await stored() };
      });
    },
    testMs,
  );

  test(
    "is cut off from one worker for longer than its locks leaves the work to another, and it comes back",
    async () => {
      const wire = await openWire(services.redis.url, 6379);
      try {
        await struck("worker and Redis parted", async ({ start, reached, redisUrl, databaseUrl }) => {
          const behind = wire.url;
          const [parted, other] = await Promise.all([start({ redisUrl: behind }), start()]);
          await reached(0.2);
          wire.stall();
          const [ready, answering, status] = await Promise.all([
            parted.readiness(),
            other.readiness(),
            runStatus(databaseUrl, behind),
            sleep(3_000),
          ]);
          expect(ready).toMatchObject({ status: 503 });
          expect(answering).toMatchObject({ status: 200 });
          expect(status.text).toMatch(/signals[\s\S]*The (Redis at|queues do not answer)/);
          wire.pass();
          expect(parted.isAlive()).toBe(true);
          expect(redisUrl).not.toBe(behind);
        });
      } finally {
        await wire.close();
      }
    },
    testMs,
  );

  test(
    "ends every connection again and again costs nothing but time",
    async () => {
      const wire = await openWire(services.redis.url, 6379);
      try {
        await struck("connections to Redis cut", async ({ start, reached }) => {
          const worker = await start({ redisUrl: wire.url });
          for (const share of [0.1, 0.2, 0.3]) {
            await reached(share);
            wire.cut();
            await sleep(200);
            wire.pass();
          }
          expect(worker.isAlive()).toBe(true);
        });
      } finally {
        await wire.close();
      }
    },
    testMs,
  );
});
