import { explain } from "@groundswell/model";
import type { QueueHandle } from "@groundswell/queue";
import type { Report } from "@groundswell/reports";
import { findReportSchedule, listReportSchedules, noteReportError, type ReportSchedule } from "@groundswell/store";
import { dueSlot, type Issued, issueDue } from "./issue.ts";
import { issueAlerts } from "./issue-alerts.ts";
import type { Building } from "./prepare.ts";
import { type Revised, revise } from "./revise.ts";

export type ReportWork = {
  /** The reports there are; all unless told. */
  reports?: readonly Report[];
  onIssued?: (schedule: ReportSchedule, issued: Issued) => void;
  onRevised?: (revised: Revised) => void;
  onAlerts?: (issued: { expertise: string; edition: number }) => void;
};

/**
 * Takes the jobs that issue reports. The job of a schedule issues what it has due; the one of none adds such jobs for all that missed theirs,
 * looks for what came late, and issues new alerts to those who asked for them. A job done twice, or by two workers at once, leaves one edition.
 */
export async function workOnReports(
  context: Building,
  queue: QueueHandle,
  { reports, onIssued, onRevised, onAlerts }: ReportWork = {},
): Promise<void> {
  await queue.work("report", async ({ schedule: id }, { log }) => {
    if (id === null) {
      await catchUp(context, queue);
      const { made, failed } = await revise(context, reports);
      for (const one of made) onRevised?.(one);
      const alerts = await issueAlerts(context);
      for (const one of alerts.made) onAlerts?.(one);
      for (const sentence of [...failed, ...alerts.failed]) await log(sentence);
      if (made.length + alerts.made.length > 0) await queue.add("send", { message: null });
      return;
    }
    const schedule = await findReportSchedule(context.store, id);
    // Removed while its job waited.
    if (!schedule) return;
    const issued = await issueDue(context, schedule, reports);
    if (issued === null) return;
    if (issued.missed > 0) await log(missedWords(issued));
    onIssued?.(schedule, issued);
    // Also where it was there before: whoever kept it may have died before this.
    if (issued.edition !== null) await queue.add("send", { message: null });
  });
}

/** Adds the job of every schedule that has something due: its slot passed while nobody was there, or has failed. */
async function catchUp({ store, now }: Building, queue: QueueHandle): Promise<void> {
  const at = now();
  for (const schedule of await listReportSchedules(store)) {
    if (!(await isDue(store, schedule, at))) continue;
    // What failed for good is tried again once a day, and not at every hour that this looks.
    const digits = schedule.lastError === null ? 13 : 10;
    await queue.add("report", { schedule: schedule.id }, { slot: at.toISOString().slice(0, digits) });
  }
}

async function isDue(store: Building["store"], schedule: ReportSchedule, at: Date): Promise<boolean> {
  try {
    return dueSlot(schedule, at) !== null;
  } catch (error) {
    // A cron expression that cannot be read, of one schedule, must not keep the others waiting.
    await noteReportError(store, schedule.id, explain(error));
    return false;
  }
}

function missedWords({ missed, slot }: Issued): string {
  const count = missed === 1 ? "1 slot" : `${missed >= 1000 ? "1000 or more" : missed} slots`;
  return `${count} before ${slot.toISOString()} passed while no worker was there: only the latest window was issued.`;
}
