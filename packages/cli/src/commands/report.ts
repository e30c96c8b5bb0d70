import type { Command } from "commander";
import { addAlerts } from "./report-alerts.ts";
import { addDeliver } from "./report-deliver.ts";
import { addEditions } from "./report-editions.ts";
import { addSchedules } from "./report-schedules.ts";
import { addSubscriptions } from "./report-subscriptions.ts";

export function addReport(command: Command): void {
  const report = command
    .command("report")
    .description("Reports: what there is, when each is due, what was issued, and who is sent what.")
    .addHelpText("after", "\nExample:\n  groundswell report run support --expertise powershell");
  addEditions(report);
  addSchedules(report);
  addSubscriptions(report);
  addDeliver(report);
  addAlerts(report);
}
