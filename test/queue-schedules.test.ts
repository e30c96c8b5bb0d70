import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "@groundswell/model";
import { describe, expect, test, vi } from "vitest";
import { places, until, useQueues } from "./queue-places.ts";

describe.each(places)("schedules, on $name", (place) => {
  const queues = useQueues(place);

  test("what is scheduled is registered, and really fires again and again", async () => {
    const [one, two] = [await queues.open(), await queues.open()];
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
      const queue = await queues.open();
      const every = { every: "0 7 * * *", tz: "Australia/Lord_Howe" };
      await queue.schedule("collect", "howe", { source: "howe" }, every);
      expect(await queue.schedules()).toMatchObject([{ next: "2026-04-04T20:30:00.000Z", registered: true }]);
    } finally {
      vi.useRealTimers();
    }
  });

  test("reconciling schedules adds, changes and removes what it must, and says so", async () => {
    const queue = await queues.open();
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

  test("a schedule that a wrong clock put too far off is found and made anew", async () => {
    const wanted = [
      { name: "collect", key: "qa", data: { source: "qa" }, every: "1h" },
      { name: "analyse", key: "lumen", data: { expertise: "lumen" }, every: "0 * * * *" },
    ] as const;
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 86_400_000 });
    try {
      const ahead = await queues.open();
      await ahead.work("collect", async () => {});
      await ahead.reconcileSchedules(wanted);
      await until(async () => (await ahead.schedules()).every(({ next }) => Date.parse(next ?? "") > Date.now()));
    } finally {
      vi.useRealTimers();
    }
    const queue = await queues.open();
    const done = await queue.reconcileSchedules(wanted);
    expect(done.repaired.map(({ key }) => key).sort()).toEqual(["lumen", "qa"]);
    const latest = Date.now() + 3_660_000;
    for (const { key, next } of await queue.schedules()) expect(Date.parse(next ?? ""), key).toBeLessThan(latest);
    expect(await queue.reconcileSchedules(wanted)).toMatchObject({ repaired: [] });
  });

  test("a schedule that lost its next job says so and is repaired", async () => {
    const queue = await queues.open();
    const wanted = [{ name: "collect", key: "qa", data: { source: "qa" }, every: "0 3 * * *" } as const];
    await queue.reconcileSchedules(wanted);
    expect(await queue.schedules()).toMatchObject([{ key: "qa", registered: true }]);
    await place.fault("jobs");
    expect(await queue.schedules()).toMatchObject([{ key: "qa", registered: false }]);
    expect(await queue.reconcileSchedules(wanted)).toMatchObject({ repaired: [{ key: "qa" }], unchanged: [] });
    expect(await queue.schedules()).toMatchObject([{ key: "qa", registered: true }]);
    expect(await queue.reconcileSchedules(wanted)).toMatchObject({ repaired: [], unchanged: [{ key: "qa" }] });
  });
});
