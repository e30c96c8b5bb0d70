import { connectors } from "@groundswell/connectors";
import type { Command } from "commander";
import { pullAlone } from "../collecting.ts";
import { onShutdown } from "../context.ts";
import { UsageError } from "../failure.ts";
import { connectorOptions, count, date, setting } from "../options.ts";
import { print, say } from "../output.ts";
import { signalLines, summary, type Tried } from "../signal-line.ts";

type Options = { set?: Record<string, unknown>; since?: Date; limit: number };

export function addTry(command: Command): void {
  command
    .command("try")
    .description("Run a connector without a database: a signal a line on stdout, a summary on stderr.")
    .argument("<connector>", `one of ${Object.keys(connectors).join(", ")}`)
    .option("--set <key=value>", "an option of the connector; may be given again", setting)
    .option("--since <date>", "begin of the history that is wanted", date("--since"))
    .option("--limit <n>", "stop after so many signals; 0 for all", count("--limit"), 20)
    .addHelpText(
      "after",
      "\nSecrets are taken from variables named after connector and secret, as GITHUB_TOKEN or STACKEXCHANGE_KEY." +
        "\n\nExample:\n  groundswell try feed --set url=https://devblogs.microsoft.com/powershell/feed/ --limit 5",
    )
    .action(tryConnector);
}

async function tryConnector(name: string, { set = {}, since, limit }: Options): Promise<void> {
  const connector = connectors[name];
  if (!connector)
    throw new UsageError(`There is no connector "${name}": use one of ${Object.keys(connectors).join(", ")}.`);
  const options = connectorOptions(connector, set);
  const shutdown = onShutdown();
  const tried: Tried = { signals: 0, skipped: {} };
  try {
    const batches = pullAlone(connector, options, { since: since ?? null, signal: shutdown.signal });
    for await (const line of signalLines(batches, limit, tried)) print(line);
    say(summary(name, tried));
  } catch (error) {
    if (tried.signals > 0) say(summary(name, tried));
    throw error;
  } finally {
    shutdown.stop();
  }
}
