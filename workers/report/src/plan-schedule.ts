import { type Cadence, type Report, reports } from "@groundswell/reports";
import type { NewReportSchedule } from "@groundswell/store";
import { cadenceOf, reportOf } from "./issue.ts";
import { nextTimes } from "./schedule-words.ts";

/** A schedule as somebody wishes it; what is null is as usual for the report. */
export type ScheduleWish = {
  report: string;
  expertise: string | null;
  cadence: string | null;
  cron: string | null;
  tz: string;
};

/**
 * A wish with what is usual filled in.
 * @throws ConfigError where there is no such report, cadence, cron expression or time zone, or the report is not of what it names
 */
export function planSchedule(
  { report: name, expertise, cadence, cron, tz }: ScheduleWish,
  now: Date,
  known: readonly Report[] = reports,
): NewReportSchedule & { cadence: Cadence } {
  const report = reportOf({ report: name, expertise }, known);
  const planned = {
    report: report.name,
    expertise,
    cadence: cadence === null ? report.cadences[0] : cadenceOf({ cadence }, report),
    cron: (cron ?? report.usualCron).trim(),
    tz,
  };
  // Read once, so that nothing is kept that never fires.
  nextTimes(planned, now, 1);
  return planned;
}
