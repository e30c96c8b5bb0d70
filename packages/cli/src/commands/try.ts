import { connectors } from "@groundswell/connectors";
import { spaceKey } from "@groundswell/model";
import type { Command } from "commander";
import { onShutdown, pullAlone } from "../context.ts";
import { UsageError } from "../failure.ts";
import { connectorOptions, count, date, setting } from "../options.ts";
import { number, print, say } from "../output.ts";

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
  let signals = 0;
  const skipped: Record<string, number> = {};
  try {
    const batches = pullAlone(connector, options, { since: since ?? null, signal: shutdown.signal });
    pulling: for await (const batch of batches) {
      for (const skip of batch.skipped) skipped[skip.reason] = (skipped[skip.reason] ?? 0) + 1;
      for (const signal of batch.signals) {
        print(JSON.stringify({ ...signal, space: { key: spaceKey(signal.space), ...signal.space } }));
        signals++;
        if (limit > 0 && signals >= limit) break pulling;
      }
    }
    summarise(name, signals, skipped);
  } catch (error) {
    if (signals > 0) summarise(name, signals, skipped);
    throw error;
  } finally {
    shutdown.stop();
  }
}

function summarise(name: string, signals: number, skipped: Record<string, number>): void {
  const reasons = Object.entries(skipped).map(([reason, n]) => `, ${number(n)} × ${reason}`);
  say(`${name}: ${number(signals)} ${signals === 1 ? "signal" : "signals"}${reasons.join("")}`);
}
