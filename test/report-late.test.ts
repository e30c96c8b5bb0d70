import { type AnalyseStep, analyse } from "@groundswell/analyse";
import { revise } from "@groundswell/report";
import {
  hasLateSignals,
  lastSignal,
  latestRun,
  listReportSchedules,
  newestEdition,
  readTombstones,
} from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds } from "./open-test-store.ts";
import { building, countingReport, editionsIn } from "./report-fixtures.ts";
import { useSchedules, weekly } from "./report-schedules-world.ts";
import { made, makeSource, rowsOf, save, tag } from "./store-fixtures.ts";

describe.each(storeKinds)("reports and what arrives late, on the %s store", (kind) => {
  const { world, reports, clock, move, add, issue, arrive } = useSchedules(kind);

  describe("what arrives late", () => {
    let schedule: { id: number };
    const lookBack = () => revise(building(world.store, clock), reports);
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
      expect(await newestEdition(world.store, weekly)).toMatchObject({ id: 2, revision: 2, revised: made[0]?.revised });
      await arrive(["later", "2026-01-09", "forge"]);
      move("2026-01-13T23:00:00Z");
      expect(await lookBack()).toEqual({ made: [], failed: [] });
      move("2026-01-14T04:00:00Z");
      expect((await lookBack()).made).toMatchObject([{ edition: 3 }]);
      expect(await editionsIn(world.store)).toEqual([
        "lumen week 2026-01-12 1",
        "lumen week 2026-01-12 2",
        "lumen week 2026-01-12 3",
      ]);
    });

    test("and does not show makes none, and is not built again for", async () => {
      await save(world.store, await makeSource(world.store, "other", ["forge"]), {
        signals: [made("elsewhere", { occurredAt: "2026-01-09T12:00:00.000Z", space: tag("other") })],
      });
      let built = 0;
      const counting = countingReport("support", {
        build: (...asked) => {
          built++;
          return countingReport().build(...asked);
        },
      });
      expect(await revise(building(world.store, clock), [counting])).toEqual({ made: [], failed: [] });
      move("2026-01-14T04:00:00Z");
      expect(await revise(building(world.store, clock), [counting])).toEqual({ made: [], failed: [] });
      expect(built).toBe(1);
      expect(await editionsIn(world.store)).toHaveLength(1);
    });

    test("but is of another week is none of its business", async () => {
      await arrive(["next", "2026-01-12"]);
      const edition = await newestEdition(world.store, weekly);
      expect(
        await hasLateSignals(
          world.store,
          edition?.window ?? { from: world.now, to: world.now },
          edition?.watermark ?? 0,
        ),
      ).toBe(false);
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
      const other = (await listReportSchedules(world.store))[1];
      if (!other) throw new Error("Two schedules were added.");
      move("2026-01-19T02:00:00Z");
      await issue(other, [countingReport("trends")]);
      await issue(schedule);
      await arrive(["late", "2026-01-15", "forge"]);
      move("2026-01-20T03:00:00Z");
      const { made, failed } = await revise(building(world.store, clock), [broken, ...reports]);
      expect(failed).toEqual(["Edition 2 of the report trends could not be revised: It broke."]);
      expect(made).toHaveLength(1);
    });
  });

  test("what is saved while a run is made counts as late", async () => {
    move("2026-01-13T03:00:00Z");
    let saving: Promise<unknown> = Promise.resolve();
    const onStep = (step: AnalyseStep) => {
      if (step === "tell apart") saving = arrive(["late", "2026-01-09"]);
    };
    await analyse({ store: world.store, now: clock, onStep }, { expertise: "lumen" });
    await saving;
    const run = await latestRun(world.store, "lumen", null);
    const week = { from: new Date("2026-01-05T00:00:00Z"), to: new Date("2026-01-12T00:00:00Z") };
    expect(await hasLateSignals(world.store, week, run?.inputWatermark ?? 0)).toBe(true);
    await analyse({ store: world.store, now: clock }, { expertise: "lumen" });
    const next = await latestRun(world.store, "lumen", null);
    expect(await hasLateSignals(world.store, week, next?.inputWatermark ?? 0)).toBe(false);
  });

  // The embedded store has one session: nothing is asked while something is being saved.
  test.runIf(kind === "postgres")("what is being saved is there before the last number is told", async () => {
    const { pool } = world.store;
    const saving = await pool.connect();
    await saving.query("begin");
    await readTombstones(saving, null);
    const last = lastSignal(world.store);
    const waiting = `select from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`;
    await expect.poll(async () => (await pool.query(waiting)).rowCount).toBe(1);
    await saving.query("commit");
    saving.release();
    expect(await last).toBeGreaterThan(0);
  });

  test("with scores, a revision rests on a run of its own", async () => {
    const scored = [countingReport("support", { needsRun: true })];
    const schedule = await add();
    move("2026-01-12T02:00:00Z");
    await issue(schedule, scored);
    await arrive(["late", "2026-01-09", "forge"]);
    move("2026-01-13T03:00:00Z");
    expect((await revise(building(world.store, clock), scored)).made).toHaveLength(1);
    const rows = await rowsOf(
      world.store,
      "select (document -> 'basis' -> 'runs' ->> 0)::int as run, watermark from report_editions order by id",
    );
    const runs = await rowsOf(world.store, "select id as run, input_watermark as watermark from runs order by id");
    expect(rows.map(({ run }) => run)).toEqual(runs.map(({ run }) => run));
    expect(rows[1]?.watermark).toBe(runs[1]?.watermark);
  });
});
