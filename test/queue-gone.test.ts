import { EventEmitter, once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openQueue } from "@groundswell/queue";
import { describe, expect, onTestFinished, test } from "vitest";
import { haveServices, startRedis } from "../scripts/start-services.mjs";

describe.skipIf(!haveServices())("the queues of a Redis that is gone for good", () => {
  test.each([
    ["that wait for work", false],
    ["whose job ends after it", true],
  ])(
    "close in time, with workers %s",
    async (_, isBusy) => {
      const folder = mkdtempSync(join(tmpdir(), "groundswell-gone-"));
      const redis = await startRedis({ folder });
      onTestFinished(async () => {
        await redis.stop("SIGKILL");
        rmSync(folder, { recursive: true, force: true });
      });
      const timing = { graceMs: 100, abandonMs: 100 };
      const queue = await openQueue({ redisUrl: redis.url, onError: () => {}, timing });
      const job = new EventEmitter();
      const begun = once(job, "begun");
      await queue.work("collect", async () => {
        job.emit("begun");
        await once(job, "end");
      });
      if (isBusy) {
        await queue.add("collect", { source: "lumen-qa" });
        await begun;
      }
      // Until a worker waits in Redis, and until it has noticed.
      await sleep(1_000);
      await redis.stop("SIGKILL");
      await sleep(2_000);
      job.emit("end");
      expect(await queue.close()).toBeUndefined();
    },
    60_000,
  );
});
