import { connectors, createHttp } from "@groundswell/connectors";
import { ConfigError, readSettings } from "@groundswell/model";
import type { Command } from "commander";
import { now, onShutdown } from "../context.ts";
import { count, date, setting } from "../options.ts";
import { number, print, say } from "../output.ts";

type Options = { set?: Record<string, unknown>; since?: Date; limit: number };

export function addTry(command: Command): void {
  command
    .command("try")
    .description("Run a connector without a database: a signal a line on stdout, a summary on stderr.")
    .argument("<connector>", `one of ${Object.keys(connectors).join(", ")}`)
    .option("--set <key=value>", "an option of the connector; may be given again", setting)
    .option("--since <date>", "begin of the history that is wanted", date)
    .option("--limit <n>", "stop after so many signals; 0 for all", count, 20)
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
    throw new ConfigError(`There is no connector "${name}": use one of ${Object.keys(connectors).join(", ")}.`);
  const options = connector.options.safeParse(set);
  if (!options.success) {
    const problems = options.error.issues.map((issue) => `${issue.path.join(".") || "options"}: ${issue.message}`);
    throw new ConfigError(
      `${name} cannot be used like this: ${problems.join("; ")}. Give options with --set key=value.`,
    );
  }
  const settings = readSettings(process.env);
  const shutdown = onShutdown();
  let signals = 0;
  const skipped: Record<string, number> = {};
  try {
    const batches = connector.pull({
      source: `try-${name}`,
      options: options.data,
      cursor: null,
      credentials: secretsOf(name, Object.keys(connector.credentials)),
      since: since ?? null,
      now,
      http: createHttp({ userAgent: `groundswell/0.1 (+${settings.contact})` }),
      signal: shutdown.signal,
    });
    pulling: for await (const batch of batches) {
      for (const skip of batch.skipped) skipped[skip.reason] = (skipped[skip.reason] ?? 0) + 1;
      for (const signal of batch.signals) {
        print(JSON.stringify(signal));
        signals++;
        if (limit > 0 && signals >= limit) break pulling;
      }
    }
  } finally {
    shutdown.stop();
    const reasons = Object.entries(skipped).map(([reason, n]) => `, ${number(n)} × ${reason}`);
    say(`${name}: ${number(signals)} signals${reasons.join("")}`);
  }
}

function secretsOf(connector: string, names: string[]): Record<string, string> {
  const variable = (name: string) => `${connector}_${name}`.toUpperCase().replace(/[^A-Z0-9]/g, "_");
  const found = names.map((name): [string, string] => [name, process.env[variable(name)]?.trim() ?? ""]);
  return Object.fromEntries(found.filter(([, value]) => value !== ""));
}
