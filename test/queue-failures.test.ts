import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ConfigError, RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { openStore } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { places, quick, shortLocks, until, useQueues } from "./queue-places.ts";

describe.each(places)("jobs that fail, on $name", (place) => {
  const queues = useQueues(place);

  test("jobs that say nothing known fail for good at once, and others go on", async () => {
    const queue = await queues.open();
    const done: string[] = [];
    await queue.work("collect", async ({ source }) => void done.push(source));
    await queue.schedule("collect", "poison", { sauce: "lumen" } as never, { every: "1h" });
    await queue.add("collect", { source: "after" });
    await queue.drained("collect");
    expect(done).toEqual(["after"]);
    expect(await queue.deadLetters("collect")).toMatchObject([
      { message: expect.stringMatching(/^This job of collect says no source, but .*: remove it/), count: 1 },
    ]);
  });

  test("waiting out a rate limit is no attempt", async () => {
    const now = new Date("2026-01-31T10:00:00Z");
    const queue = await queues.open({ now: () => now });
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
    const queue = await queues.open({
      now: () => new Date("2001-01-01T00:00:00Z"),
      timing: { ...quick, leastPatienceMs },
    });
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
    const queue = await queues.open();
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
    const queue = await queues.open({ timing: { ...quick, backoffMs: 600_000 } });
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
    const queue = await queues.open();
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
    const queue = await queues.open({ ...there, ...(store ? { pool: store.pool } : {}), timing: shortLocks });
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
    const queue = await queues.open({ timing: shortLocks });
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
    expect(queues.complaints.map(String).join()).toMatch(/lock/i);
    queues.complaints.length = 0;
  });

  test.skipIf(place.name === "embedded")("workers go on when every connection is cut", async () => {
    const queue = await queues.open();
    const done: string[] = [];
    await queue.work("collect", async ({ source }) => void done.push(source));
    await queue.add("collect", { source: "before" });
    await queue.drained("collect");
    await place.fault("connections");
    await until(() => queue.add("collect", { source: "after" }, { slot: "1" }).catch(() => false));
    await until(() => done.includes("after"));
    expect(done).toEqual(["before", "after"]);
    // The connections that were cut complained; whether all did depends on what they were doing.
    queues.complaints.length = 0;
  });
});
