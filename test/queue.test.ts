import { setTimeout as sleep } from "node:timers/promises";
import type { QueueHandle } from "@groundswell/queue";
import { describe, expect, test } from "vitest";
import { places, until, useQueues } from "./queue-places.ts";

describe.each(places)("jobs, on $name", (place) => {
  const queues = useQueues(place);

  test("a job is done once, with its data and a first attempt", async () => {
    const queue = await queues.open();
    const done: unknown[] = [];
    await queue.work("collect", async (data, { attempt }) => void done.push([data, attempt]));
    await queue.add("collect", { source: "lumen-qa" });
    await queue.drained("collect");
    expect(done).toEqual([[{ source: "lumen-qa" }, 1]]);
    expect((await queue.counts()).collect).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
  });

  test("two schedulers asking for one source and slot make one job, even after it is done", async () => {
    const [one, two] = [await queues.open(), await queues.open()];
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
    const queue = await queues.open();
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

  test("a lower priority number goes first, and a job without one before all", async () => {
    const queue = await queues.open();
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
    const queue = await queues.open();
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

  test("several jobs run at once, as many as allowed", async () => {
    const queue = await queues.open();
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
    const queue = await queues.open();
    await queue.add("collect", { source: "never done" });
    const drained = queue.drained("collect");
    drained.catch(() => {});
    await queue.close();
    await expect(drained).rejects.toThrow(/closed before it was drained/);
  });

  test("closing lets a running job finish and takes no new one", async () => {
    const queue = await queues.open();
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
    const after = await queues.open();
    expect((await after.counts()).collect).toMatchObject({ waiting: 1, active: 0, failed: 0 });
  });

  test.each(["heeds", "ignores"])(
    "a job that %s its signal at closing goes back to waiting, with no attempt lost",
    async (how) => {
      const queue = await queues.open();
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

      const after = await queues.open();
      expect((await after.counts()).collect).toEqual({ waiting: 1, active: 0, delayed: 0, failed: 0 });
      const attempts: number[] = [];
      await after.work("collect", async (_, { attempt }) => void attempts.push(attempt));
      await after.drained("collect");
      expect(attempts).toEqual([1]);
    },
  );
});
