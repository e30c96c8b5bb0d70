import { ConfigError, UnavailableError } from "@groundswell/model";
import { issueDue, revise } from "@groundswell/report";
import type { Report } from "@groundswell/reports";
import {
  addReportSchedule,
  auditLog,
  editionsOf,
  findEdition,
  hasLateSignals,
  latestEdition,
  latestRun,
  listEditions,
  listReportSchedules,
  type NewReportSchedule,
  newestEdition,
  pauseReportSchedule,
  removeReportSchedule,
  resumeReportSchedule,
  type SourceRow,
  type Store,
  saveEdition,
} from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { again, building, countingReport, editionsIn } from "./report-fixtures.ts";
import { made, makeSource, rowsOf, save, tag } from "./store-fixtures.ts";

const weekly: NewReportSchedule = {
  report: "support",
  expertise: "lumen",
  cadence: "week",
  cron: "30 2 * * 1",
  tz: "Europe/Berlin",
};

describe.each(storeKinds)("schedules of reports, on the %s store", (kind) => {
  let store: Store;
  let source: SourceRow;
  let now: Date;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const reports = [countingReport()];
  const clock = () => now;
  const by = () => ({ actor: "lena@corp.example", at: now });
  const move = (text: string) => {
    now = new Date(text);
  };
  const add = (more: Partial<NewReportSchedule> = {}) => addReportSchedule(store, { ...weekly, ...more }, by());
  const issue = async (schedule: { id: number }, known: readonly Report[] = reports) =>
    issueDue(building(store, clock), await again(store, schedule), known);
  const arrive = (...signals: [id: string, day: string, space?: string][]) =>
    save(store, source, {
      signals: signals.map(([id, day, space = "lumen"]) =>
        made(id, { occurredAt: `${day}T12:00:00.000Z`, space: tag(space) }),
      ),
    });
  const audited = async () => (await auditLog(store, 0)).map(({ action, subject }) => `${action} ${subject}`).reverse();

  beforeEach(async () => {
    move("2026-01-01T00:00:00Z");
    source = await makeSource(store);
    const spaces = ["lumen", "forge"].map((name) => `qa.example:${name}`);
    await store.pool.query("update expertises set rules = $1", [JSON.stringify({ spaces, tags: [], words: [] })]);
    await arrive(
      ["a", "2026-01-07"],
      ["b", "2026-01-08"],
      ["c", "2026-01-14"],
      ["d", "2026-01-21"],
      ["e", "2026-01-29"],
    );
  });

  describe("a report that is due", () => {
    test("is issued once, of the window that was closed at its slot", async () => {
      const schedule = await add();
      expect(await issue(schedule)).toBeNull();
      move("2026-01-12T01:29:59Z");
      await issue(schedule);
      move("2026-01-12T01:30:00Z");
      expect(await issue(schedule)).toMatchObject({ slot: now, isNew: true, missed: 0 });
      expect(await issue(schedule)).toBeNull();
      expect(await editionsIn(store)).toEqual(["lumen week 2026-01-12 1"]);
      expect((await again(store, schedule)).handledSlot).toEqual(now);
    });

    test("is of the day before where its slot comes a minute before midnight in UTC", async () => {
      const schedule = await add({ cadence: "day", cron: "59 23 * * *", tz: "UTC" });
      move("2026-01-08T23:59:30Z");
      await issue(schedule);
      expect(await editionsIn(store)).toEqual(["lumen day 2026-01-08 1"]);
    });

    test("is not issued on a Sunday evening of the week that ends with it, whatever day it is where people are", async () => {
      // Monday in Tokyo, Sunday in UTC: the week is still open.
      const schedule = await add({ cron: "0 7 * * 1", tz: "Asia/Tokyo" });
      move("2026-01-18T22:00:00Z");
      await issue(schedule);
      expect(await editionsIn(store)).toEqual(["lumen week 2026-01-12 1"]);
    });

    test("of which nothing can be said leaves its slot done and nothing kept", async () => {
      const schedule = await add();
      move("2026-01-05T02:00:00Z");
      expect(await issue(schedule)).toMatchObject({ edition: null, isNew: false });
      expect(await editionsIn(store)).toEqual([]);
      expect((await again(store, schedule)).handledSlot).toEqual(new Date("2026-01-05T01:30:00Z"));
    });

    test("five times since a worker was there is issued once, and how many were missed is in the audit log", async () => {
      const schedule = await add();
      move("2026-02-02T12:00:00Z");
      expect(await issue(schedule)).toMatchObject({ missed: 4 });
      expect(await issue(schedule)).toBeNull();
      expect(await editionsIn(store)).toEqual(["lumen week 2026-02-02 1"]);
      expect(await audited()).toEqual([
        "report.schedule report support of lumen",
        "report.issue report support of lumen",
        "report.missed report support of lumen",
      ]);
      expect((await auditLog(store, 1))[0]?.detail).toMatchObject({ missed: 4, slot: "2026-02-02T01:30:00.000Z" });
    });

    test("by two schedules at once is one edition of each window", async () => {
      const [one, two] = [await add(), await add({ cron: "0 12 * * 3" })];
      move("2026-01-12T03:00:00Z");
      const first = await issue(one);
      move("2026-01-14T13:00:00Z");
      expect(await issue(two)).toMatchObject({ edition: first?.edition, isNew: false });
      expect(await editionsIn(store)).toEqual(["lumen week 2026-01-12 1"]);
    });

    test("after a crash between keeping it and noting its slot is there once all the same", async () => {
      const schedule = await add();
      move("2026-01-12T02:00:00Z");
      const before = await again(store, schedule);
      const first = await issueDue(building(store, clock), before, reports);
      await store.pool.query("update report_schedules set handled_slot = null");
      expect(await issue(schedule)).toMatchObject({ edition: first?.edition, isNew: false });
      expect(await editionsIn(store)).toHaveLength(1);
      expect((await again(store, schedule)).handledSlot).toEqual(new Date("2026-01-12T01:30:00Z"));
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
      const run = await latestRun(store, "lumen", asOf);
      const edition = await newestEdition(store, weekly);
      expect(edition?.document).toMatchObject({ basis: { runs: [run?.id] } });
      await store.pool.query("delete from report_editions");
      await store.pool.query("update report_schedules set handled_slot = null");
      await issue(schedule, scored);
      expect((await latestRun(store, "lumen", asOf))?.id).toBe(run?.id);
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
      expect(await again(store, schedule)).toMatchObject({
        lastError: "The store does not answer.",
        handledSlot: null,
      });
      await issue(schedule);
      expect(await again(store, schedule)).toMatchObject({ lastError: null });
      expect(await editionsIn(store)).toHaveLength(1);
    });

    test("because no such report is there is for a person to put right", async () => {
      const schedule = await add({ report: "horoscope" });
      move("2026-01-12T02:00:00Z");
      await expect(issue(schedule)).rejects.toThrow(ConfigError);
      expect((await again(store, schedule)).lastError).toBe('There is no report "horoscope": there are support.');
      const side = await add({ expertise: null });
      move("2026-01-19T02:00:00Z");
      await expect(issue(side)).rejects.toThrow('The report "support" is of one expertise');
    });

    test("because somebody in it was erased meanwhile is built again", async () => {
      const document = await countingReport().build(store, {
        expertise: "lumen",
        window: { from: now, to: now },
        cadence: "week",
      });
      expect(document).toBeNull();
      const edition = { ...weekly, window: { from: now, to: new Date("2026-01-12T00:00:00Z") }, revised: [] };
      const rows = [{ about: { person: 999 } }];
      const keeping = saveEdition(store, {
        ...edition,
        document: { sections: [{ rows }] },
        revision: 1,
        watermark: null,
        builtAt: now,
      });
      await expect(keeping).rejects.toThrow(UnavailableError);
      expect(await editionsIn(store)).toEqual([]);
    });
  });

  describe("a schedule", () => {
    test("can be there once, of an expertise that is known", async () => {
      const schedule = await add();
      await expect(add()).rejects.toThrow(/is due at "30 2 \* \* 1" in Europe\/Berlin for each week already/);
      await expect(add({ expertise: "nobody" })).rejects.toThrow('There is no expertise "nobody"');
      expect(await listReportSchedules(store)).toEqual([schedule]);
      expect(await listReportSchedules(store, "forge")).toEqual([]);
    });

    test("that is paused issues nothing, and makes up for nothing when it is resumed", async () => {
      const schedule = await add();
      await pauseReportSchedule(store, schedule.id, by());
      move("2026-01-12T02:00:00Z");
      expect(await issue(schedule)).toBeNull();
      move("2026-01-13T00:00:00Z");
      await resumeReportSchedule(store, schedule.id, by());
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
      await removeReportSchedule(store, schedule.id, by());
      expect(await listReportSchedules(store)).toEqual([]);
      expect(await editionsIn(store)).toHaveLength(1);
      await expect(pauseReportSchedule(store, schedule.id, by())).rejects.toThrow(/There is no schedule/);
      expect((await audited()).at(-1)).toBe("report.unschedule report support of lumen");
    });
  });

  describe("what arrives late", () => {
    let schedule: { id: number };
    const lookBack = () => revise(building(store, clock), reports);
    beforeEach(async () => {
      schedule = await add();
      move("2026-01-12T02:00:00Z");
      await issue(schedule);
      move("2026-01-13T03:00:00Z");
    });

    test("makes a revision that says what changed, once a day at most", async () => {
      await arrive(["late", "2026-01-09", "forge"]);
      const { made } = await lookBack();
      expect(made).toEqual([{ edition: 2, revised: ["Signals was 2 and is 3.", "In “Spaces”: forge is new."] }]);
      expect(await newestEdition(store, weekly)).toMatchObject({ id: 2, revision: 2, revised: made[0]?.revised });
      await arrive(["later", "2026-01-09", "forge"]);
      move("2026-01-13T23:00:00Z");
      expect(await lookBack()).toEqual({ made: [], failed: [] });
      move("2026-01-14T04:00:00Z");
      expect((await lookBack()).made).toMatchObject([{ edition: 3 }]);
      expect(await editionsIn(store)).toEqual([
        "lumen week 2026-01-12 1",
        "lumen week 2026-01-12 2",
        "lumen week 2026-01-12 3",
      ]);
    });

    test("and does not show makes none, and is not built again for", async () => {
      await save(store, await makeSource(store, "other", ["forge"]), {
        signals: [made("elsewhere", { occurredAt: "2026-01-09T12:00:00.000Z", space: tag("other") })],
      });
      let built = 0;
      const counting = countingReport("support", {
        build: (...asked) => {
          built++;
          return countingReport().build(...asked);
        },
      });
      expect(await revise(building(store, clock), [counting])).toEqual({ made: [], failed: [] });
      move("2026-01-14T04:00:00Z");
      expect(await revise(building(store, clock), [counting])).toEqual({ made: [], failed: [] });
      expect(built).toBe(1);
      expect(await editionsIn(store)).toHaveLength(1);
    });

    test("but is of another week is none of its business", async () => {
      await arrive(["next", "2026-01-12"]);
      const edition = await newestEdition(store, weekly);
      expect(await hasLateSignals(store, edition?.window ?? { from: now, to: now }, edition?.watermark ?? 0)).toBe(
        false,
      );
      expect(await lookBack()).toEqual({ made: [], failed: [] });
    });

    test("for a window that ended 35 days ago changes nothing any more", async () => {
      await arrive(["late", "2026-01-09", "forge"]);
      move("2026-02-16T00:00:00Z");
      expect(await lookBack()).toEqual({ made: [], failed: [] });
      move("2026-02-15T23:00:00Z");
      expect((await lookBack()).made).toHaveLength(1);
    });

    test("where one report fails, the others are revised", async () => {
      await add({ report: "trends", cadence: "week" });
      const broken = countingReport("trends", {
        build: async () => {
          throw new Error("It broke.");
        },
      });
      const other = (await listReportSchedules(store))[1];
      if (!other) throw new Error("Two schedules were added.");
      move("2026-01-19T02:00:00Z");
      await issue(other, [countingReport("trends")]);
      await issue(schedule);
      await arrive(["late", "2026-01-15", "forge"]);
      move("2026-01-20T03:00:00Z");
      const { made, failed } = await revise(building(store, clock), [broken, ...reports]);
      expect(failed).toEqual(["Edition 2 of the report trends could not be revised: It broke."]);
      expect(made).toHaveLength(1);
    });
  });

  test("with scores, a revision rests on a run of its own", async () => {
    const scored = [countingReport("support", { needsRun: true })];
    const schedule = await add();
    move("2026-01-12T02:00:00Z");
    await issue(schedule, scored);
    await arrive(["late", "2026-01-09", "forge"]);
    move("2026-01-13T03:00:00Z");
    expect((await revise(building(store, clock), scored)).made).toHaveLength(1);
    const rows = await rowsOf(
      store,
      "select (document -> 'basis' -> 'runs' ->> 0)::int as run, watermark from report_editions order by id",
    );
    const runs = await rowsOf(store, "select id as run, input_watermark as watermark from runs order by id");
    expect(rows.map(({ run }) => run)).toEqual(runs.map(({ run }) => run));
    expect(rows[1]?.watermark).toBe(runs[1]?.watermark);
  });

  test("editions are listed by report, expertise, words and number, and set side by side", async () => {
    const schedule = await add();
    for (const at of ["2026-01-12T02:00:00Z", "2026-01-19T02:00:00Z", "2026-01-26T02:00:00Z"]) {
      move(at);
      await issue(schedule);
    }
    const none = { reports: null, expertises: null, words: null, before: null, limit: 0 };
    const ids = async (more: object) => (await listEditions(store, { ...none, ...more })).map(({ id }) => id);
    expect(await ids({})).toEqual([3, 2, 1]);
    expect(await ids({ limit: 1, before: 3 })).toEqual([2]);
    expect(await ids({ reports: ["trends"] })).toEqual([]);
    expect(await ids({ expertises: ["forge"] })).toEqual([]);
    expect(await ids({ expertises: ["lumen"], words: "Most done" })).toEqual([3, 2, 1]);
    expect(await ids({ words: "forge" })).toEqual([]);
    const [newest] = await editionsOf(store, weekly, 2);
    expect(newest).toMatchObject({ id: 3, title: "What was done", insight: "Most was done in lumen.", revision: 1 });
    expect(await latestEdition(store, { ...weekly, window: newest?.window ?? { from: now, to: now } })).toMatchObject({
      id: 3,
    });
    expect(await findEdition(store, 3)).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), id: 3 });
    expect(await findEdition(store, 4)).toBeNull();
  });
});
