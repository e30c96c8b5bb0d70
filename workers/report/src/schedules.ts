import type { Wanted } from "@groundswell/queue";
import { listReportSchedules, type Store } from "@groundswell/store";

/** The schedules of the queue for reports: each in its time zone, and hourly one that looks for what was missed and what came late. */
export async function reportSchedules(store: Store): Promise<Wanted[]> {
  const schedules = (await listReportSchedules(store)).filter(({ pausedAt }) => pausedAt === null);
  return [
    ...schedules.map(
      ({ id, cron, tz }): Wanted => ({
        name: "report",
        key: String(id),
        data: { schedule: id },
        every: cron,
        tz,
      }),
    ),
    { name: "report", key: "all", data: { schedule: null }, every: "1 hour" },
  ];
}
