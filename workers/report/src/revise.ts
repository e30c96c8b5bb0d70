import { dayMs, explain } from "@groundswell/model";
import { changesBetween, type Report, type ReportDocument, reports } from "@groundswell/reports";
import {
  type Edition,
  hasLateSignals,
  lastSignal,
  listReportSchedules,
  newestEdition,
  noteLook,
  type ReportSchedule,
  saveEdition,
} from "@groundswell/store";
import { cadenceOf, reportOf } from "./issue.ts";
import { type Building, buildReport } from "./prepare.ts";

export type Revised = { edition: number; revised: string[] };

export type Revisions = {
  made: Revised[];
  /** What could not be looked at, and why, in sentences. */
  failed: string[];
};

// After it a window is history: what arrives then changes no report that somebody is still to act on.
const mostDays = 35;

/**
 * Looks through the latest edition of every schedule for signals of its window that arrived after it was built, builds those anew, and keeps a revision
 * where a reader would see a difference. An edition is looked at once a day at most, and so is revised once a day at most.
 */
export async function revise(context: Building, known: readonly Report[] = reports): Promise<Revisions> {
  const found: Revisions = { made: [], failed: [] };
  const done = new Set<number>();
  for (const schedule of await listReportSchedules(context.store)) {
    if (schedule.pausedAt !== null) continue;
    const edition = await newestEdition(context.store, schedule);
    if (!edition || done.has(edition.id)) continue;
    done.add(edition.id);
    try {
      const revised = await reviseEdition(context, schedule, edition, known);
      if (revised) found.made.push(revised);
    } catch (error) {
      // The others have nothing to do with it.
      found.failed.push(
        `Edition ${edition.id} of the report ${edition.report} could not be revised: ${explain(error)}`,
      );
    }
  }
  return found;
}

async function reviseEdition(
  context: Building,
  schedule: ReportSchedule,
  edition: Edition,
  known: readonly Report[],
): Promise<Revised | null> {
  const { store, now } = context;
  const at = now();
  if (edition.watermark === null || at.getTime() - edition.window.to.getTime() >= mostDays * dayMs) return null;
  if (at.getTime() - lookedAt(edition).getTime() < dayMs) return null;
  const saved = await lastSignal(store);
  if (!(await hasLateSignals(store, edition.window, edition.watermark))) {
    await noteLook(store, edition.id, { watermark: saved, at });
    return null;
  }
  const report = reportOf(schedule, known);
  const of = { ...edition, cadence: cadenceOf(schedule, report) };
  const { document, watermark } = await buildReport(context, report, of, true);
  const revised = document === null ? [] : changesBetween(edition.document as ReportDocument, document);
  const { report: name, expertise, cadence, window } = edition;
  let made: Revised | null = null;
  if (document !== null && revised.length > 0) {
    const next = { report: name, expertise, cadence, window, document, watermark, revised };
    const { id, isNew } = await saveEdition(store, { ...next, revision: edition.revision + 1, builtAt: now() });
    if (isNew) made = { edition: id, revised };
  }
  await noteLook(store, edition.id, { watermark, at });
  return made;
}

/** When it was known last to hold all that had arrived. */
function lookedAt({ lookedAt, builtAt }: Edition): Date {
  return lookedAt ?? builtAt;
}
