import { ConfigError, UnavailableError } from "@groundswell/model";
import { issueDue } from "@groundswell/report";
import {
  auditLog,
  editionsOf,
  findEdition,
  latestEdition,
  latestRun,
  listEditions,
  listReportSchedules,
  newestEdition,
  pauseReportSchedule,
  removeReportSchedule,
  resumeReportSchedule,
  saveEdition,
} from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { storeKinds } from "./open-test-store.ts";
import { again, building, countingReport, editionsIn } from "./report-fixtures.ts";
import { useSchedules, weekly } from "./report-schedules-world.ts";

describe.each(storeKinds)("schedules of reports, on the %s store", (kind) => {
  const { world, reports, clock, by, move, add, issue, audited } = useSchedules(kind);

  describe("a report that is due", () => {
    test("is issued once, of the window that was closed at its slot", async () => {
      const schedule = await add();
      expect(await issue(schedule)).toBeNull();
      move("2026-01-12T01:29:59Z");
      await issue(schedule);
      move("2026-01-12T01:30:00Z");
      expect(await issue(schedule)).toMatchObject({ slot: world.now, isNew: true, missed: 0 });
      expect(await issue(schedule)).toBeNull();
      expect(await editionsIn(world.store)).toEqual(["lumen week 2026-01-12 1"]);
      expect((await again(world.store, schedule)).handledSlot).toEqual(world.now);
    });

    test("is of the day before where its slot comes a minute before midnight in UTC", async () => {
      const schedule = await add({ cadence: "day", cron: "59 23 * * *", tz: "UTC" });
      move("2026-01-08T23:59:30Z");
      await issue(schedule);
      expect(await editionsIn(world.store)).toEqual(["lumen day 2026-01-08 1"]);
    });

    test("is not issued on a Sunday evening of the week that ends with it, whatever day it is where people are", async () => {
      // Monday in Tokyo, Sunday in UTC: the week is still open.
      const schedule = await add({ cron: "0 7 * * 1", tz: "Asia/Tokyo" });
      move("2026-01-18T22:00:00Z");
      await issue(schedule);
      expect(await editionsIn(world.store)).toEqual(["lumen week 2026-01-12 1"]);
    });

    test("of which nothing can be said leaves its slot done and nothing kept", async () => {
      const schedule = await add();
      move("2026-01-05T02:00:00Z");
      expect(await issue(schedule)).toMatchObject({ edition: null, isNew: false });
      expect(await editionsIn(world.store)).toEqual([]);
      expect((await again(world.store, schedule)).handledSlot).toEqual(new Date("2026-01-05T01:30:00Z"));
    });

    test("five times since a worker was there is issued once, and how many were missed is in the audit log", async () => {
      const schedule = await add();
      move("2026-02-02T12:00:00Z");
      expect(await issue(schedule)).toMatchObject({ missed: 4 });
      expect(await issue(schedule)).toBeNull();
      expect(await editionsIn(world.store)).toEqual(["lumen week 2026-02-02 1"]);
      expect(await audited()).toEqual([
        "report.schedule report support of lumen",
        "report.issue report support of lumen",
        "report.missed report support of lumen",
      ]);
      expect((await auditLog(world.store, 1))[0]?.detail).toMatchObject({
        missed: 4,
        slot: "2026-02-02T01:30:00.000Z",
      });
    });

    test("by two schedules at once is one edition of each window", async () => {
      const [one, two] = [await add(), await add({ cron: "0 12 * * 3" })];
      move("2026-01-12T03:00:00Z");
      const first = await issue(one);
      move("2026-01-14T13:00:00Z");
      expect(await issue(two)).toMatchObject({ edition: first?.edition, isNew: false });
      expect(await editionsIn(world.store)).toEqual(["lumen week 2026-01-12 1"]);
    });

    test("after a crash between keeping it and noting its slot is there once all the same", async () => {
      const schedule = await add();
      move("2026-01-12T02:00:00Z");
      const before = await again(world.store, schedule);
      const first = await issueDue(building(world.store, clock), before, reports);
      await world.store.pool.query("update report_schedules set handled_slot = null");
      expect(await issue(schedule)).toMatchObject({ edition: first?.edition, isNew: false });
      expect(await editionsIn(world.store)).toHaveLength(1);
      expect((await again(world.store, schedule)).handledSlot).toEqual(new Date("2026-01-12T01:30:00Z"));
    });

    test("for two workers at once is one edition, and noted once for whom it is", async () => {
      const schedule = await add();
      move("2026-01-12T02:00:00Z");
      // Both build before either keeps.
      let waiting = 0;
      let letGo = () => {};
      const both = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      const slow = countingReport("support", {
        build: async (...asked) => {
          if (++waiting === 2) letGo();
          await both;
          return countingReport().build(...asked);
        },
      });
      const done = await Promise.all([issue(schedule, [slow]), issue(schedule, [slow])]);
      expect(done.map((one) => one?.isNew).sort()).toEqual([false, true]);
      expect(new Set(done.map((one) => one?.edition)).size).toBe(1);
      expect((await audited()).filter((line) => line.startsWith("report.issue"))).toHaveLength(1);
    });

    test("with scores has a run as of the window's end made, and not twice", async () => {
      const scored = [countingReport("support", { needsRun: true })];
      const schedule = await add();
      move("2026-01-12T02:00:00Z");
      await issue(schedule, scored);
      const asOf = new Date("2026-01-12T00:00:00Z");
      const run = await latestRun(world.store, "lumen", asOf);
      const edition = await newestEdition(world.store, weekly);
      expect(edition?.document).toMatchObject({ basis: { runs: [run?.id] } });
      await world.store.pool.query("delete from report_editions");
      await world.store.pool.query("update report_schedules set handled_slot = null");
      await issue(schedule, scored);
      expect((await latestRun(world.store, "lumen", asOf))?.id).toBe(run?.id);
    });
  });

  describe("what cannot be built", () => {
    test("is a sentence with the schedule, its slot stays due, and the next try that works clears it", async () => {
      const schedule = await add();
      move("2026-01-12T02:00:00Z");
      const failing = countingReport("support", {
        build: async () => {
          throw new UnavailableError("The store does not answer.");
        },
      });
      await expect(issue(schedule, [failing])).rejects.toThrow(UnavailableError);
      expect(await again(world.store, schedule)).toMatchObject({
        lastError: "The store does not answer.",
        handledSlot: null,
      });
      await issue(schedule);
      expect(await again(world.store, schedule)).toMatchObject({ lastError: null });
      expect(await editionsIn(world.store)).toHaveLength(1);
    });

    test("because no such report is there is for a person to put right", async () => {
      const schedule = await add({ report: "horoscope" });
      move("2026-01-12T02:00:00Z");
      await expect(issue(schedule)).rejects.toThrow(ConfigError);
      expect((await again(world.store, schedule)).lastError).toBe('There is no report "horoscope": there are support.');
      const side = await add({ expertise: null });
      move("2026-01-19T02:00:00Z");
      await expect(issue(side)).rejects.toThrow('The report "support" is of one expertise');
    });

    test("because somebody in it was erased meanwhile is built again", async () => {
      const document = await countingReport().build(world.store, {
        expertise: "lumen",
        window: { from: world.now, to: world.now },
        cadence: "week",
      });
      expect(document).toBeNull();
      const edition = { ...weekly, window: { from: world.now, to: new Date("2026-01-12T00:00:00Z") }, revised: [] };
      const rows = [{ about: { person: 999 } }];
      const keeping = saveEdition(world.store, {
        ...edition,
        document: { sections: [{ rows }] },
        revision: 1,
        watermark: null,
        builtAt: world.now,
      });
      await expect(keeping).rejects.toThrow(UnavailableError);
      expect(await editionsIn(world.store)).toEqual([]);
    });
  });

  describe("a schedule", () => {
    test("can be there once, of an expertise that is known", async () => {
      const schedule = await add();
      await expect(add()).rejects.toThrow(/is due at "30 2 \* \* 1" in Europe\/Berlin for each week already/);
      await expect(add({ expertise: "nobody" })).rejects.toThrow('There is no expertise "nobody"');
      expect(await listReportSchedules(world.store)).toEqual([schedule]);
      expect(await listReportSchedules(world.store, "forge")).toEqual([]);
    });

    test("that is paused issues nothing, and makes up for nothing when it is resumed", async () => {
      const schedule = await add();
      await pauseReportSchedule(world.store, schedule.id, by());
      move("2026-01-12T02:00:00Z");
      expect(await issue(schedule)).toBeNull();
      move("2026-01-13T00:00:00Z");
      await resumeReportSchedule(world.store, schedule.id, by());
      expect(await issue(schedule)).toBeNull();
      move("2026-01-19T02:00:00Z");
      expect(await issue(schedule)).toMatchObject({ missed: 0, isNew: true });
      expect((await audited()).slice(0, 3)).toEqual([
        "report.schedule report support of lumen",
        "report.pause report support of lumen",
        "report.resume report support of lumen",
      ]);
    });

    test("that is removed leaves what it issued", async () => {
      const schedule = await add();
      move("2026-01-12T02:00:00Z");
      await issue(schedule);
      await removeReportSchedule(world.store, schedule.id, by());
      expect(await listReportSchedules(world.store)).toEqual([]);
      expect(await editionsIn(world.store)).toHaveLength(1);
      await expect(pauseReportSchedule(world.store, schedule.id, by())).rejects.toThrow(/There is no schedule/);
      expect((await audited()).at(-1)).toBe("report.unschedule report support of lumen");
    });
  });

  test("editions are listed by report, expertise, words and number, and set side by side", async () => {
    const schedule = await add();
    for (const at of ["2026-01-12T02:00:00Z", "2026-01-19T02:00:00Z", "2026-01-26T02:00:00Z"]) {
      move(at);
      await issue(schedule);
    }
    const none = { reports: null, expertises: null, words: null, before: null, limit: 0 };
    const ids = async (more: object) => (await listEditions(world.store, { ...none, ...more })).map(({ id }) => id);
    expect(await ids({})).toEqual([3, 2, 1]);
    expect(await ids({ limit: 1, before: 3 })).toEqual([2]);
    expect(await ids({ reports: ["trends"] })).toEqual([]);
    expect(await ids({ expertises: ["forge"] })).toEqual([]);
    expect(await ids({ expertises: ["lumen"], words: "Most done" })).toEqual([3, 2, 1]);
    expect(await ids({ words: "forge" })).toEqual([]);
    const [newest] = await editionsOf(world.store, weekly, 2);
    expect(newest).toMatchObject({ id: 3, title: "What was done", insight: "Most was done in lumen.", revision: 1 });
    expect(
      await latestEdition(world.store, { ...weekly, window: newest?.window ?? { from: world.now, to: world.now } }),
    ).toMatchObject({
      id: 3,
    });
    expect(await findEdition(world.store, 3)).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), id: 3 });
    expect(await findEdition(world.store, 4)).toBeNull();
  });
});
