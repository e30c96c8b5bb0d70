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

/**
 * The run of an instant, or the newest.
 * @param now tells only whether what is missing can be analysed
 * @throws ConfigError where nothing has been analysed yet
 */
export async function requireRun(
  store: Store,
  expertise: string,
  asOf: Date | null,
  now: Date = new Date(),
): Promise<RunRow> {
  const run = await latestRun(store, expertise, asOf);
  if (run) return run;
  await requireExpertise(store, expertise);
  if (asOf === null)
    throw new ConfigError(
      `Nothing has been analysed for "${expertise}": run "groundswell analyse --expertise ${expertise}".`,
    );
  const instant = asOf.toISOString().replace(/T00:00:00\.000Z$/, "");
  const nothing = `Nothing has been analysed for "${expertise}" as of ${instant}`;
  if (asOf > now) throw new ConfigError(`${nothing}, which is to come: ask for an instant that is past.`);
  throw new ConfigError(`${nothing}: run "groundswell analyse --expertise ${expertise} --as-of ${instant}".`);
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
