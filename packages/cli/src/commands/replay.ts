import { type Replayed, replay } from "@groundswell/collect";
import { connectors } from "@groundswell/connectors";
import { ConfigError } from "@groundswell/model";
import { findSource, listSources, type SourceRow } from "@groundswell/store";
import type { Command } from "commander";
import { type Context, withStore } from "../context.ts";
import { number, print, printable, printJson, say } from "../output.ts";

type Options = { source?: string; expertise?: string; dryRun?: true; json?: true };

export function addReplay(command: Command): void {
  command
    .command("replay")
    .description("Map the kept raw pages again with today's mappers, without the network, and say what changed.")
    .option("--source <id>", "only this source")
    .option("--expertise <slug>", "only the sources of one expertise")
    .option("--dry-run", "say what would change, and change nothing")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell replay --source stackoverflow-powershell --dry-run")
    .action((options: Options) =>
      withStore(async (context) => {
        const dryRun = options.dryRun ?? false;
        const replayed: Replayed[] = [];
        for (const source of await chosen(context, options)) {
          if (context.signal.aborted) break;
          const one = await replay({ ...context, connectors, dryRun }, source);
          replayed.push(one);
          if (!options.json) show(one, dryRun);
        }
        if (options.json) printJson({ dryRun, sources: replayed });
        const unread = replayed.reduce((sum, { failed }) => sum + failed.length, 0);
        if (unread > 0)
          throw new ConfigError(
            `${number(unread)} kept pages cannot be mapped today: --json names them; the others are replayed.`,
          );
      }),
    );
}

async function chosen({ store }: Context, { source, expertise }: Options): Promise<SourceRow[]> {
  if (source) {
    const found = await findSource(store, source);
    if (!found) throw new ConfigError(`There is no source "${source}": "groundswell status" lists them.`);
    return [found];
  }
  const sources = (await listSources(store, expertise ?? null)).filter((row) => connectors[row.connector]?.map);
  if (sources.length === 0) throw new ConfigError("No source here keeps raw pages: pull some first.");
  return sources;
}

function show({ source, pages, signals, added, changed, elsewhere, failed, changes }: Replayed, dryRun: boolean): void {
  print(
    `${source}: ${number(pages)} pages, ${number(signals)} signals read again: ${number(added)} ${dryRun ? "would be " : ""}new, ` +
      `${number(changed)} ${dryRun ? "would change" : "changed"}, ${number(elsewhere)} known by another page`,
  );
  for (const { signal, before, after } of changes)
    for (const [field, value] of before === null ? [] : Object.entries(after))
      print(printable(`  ${signal} ${field}: ${JSON.stringify(before?.[field])} → ${JSON.stringify(value)}`));
  for (const { page, why } of failed) say(printable(`  ${page}: ${why}`));
}
