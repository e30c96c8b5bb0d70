import { ConfigError, explain } from "@groundswell/model";
import { countSlots, latestSlot } from "@groundswell/queue";
import { type Cadence, cadences, type Report, reports } from "@groundswell/reports";
import { latestEdition, noteReportError, noteSlot, type ReportSchedule, saveEdition } from "@groundswell/store";
import { type Building, buildReport } from "./prepare.ts";

/** What came of a slot that was due. */
export type Issued = {
  slot: Date;
  /** The number of the edition; null where there was nothing to say. */
  edition: number | null;
  /** Whether it was not there before: another schedule, or a worker that died after it, may have kept it. */
  isNew: boolean;
  /** How many slots before this one nobody was there for; their windows are not issued. */
  missed: number;
};

/** The slot that a schedule has to issue at an instant: the latest one, should it not be done with; null where nothing is due. */
export function dueSlot(schedule: ReportSchedule, instant: Date): Date | null {
  if (schedule.pausedAt !== null) return null;
  const slot = latestSlot({ every: schedule.cron, tz: schedule.tz }, instant);
  return slot > doneUpTo(schedule) ? slot : null;
}

/**
 * Issues what a schedule has due: one edition of the window that was closed at its latest slot, however many it missed. The slot is noted last, so
 * that after a crash it is done again; the edition is there once then all the same.
 * @returns null where nothing was due
 * @throws what building threw, after a sentence of it was kept with the schedule
 */
export async function issueDue(
  context: Building,
  schedule: ReportSchedule,
  known: readonly Report[] = reports,
): Promise<Issued | null> {
  const { store, now } = context;
  try {
    const slot = dueSlot(schedule, now());
    if (slot === null) return null;
    const missed = countSlots({ every: schedule.cron, tz: schedule.tz }, doneUpTo(schedule), slot);
    const kept = await issueWindow(context, schedule, slot, known);
    await noteSlot(store, schedule.id, { slot, missed, at: now() });
    return { slot, missed, ...kept };
  } catch (error) {
    await noteReportError(store, schedule.id, explain(error));
    throw error;
  }
}

/** A new schedule has nothing to make up for: it begins with what is due after it was made. */
function doneUpTo({ handledSlot, createdAt }: ReportSchedule): Date {
  return handledSlot ?? createdAt;
}

/**
 * Issues the window of a report that was closed at an instant, unless it was issued already.
 * @throws ConfigError where there is no such report, expertise or cadence
 */
export async function issueWindow(
  context: Building,
  schedule: Pick<ReportSchedule, "report" | "expertise" | "cadence">,
  slot: Date,
  known: readonly Report[] = reports,
): Promise<Pick<Issued, "edition" | "isNew">> {
  const report = reportOf(schedule, known);
  const cadence = cadenceOf(schedule, report);
  const of = { report: report.name, expertise: schedule.expertise, cadence, window: report.windowAt(slot, cadence) };
  const there = await latestEdition(context.store, of);
  if (there) return { edition: there.id, isNew: false };
  const { document, watermark } = await buildReport(context, report, of);
  if (document === null) return { edition: null, isNew: false };
  const builtAt = context.now();
  const edition = { ...of, document, watermark, revision: 1, revised: [], builtAt };
  const { id, isNew } = await saveEdition(context.store, edition);
  return { edition: id, isNew };
}

/** @throws ConfigError where there is no such report, or it is not of what the schedule names */
export function reportOf(
  { report: name, expertise }: Pick<ReportSchedule, "report" | "expertise">,
  known: readonly Report[],
): Report {
  const report = known.find((one) => one.name === name);
  if (!report)
    throw new ConfigError(`There is no report "${name}": there are ${known.map((one) => one.name).join(", ")}.`);
  if ((report.of === "expertise") === (expertise !== null)) return report;
  throw new ConfigError(
    expertise === null
      ? `The report "${name}" is of one expertise: remove this schedule, and add one that names it.`
      : `The report "${name}" sets all expertises side by side: remove this schedule, and add one without "${expertise}".`,
  );
}

/** @throws ConfigError where the report has no such cadence */
export function cadenceOf({ cadence }: Pick<ReportSchedule, "cadence">, report: Report): Cadence {
  const found = cadences.find((one) => one === cadence && report.cadences.includes(one));
  if (found) return found;
  throw new ConfigError(`The report "${report.name}" is due by ${report.cadences.join(" or ")}, not by "${cadence}".`);
}
