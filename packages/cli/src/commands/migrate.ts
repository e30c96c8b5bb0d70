import { ConfigError, readSettings } from "@groundswell/model";
import { awaitMigration, migrateDatabase, openStore } from "@groundswell/store";
import type { Command } from "commander";
import { onShutdown } from "../context.ts";
import { UsageError } from "../failure.ts";
import { print, say } from "../output.ts";

export function addMigrate(command: Command): void {
  command
    .command("migrate")
    .description("Bring the database forward to this release.")
    .option("--wait <seconds>", "change nothing: wait until another process has brought it forward")
    .addHelpText(
      "after",
      "\nExample:\n  DATABASE_URL=postgresql://groundswell@localhost/groundswell groundswell migrate",
    )
    .action(async ({ wait }: { wait?: string }) => {
      const settings = readSettings(process.env);
      if (wait !== undefined) return waitFor(wait, settings.databaseUrl);
      if (settings.databaseUrl !== null) {
        const { from, to } = await migrateDatabase(settings.databaseUrl);
        print(
          from === to
            ? `The database is at version ${to} already.`
            : `The database went from version ${from} to ${to}.`,
        );
        return;
      }
      if (settings.home === "")
        throw new ConfigError("GROUNDSWELL_HOME is empty: name a folder for the embedded store.");
      // The embedded store is brought forward whenever it is opened.
      const store = await openStore(settings);
      await store.close();
      print(`The embedded store in ${store.where} is up to date.`);
    });
}

async function waitFor(wait: string, databaseUrl: string | null): Promise<void> {
  const seconds = Number(wait);
  if (!Number.isInteger(seconds) || seconds < 0)
    throw new UsageError(`--wait is "${wait}": give whole seconds, as --wait 600.`);
  if (databaseUrl === null)
    throw new ConfigError("An embedded store has one process and nobody to wait for: set DATABASE_URL.");
  const shutdown = onShutdown();
  try {
    const { signal } = shutdown;
    await awaitMigration(databaseUrl, { seconds, signal, onWait: (why) => say(`${why} Waiting for it.`) });
  } catch (error) {
    if (shutdown.signal.aborted) throw new ConfigError("Asked to stop before the database was brought forward.");
    throw error;
  } finally {
    shutdown.stop();
  }
}
