import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { ConfigError, readSettings } from "@groundswell/model";
import { type CopiedTable, copyStore, openStore } from "@groundswell/store";
import type { Command } from "commander";
import { now } from "../context.ts";
import { print, printJson, say } from "../output.ts";

type Options = { from?: string; to?: string; json?: true };

export function addMigrateStore(command: Command): void {
  command
    .command("migrate-store")
    .description("Copy the embedded store into an empty PostgreSQL, and compare both.")
    .option("--from <folder>", "the embedded store (default: GROUNDSWELL_HOME)")
    .option("--to <url>", "the PostgreSQL (default: DATABASE_URL, which no list of processes shows)")
    .option("--json", "print what was copied as JSON")
    .addHelpText(
      "after",
      "\nIt copies all or nothing, and leaves the embedded store as it is: stop what works on either first.\n" +
        "\nExample:\n  DATABASE_URL=postgresql://groundswell@localhost/groundswell groundswell migrate-store",
    )
    .action((options: Options) => migrateStore(options));
}

async function migrateStore(options: Options): Promise<void> {
  const { databaseUrl, home } = readSettings({
    ...process.env,
    ...(options.to === undefined ? {} : { DATABASE_URL: options.to, DATABASE_URL_FILE: undefined }),
    ...(options.from === undefined ? {} : { GROUNDSWELL_HOME: options.from }),
  });
  if (databaseUrl === null)
    throw new ConfigError("Nothing says where to copy to: set DATABASE_URL, or give the PostgreSQL with --to.");
  // To open a folder that holds no store would make an empty one.
  if (!existsSync(join(home, "pg")))
    throw new ConfigError(`There is no embedded store in ${resolve(home)}: name its folder with --from.`);
  const from = await openStore({ databaseUrl: null, home, now: now() });
  try {
    const to = await openStore({ databaseUrl, home });
    try {
      const copied = await copyStore(from, to, ({ table, rows }) => say(`${table}: ${rows} rows`));
      if (options.json) printJson({ from: from.where, to: to.where, tables: copied });
      else print(copiedText(copied, from.where, to.where));
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

function copiedText(copied: readonly CopiedTable[], from: string, to: string): string {
  const rows = copied.reduce((sum, table) => sum + table.rows, 0);
  return (
    `${rows} rows of ${copied.length} tables were copied from ${from} to ${to}; counts and checksums of every table are the same.\n` +
    "Queues were not copied: the next worker registers every schedule anew, and a pull that had begun goes on from its cursor.\n" +
    "Keep GROUNDSWELL_ERASURE_KEY and GROUNDSWELL_SECRET as they were. The embedded store is unchanged: remove it when you no longer need it."
  );
}
