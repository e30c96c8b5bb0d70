import { ConfigError } from "@groundswell/model";
import { alertsReport } from "./alerts.ts";
import { candidatesReport } from "./candidates.ts";
import { overviewReport } from "./overview.ts";
import { renewalsReport } from "./renewals.ts";
import type { Report } from "./report.ts";
import { sourcesReport } from "./sources.ts";
import { supportReport } from "./support.ts";
import { trendsReport } from "./trends.ts";

/** Every report there is: a file each, and a line here. */
export const reports: readonly Report[] = [
  supportReport,
  trendsReport,
  overviewReport,
  candidatesReport,
  renewalsReport,
  sourcesReport,
  alertsReport,
];

/** @throws ConfigError naming the reports that there are */
export function findReport(name: string): Report {
  const report = reports.find((one) => one.name === name);
  if (report) return report;
  throw new ConfigError(`There is no report "${name}": there are ${reports.map((one) => one.name).join(", ")}.`);
}
