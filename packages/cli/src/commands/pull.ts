import { type CollectContext, collect } from "@groundswell/collect";
import { ConfigError, explain, RateLimitedError, RefusedError } from "@groundswell/model";
import { requireExpertise } from "@groundswell/reports";
import { findSource, listSources, type SourceRow } from "@groundswell/store";
import type { Command } from "commander";
import { collecting, stoppedEarly } from "../collecting.ts";
import { type Context, withStore } from "../context.ts";
import { number, print, printJson, say } from "../output.ts";
import { startBar } from "../progress.ts";

type Options = { expertise?: string; source?: string; json?: true };
type Outcome = { source: string; state: string; saved: number; seen: number; skipped: number; error: string | null };

const notBegun = "not begun";

export function addPull(command: Command): void {
  command
    .command("pull")
    .description("Collect now, in this process.")
    .option("--expertise <slug>", "only the sources of one expertise")
    .option("--source <id>", "only this source")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell pull --expertise powershell")
    .action((options: Options) =>
      withStore(async (context) => {
        const sources = await chosen(context, options);
        const outcomes = await pullAll(collecting(context), sources);
        if (options.json) printJson({ sources: outcomes });
        else for (const one of outcomes) if (one.error === null) print(line(one));
        refuseFailed(outcomes);
        if (outcomes.some(({ state }) => state === "partial" || state === notBegun)) throw stoppedEarly();
      }),
    );
}

function refuseFailed(outcomes: Outcome[]): void {
  const [first, ...more] = outcomes.filter((one) => one.error !== null);
  if (!first) return;
  if (outcomes.length === 1) throw new ConfigError(line(first));
  throw new ConfigError(
    `${more.length + 1} of ${outcomes.length} sources failed: "groundswell status" shows why, and the others are saved.`,
  );
}

async function chosen({ store }: Context, { expertise, source }: Options): Promise<SourceRow[]> {
  if (source) {
    const found = await findSource(store, source);
    if (!found) throw new ConfigError(`There is no source "${source}": "groundswell status" lists them.`);
    if (found.state === "paused") throw new ConfigError(`The source ${source} is paused: resume it on its page first.`);
    return [found];
  }
  if (expertise !== undefined) await requireExpertise(store, expertise);
  // A file was loaded by hand and is not there to be pulled; nor is what was taken out of the catalogue.
  const sources = (await listSources(store, expertise ?? null)).filter(
    (row) => row.every !== null && row.state !== "paused",
  );
  if (sources.length === 0)
    throw new ConfigError('There are no sources to pull: load some with "groundswell catalogue apply <file>".');
  return sources;
}

const atOnce = 4;

/** Pulls sources, a few at once, and says of each what became of it, also where there was no time to begin. */
async function pullAll(context: CollectContext, sources: SourceRow[]): Promise<Outcome[]> {
  const bar = startBar("pull");
  const left = sources.entries();
  const outcomes: Outcome[] = [];
  let items = 0;
  // Lines would tear the bar, so on a terminal they wait for its end; a single failure is the command's last sentence.
  const sayFailed = (some: Outcome[]) => {
    for (const one of some) if (one.error !== null && sources.length > 1) say(line(one));
  };
  const lane = async () => {
    for (const [index, source] of left) {
      if (context.signal.aborted) return;
      const outcome = await pullOne(context, source);
      outcomes[index] = outcome;
      if (!process.stderr.isTTY) sayFailed([outcome]);
      items += outcome.saved + outcome.seen;
      bar.update({ done: outcomes.filter(Boolean).length, total: sources.length, unit: "items" }, items);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  bar.stop();
  if (process.stderr.isTTY) sayFailed(outcomes.filter(Boolean));
  const none = { state: notBegun, saved: 0, seen: 0, skipped: 0, error: null };
  return sources.map(({ id }, index) => outcomes[index] ?? { source: id, ...none });
}

async function pullOne(context: CollectContext, source: SourceRow): Promise<Outcome> {
  try {
    const { state, counts } = await collect(context, source);
    const { saved, seen, skipped } = counts.signals;
    return { source: source.id, state, saved, seen, skipped, error: null };
  } catch (error) {
    const why = `${explain(error)}${unsetSecrets(source, error)}`;
    return { source: source.id, state: "failed", saved: 0, seen: 0, skipped: 0, error: why };
  }
}

/** A source that is refused or kept waiting often only lacks a secret that it names and nobody has set. */
function unsetSecrets({ credentials }: SourceRow, error: unknown): string {
  if (!(error instanceof RefusedError || error instanceof RateLimitedError)) return "";
  const unset = Object.values(credentials).filter((variable) => !process.env[variable]?.trim());
  return unset.length === 0 ? "" : ` The environment variable ${unset.join(" or ")} is not set.`;
}

function line({ source, state, saved, seen, skipped, error }: Outcome): string {
  if (error !== null) return `${source}: ${error}`;
  if (state === notBegun) return `${source}: ${notBegun}`;
  return `${source}: ${state}, ${number(saved)} saved, ${number(seen)} seen before, ${number(skipped)} set aside`;
}
