import { issueDue } from "@groundswell/report";
import type { Report } from "@groundswell/reports";
import { addReportSchedule, auditLog, type NewReportSchedule, type SourceRow, type Store } from "@groundswell/store";
import { beforeEach } from "vitest";
import { useSuiteStore } from "./open-test-store.ts";
import { again, building, countingReport } from "./report-fixtures.ts";
import { made, makeSource, save, tag } from "./store-fixtures.ts";

/** One report each Monday morning in Berlin. */
export const weekly: NewReportSchedule = {
  report: "support",
  expertise: "lumen",
  cadence: "week",
  cron: "30 2 * * 1",
  tz: "Europe/Berlin",
};
/** An expertise with a month of signals before each test of a suite, on a clock that `move` sets, and what is done there. */
export function useSchedules(kind: Store["kind"]) {
  const world = {} as { store: Store; source: SourceRow; now: Date };
  useSuiteStore(kind, (opened) => {
    world.store = opened;
  });
  const reports = [countingReport()];
  const clock = () => world.now;
  const by = () => ({ actor: "lena@corp.example", at: world.now });
  const move = (text: string) => {
    world.now = new Date(text);
  };
  const add = (more: Partial<NewReportSchedule> = {}) => addReportSchedule(world.store, { ...weekly, ...more }, by());
  const issue = async (schedule: { id: number }, known: readonly Report[] = reports) =>
    issueDue(building(world.store, clock), await again(world.store, schedule), known);
  const arrive = (...signals: [id: string, day: string, space?: string][]) =>
    save(world.store, world.source, {
      signals: signals.map(([id, day, space = "lumen"]) =>
        made(id, { occurredAt: `${day}T12:00:00.000Z`, space: tag(space) }),
      ),
    });
  const audited = async () =>
    (await auditLog(world.store, 0)).map(({ action, subject }) => `${action} ${subject}`).reverse();

  beforeEach(async () => {
    move("2026-01-01T00:00:00Z");
    world.source = await makeSource(world.store);
    const spaces = ["lumen", "forge"].map((name) => `qa.example:${name}`);
    await world.store.pool.query("update expertises set rules = $1", [JSON.stringify({ spaces, tags: [], words: [] })]);
    await arrive(
      ["a", "2026-01-07"],
      ["b", "2026-01-08"],
      ["c", "2026-01-14"],
      ["d", "2026-01-21"],
      ["e", "2026-01-29"],
    );
  });

  return { world, reports, clock, by, move, add, issue, arrive, audited };
}
