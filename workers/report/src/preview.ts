import type { Window } from "@groundswell/model";
import { type Cadence, type Report, type ReportDocument, reports } from "@groundswell/reports";
import { cadenceOf, reportOf } from "./issue.ts";
import { type Building, buildReport } from "./prepare.ts";

/** What is looked at before it is scheduled: the window that was closed at `at`. A null cadence is the usual one. */
export type PreviewWish = { report: string; expertise: string | null; cadence: string | null; at: Date };

export type Preview = {
  report: Report;
  cadence: Cadence;
  window: Window;
  /** Null where there is nothing to say. */
  document: ReportDocument | null;
};

/**
 * Builds a report and keeps no edition of it, so that nothing is sent. The run that it reads is made where it is missing.
 * @throws ConfigError where there is no such report, expertise or cadence
 */
export async function previewReport(
  context: Building,
  { report: name, expertise, cadence: wished, at }: PreviewWish,
  known: readonly Report[] = reports,
): Promise<Preview> {
  const report = reportOf({ report: name, expertise }, known);
  const cadence = wished === null ? report.cadences[0] : cadenceOf({ cadence: wished }, report);
  const window = report.windowAt(at, cadence);
  const { document } = await buildReport(context, report, { expertise, window, cadence });
  return { report, cadence, window, document };
}
