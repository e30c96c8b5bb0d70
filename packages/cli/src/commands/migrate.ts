import { ConfigError, readSettings } from "@groundswell/model";
import { migrateDatabase, openStore } from "@groundswell/store";
import type { Command } from "commander";
import { print } from "../output.ts";

export function addMigrate(command: Command): void {
  command
    .command("migrate")
    .description("Bring the database forward to this release.")
    .addHelpText(
      "after",
      "\nExample:\n  DATABASE_URL=postgresql://groundswell@localhost/groundswell groundswell migrate",
    )
    .action(async () => {
      const settings = readSettings(process.env);
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
