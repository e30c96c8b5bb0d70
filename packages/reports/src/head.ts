import { type Coverage, coverage } from "@groundswell/analytics";
import { ConfigError, printWindow, type Window } from "@groundswell/model";
import { latestRun, listExpertises, pullWindows, type RunRow, type Store } from "@groundswell/store";

/** What stands at the head of everything computed. */
export type Head = {
  expertise: string;
  asOf: string;
  window: { from: string; to: string };
  run: { id: number; policyVersion: string; computedAt: string; inputWatermark: number };
  coverage: Coverage;
};

/** @throws ConfigError where no such expertise is known, naming those that are */
export async function requireExpertise(store: Store, slug: string): Promise<void> {
  const known = (await listExpertises(store)).map((expertise) => expertise.slug);
  if (known.includes(slug)) return;
  throw new ConfigError(
    known.length === 0
      ? `There is no expertise "${slug}" yet: load a catalogue with "groundswell catalogue apply <file>", or import a file.`
      : `There is no expertise "${slug}"; there is: ${known.join(", ")}.`,
  );
}

/** @throws ConfigError where nothing has been analysed yet */
export async function requireRun(store: Store, expertise: string, asOf: Date | null): Promise<RunRow> {
  const run = await latestRun(store, expertise, asOf);
  if (run) return run;
  await requireExpertise(store, expertise);
  const when = asOf ? ` as of ${asOf.toISOString()}` : "";
  const flag = asOf ? ` --as-of ${asOf.toISOString().slice(0, 10)}` : "";
  throw new ConfigError(
    `Nothing has been analysed for "${expertise}"${when}: run "groundswell analyse --expertise ${expertise}${flag}".`,
  );
}

/** How much of a window the sources of an expertise have really read. */
export async function readCoverage(store: Store, expertise: string, window: Window, asOf: Date): Promise<Coverage> {
  const bySource = new Map<string, { since: Date | null; read: Window[]; error: string | null }>();
  for (const { source, since, from, to, error } of await pullWindows(store, expertise)) {
    const reading = bySource.get(source) ?? { since, read: [], error };
    bySource.set(source, reading);
    if (from && to) reading.read.push({ from, to });
  }
  const readings = [...bySource].map(([source, { since, read, error }]) => ({
    source,
    since,
    read,
    failed: error === null ? [] : [{ window, why: error }],
  }));
  return coverage(readings, window, asOf);
}

/** Puts the head together. */
export function head(expertise: string, run: RunRow, asOf: Date, window: Window, read: Coverage): Head {
  return {
    expertise,
    asOf: asOf.toISOString(),
    window: printWindow(window),
    run: {
      id: run.id,
      policyVersion: run.policyVersion,
      computedAt: run.computedAt.toISOString(),
      inputWatermark: run.inputWatermark,
    },
    coverage: read,
  };
}
