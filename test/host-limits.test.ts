import { setTimeout as sleep } from "node:timers/promises";
import { createHostLimits } from "@groundswell/connectors";
import { RateLimitedError } from "@groundswell/model";
import { openStore, type SharedLimits, type Store, shareLimits } from "@groundswell/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { databaseUrlOf, openTestStore } from "./open-test-store.ts";

const now = () => new Date();

/** Limits as two processes have them: each with its own connections to one database. */
async function twoProcesses(politeness: { concurrentPerHost: number; requestsPerSecond: number }) {
  const first = await openTestStore("postgres");
  const second = await openStore({ databaseUrl: databaseUrlOf(first.where.split("/")[1] ?? ""), home: "" });
  onTestFinished(() => second.close());
  const limitsOf = (store: Store): SharedLimits => {
    const limits = shareLimits(store, createHostLimits(politeness.concurrentPerHost, now), politeness, now);
    onTestFinished(() => limits.close());
    return limits;
  };
  return [limitsOf(first), limitsOf(second)] as const;
}

describe.skipIf(!process.env.DATABASE_URL)("the limits of two processes on one PostgreSQL", () => {
  test("no more than so many requests are at one host at once, whoever makes them, and all get their turn", async () => {
    const both = await twoProcesses({ concurrentPerHost: 2, requestsPerSecond: 1_000 });
    let running = 0;
    let most = 0;
    let done = 0;
    const ask = async (limits: SharedLimits) => {
      const leave = await limits.take("blog.example");
      most = Math.max(most, ++running);
      await sleep(5);
      running--;
      done++;
      leave();
    };
    await Promise.all(both.flatMap((limits) => Array.from({ length: 12 }, () => ask(limits))));
    expect({ most, done }).toEqual({ most: 2, done: 24 });
  });

  test("a host that is busy keeps nobody from another one", async () => {
    const [first, second] = await twoProcesses({ concurrentPerHost: 1, requestsPerSecond: 1_000 });
    const leave = await first.take("slow.example");
    (await second.take("quick.example"))();
    leave();
  });

  test("the pace is that of all together", async () => {
    const both = await twoProcesses({ concurrentPerHost: 10, requestsPerSecond: 5 });
    const asked: number[] = [];
    const ask = async (limits: SharedLimits) => {
      (await limits.take("blog.example"))();
      asked.push(Date.now());
    };
    await Promise.all(both.flatMap((limits) => Array.from({ length: 6 }, () => ask(limits))));
    asked.sort((a, b) => a - b);
    // Twelve requests at five a second span at least two full seconds.
    expect((asked.at(-1) as number) - (asked[0] as number)).toBeGreaterThan(1_500);
  });

  test("where one second ends and the next begins, no more get through than at any other time", async () => {
    const both = await twoProcesses({ concurrentPerHost: 10, requestsPerSecond: 5 });
    const ask = async (limits: SharedLimits) => (await limits.take("blog.example"))();
    await ask(both[0]);
    // A limit that counts second by second would now give what is left of this one, and at once all of the next.
    await sleep(850);
    const begin = Date.now();
    await Promise.all(both.flatMap((limits) => Array.from({ length: 5 }, () => ask(limits))));
    expect(Date.now() - begin).toBeGreaterThan(1_500);
  });

  test("a host that asked one process for quiet is left alone by the other, and a shorter wish takes nothing away", async () => {
    const [first, second] = await twoProcesses({ concurrentPerHost: 2, requestsPerSecond: 1_000 });
    const until = new Date(Date.now() + 60_000);
    await first.pause("forum.example", until);
    await second.pause("forum.example", new Date(Date.now() + 1_000));
    for (const limits of [first, second]) {
      const refused = await limits.take("forum.example").catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(RateLimitedError);
      expect((refused as RateLimitedError).retryAt).toEqual(until);
    }
    (await second.take("other.example"))();
  });

  test("a process whose connection is lost again and again takes no more of them", async () => {
    const store = await openTestStore("postgres");
    const politeness = { concurrentPerHost: 1, requestsPerSecond: 1_000 };
    const limits = shareLimits(store, createHostLimits(1, now), politeness, now);
    onTestFinished(() => limits.close());
    const admin = await openStore({ databaseUrl: databaseUrlOf(store.where.split("/")[1] ?? ""), home: "" });
    onTestFinished(() => admin.close());
    for (let time = 1; time <= 12; time++) {
      (await limits.take(`blog-${time}.example`))();
      await sleep(50);
      expect(store.pool.totalCount).toBeLessThanOrEqual(2);
      await admin.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
      await sleep(50);
    }
  });

  test("a process that is gone gives its places back", async () => {
    const [first, second] = await twoProcesses({ concurrentPerHost: 1, requestsPerSecond: 1_000 });
    await first.take("blog.example");
    const waiting = second.take("blog.example");
    expect(await Promise.race([waiting, sleep(200, "still waiting")])).toBe("still waiting");
    first.close();
    (await waiting)();
  });

  test("whoever waits leaves the line when asked to stop", async () => {
    const [first, second] = await twoProcesses({ concurrentPerHost: 1, requestsPerSecond: 1_000 });
    const leave = await first.take("blog.example");
    const stop = new AbortController();
    const waiting = second.take("blog.example", stop.signal).catch((error: unknown) => error);
    stop.abort(new Error("shutting down"));
    expect(await waiting).toBeInstanceOf(Error);
    leave();
    (await second.take("blog.example"))();
  });
});
