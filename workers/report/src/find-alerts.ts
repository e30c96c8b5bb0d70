import { startOfDay } from "@groundswell/model";
import { answerAlerts } from "@groundswell/reports";
import { keepAlerts, latestEvaluation } from "@groundswell/store";
import type { Building } from "./prepare.ts";

export type FoundAlerts = {
  /** The alerts that were not open before. */
  fresh: { kind: string; subject: string }[];
  tests: number;
};

/**
 * Looks for alerts as of the day of an instant, once: to look every hour would make twenty-four chances of one.
 * @returns null where that day, or a later one, was looked at already: an analysis of the past ends no alert of today
 * @throws ConfigError where the expertise is not known
 */
export async function findAlerts(
  { store, now }: Pick<Building, "store" | "now">,
  { expertise, asOf: instant }: { expertise: string; asOf: Date },
): Promise<FoundAlerts | null> {
  const asOf = startOfDay(instant);
  const last = await latestEvaluation(store, expertise);
  if (last && last.asOf >= asOf) return null;
  const judged = await answerAlerts(store, { expertise, asOf });
  const fresh = await keepAlerts(store, { expertise, asOf, at: now() }, judged);
  return fresh && { fresh, tests: judged.tests };
}
