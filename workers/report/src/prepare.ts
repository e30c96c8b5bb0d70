import { analyse, loadPolicy } from "@groundswell/analyse";
import type { Report, ReportDocument } from "@groundswell/reports";
import { type EditionOf, lastSignal, latestRun, listExpertises, rollUp } from "@groundswell/store";
import type { ReportContext } from "./context.ts";

/** What building takes of the context. */
export type Building = Pick<ReportContext, "store" | "now" | "policyFile">;

export type Built = {
  /** Null where there is nothing to say. */
  document: ReportDocument | null;
  /** Signals up to this number had been saved before it was built. */
  watermark: number;
};

/**
 * Builds a report as of the end of its window. Where it reads scores, there has to be a run as of that instant: it is made where it is missing,
 * and with `anew` in any case.
 * @throws ConfigError where the expertise is not known, or the policy cannot be read
 */
export async function buildReport(
  context: Building,
  report: Report,
  { expertise, window, cadence }: Pick<EditionOf, "expertise" | "window"> & { cadence: Report["cadences"][number] },
  anew = false,
): Promise<Built> {
  const { store } = context;
  // Before anything is read: what is saved meanwhile may be in it or not, and is looked at again.
  const saved = await lastSignal(store);
  if (report.needsRun) await analyseAt(context, expertise, window.to, anew);
  else await rollUp(store);
  const document = await report.build(store, { expertise, window, cadence });
  return { document, watermark: Math.min(saved, document?.basis.inputWatermark ?? saved) };
}

async function analyseAt(context: Building, expertise: string | null, asOf: Date, anew: boolean): Promise<void> {
  const { store, now, policyFile } = context;
  const slugs = expertise === null ? (await listExpertises(store)).map(({ slug }) => slug) : [expertise];
  for (const slug of slugs) {
    if (!anew && (await latestRun(store, slug, asOf))) continue;
    await analyse({ store, now, policy: loadPolicy(policyFile) }, { expertise: slug, asOf });
  }
}
