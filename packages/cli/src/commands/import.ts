import { createHash } from "node:crypto";
import { basename, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { collect, type PullResult } from "@groundswell/collect";
import { type Connector, connectors } from "@groundswell/connectors";
import { ConfigError, readSettings, type Skip } from "@groundswell/model";
import { type Counts, ensureExpertise, importSource } from "@groundswell/store";
import type { Command } from "commander";
import { collecting, pullAlone, stoppedEarly } from "../collecting.ts";
import { withStore } from "../context.ts";
import { UsageError } from "../failure.ts";
import { connectorOptions, setting } from "../options.ts";
import { number, print, printJson } from "../output.ts";
import { startBar } from "../progress.ts";

type Options = { expertise: string; set?: Record<string, unknown>; json?: true };

export function addImport(command: Command): void {
  command
    .command("import")
    .description(`Load files: ${importers().join(", ")}.`)
    .argument("<connector>", "how to read them")
    .argument("<path...>", "files or folders; - reads standard input")
    .requiredOption("--expertise <slug>", "the expertise that everything in them belongs to")
    .option("--set <key=value>", "an option of the connector; may be given again", setting)
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      "\nExample:\n  groundswell import stackexchange-dump Posts.xml Users.xml Votes.xml --expertise travel --set site=travel",
    )
    .action((connector: string, paths: string[], options: Options) => importFiles(connector, paths, options));
}

function importers(): string[] {
  return Object.values(connectors)
    .filter((connector) => connector.reads === "file")
    .map((connector) => connector.name);
}

async function importFiles(name: string, paths: string[], { expertise, set, json }: Options): Promise<void> {
  const connector = connectors[name];
  if (connector?.reads !== "file")
    throw new UsageError(`"${name}" reads no files: use one of ${importers().join(", ")}.`);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(expertise))
    throw new UsageError(`"${expertise}" is no slug: write the expertise in lower case with hyphens, as dynamics-crm.`);
  const options = { ...set, paths };
  const read = connectorOptions(connector, options);
  if (readSettings(process.env).databaseUrl === null) keepHeapSmall();
  if (!paths.includes("-")) await readBeginning(connector, read);
  await withStore(async (context) => {
    await ensureExpertise(context.store, expertise);
    const id = `import-${name}-${slugOf(paths)}`;
    const source = await importSource(context.store, { id, connector: name, expertises: [expertise], options });
    const bar = startBar(`import ${basename(paths[0] ?? "")}`);
    const startedAt = performance.now();
    const result = await collect(
      { ...collecting(context), onProgress: (progress, counts) => bar.update(progress, rows(counts)) },
      source,
    ).finally(() => bar.stop());
    if (result.state === "busy")
      throw new ConfigError(
        "The same files are being imported by another process: wait for it to end, and repeat this then.",
      );
    const seconds = (performance.now() - startedAt) / 1000;
    const rowsPerSecond = Math.round(rows(result.counts) / seconds);
    if (json) printJson({ ...result, seconds, rowsPerSecond });
    else for (const one of describeResult(result, seconds, rowsPerSecond)) print(one);
    if (result.state === "partial") throw stoppedEarly();
    // Standard input can be read but once, so that nothing was known of it before.
    if (paths.includes("-") && rows(result.counts) > 0 && inStore(result.counts) === 0)
      throw notUnderstood(name, "all of it was set aside");
  });
}

/**
 * Streaming makes garbage faster than V8 bothers to collect it, up to twice of all that lives. Measured on a site's dump:
 * a heap that may grow by a fifth takes 100 MB less beside the embedded store, which needs most of the memory there is.
 */
function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=20");
}

/**
 * Reads until something is understood and drops it, so that a wrong path, a broken file, or one of another kind leaves no trace in the store.
 * What is left out by rule was understood: an hour of an archive in which nothing was wanted is none of these.
 */
async function readBeginning(connector: Connector, options: unknown): Promise<void> {
  let first: Skip | undefined;
  for await (const batch of pullAlone(connector, options, { signal: new AbortController().signal })) {
    const { signals, accounts, endorsements, skipped } = batch;
    if (signals.length + accounts.length + endorsements.length > 0) return;
    if (skipped.some(({ item }) => item === null)) return;
    first ??= skipped[0];
  }
  if (first) throw notUnderstood(connector.name, `${first.position}, the first of it: ${first.reason}`);
}

function notUnderstood(connector: string, why: string): ConfigError {
  const page = connector === "signals" ? "signals" : "connectors";
  return new ConfigError(
    `Nothing could be understood (${why}): check that it is what "${connector}" reads, as docs/${page}.md shows it.`,
  );
}

/** A name for the files: what they are called, and a mark of where they are, since another folder's `Posts.xml` is another file. */
function slugOf(paths: string[]): string {
  if (paths.includes("-")) return "stdin";
  const names = paths
    .map((path) => basename(path))
    .join("-")
    .toLowerCase();
  const slug = names
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60);
  const place = createHash("sha256")
    .update(paths.map((path) => resolve(path)).join("\n"))
    .digest("hex")
    .slice(0, 6);
  return `${slug}-${place}`;
}

function rows({ signals, accounts, endorsements }: Counts): number {
  return signals.fetched + accounts.fetched + endorsements.fetched;
}

/** What of all that was read is in the store now. */
function inStore({ signals, accounts, endorsements }: Counts): number {
  return [signals, accounts, endorsements].reduce((sum, { saved, seen }) => sum + saved + seen, 0);
}

/** What became of everything that was read, line by line. */
export function describeResult({ state, counts }: PullResult, seconds: number, rowsPerSecond: number): string[] {
  const read = (["signals", "accounts", "endorsements"] as const).flatMap((kind) => {
    const { fetched, saved, seen, skipped } = counts[kind];
    const parts = `${number(saved)} saved + ${number(seen)} seen before + ${number(skipped)} set aside`;
    return fetched > 0 ? `${kind}: ${number(fetched)} read = ${parts}` : [];
  });
  const saved = counts.signals.saved + counts.accounts.saved + counts.endorsements.saved;
  return [
    ...read,
    ...Object.entries(counts.reasons).map(([reason, count]) => `  ${number(count)} × ${reason}`),
    ...(saved === 0 && state === "ok" ? [`Nothing changed: ${unchanged(counts)}.`] : []),
    `${seconds.toFixed(1)} s, ${number(rowsPerSecond)} rows a second`,
  ];
}

function unchanged(counts: Counts): string {
  if (rows(counts) === 0) return "there was nothing to read";
  if (inStore(counts) === 0) return "all of it was set aside";
  return rows(counts) === inStore(counts)
    ? "everything was here already"
    : "everything was here already but what was set aside";
}
