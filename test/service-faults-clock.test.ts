import { setTimeout as sleep } from "node:timers/promises";
import { openQueue } from "@groundswell/queue";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canRun, openServices, type Services, strikes, testMs } from "./service-faults-world.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;

describe.skipIf(!canRun)("a clock that", () => {
  let services: Services;
  beforeAll(async () => {
    services = await openServices({ every: "1 hour" });
  });
  afterAll(() => services?.close());
  const struck = strikes(() => services);

  /** How many schedules of sources fire later than their pace can say. */
  async function tooLate(redisUrl: string): Promise<number> {
    const queue = await openQueue({ redisUrl, onError: () => {} });
    try {
      const latest = new Date(Date.now() + hourMs + 60_000).toISOString();
      return (await queue.schedules()).filter(({ name, next }) => name === "collect" && (next ?? "9") > latest).length;
    } finally {
      await queue.close();
    }
  }

  test.each([
    ["forwards", dayMs],
    ["backwards", -dayMs],
  ])(
    "jumps %s by a day, and is put right, leaves no schedule a day late",
    async (way, aheadMs) => {
      await struck(`clock a day ${way}`, async ({ start, reached, redisUrl }) => {
        const worker = await start();
        await reached(0.3);
        worker.setClock(aheadMs);
        await sleep(2_000);
        worker.setClock(0);
        while ((await tooLate(redisUrl)) > 0) await sleep(100);
        expect(worker.isAlive()).toBe(true);
      });
    },
    testMs,
  );

  test(
    "was a day ahead when the schedules were made does not keep them a day away",
    async () => {
      await struck("schedules made a day ahead", async ({ start, redisUrl }) => {
        const worker = await start({ aheadMs: dayMs, schedulesEveryMs: hourMs });
        while ((await tooLate(redisUrl)) === 0) await sleep(100);
        const wrong = await tooLate(redisUrl);
        await worker.end();
        await start();
        while ((await tooLate(redisUrl)) > 0) await sleep(100);
        return { "schedules a day late before": wrong };
      });
    },
    testMs,
  );
});
