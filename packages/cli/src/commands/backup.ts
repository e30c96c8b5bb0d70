import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { ConfigError, explain, readSettings } from "@groundswell/model";
import { backUpEmbedded, openStore, restoreEmbedded, type Store, storeTallies } from "@groundswell/store";
import type { Command } from "commander";
import { now, withStore } from "../context.ts";
import { number, print, printJson } from "../output.ts";
import { ownerOnly, replaceFile } from "../replace-file.ts";

type Json = { json?: true };

export function addBackup(command: Command): void {
  command
    .command("backup")
    .description("Write the embedded store into one file.")
    .argument("<file>", "the file to write, which must not be there")
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      "\nThe embedded store belongs to one process: stop what works on it first. The file holds everything, also secrets.\n" +
        "\nExample:\n  groundswell backup groundswell-2026-01-31.tar.gz",
    )
    .action((file: string, options: Json) => withStore(({ store }) => backUp(store, file, options)));
  command
    .command("restore")
    .description("Make an embedded store of such a file.")
    .argument("<file>", "a file that backup wrote, of this release or an older one")
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      "\nExample:\n  GROUNDSWELL_HOME=.groundswell-restored groundswell restore groundswell-2026-01-31.tar.gz",
    )
    .action(restore);
}

async function backUp(store: Store, file: string, options: Json): Promise<void> {
  if (existsSync(file)) throw new ConfigError(`${file} is there already: name another file, or move it away.`);
  const bytes = await backUpEmbedded(store);
  replaceFile(file, bytes, { mode: ownerOnly });
  await report(store, file, bytes, "is in", options);
}

async function restore(file: string, options: Json): Promise<void> {
  const settings = readSettings(process.env);
  if (settings.databaseUrl !== null)
    throw new ConfigError(
      'DATABASE_URL is set, and only an embedded store is restored so: use "pg_restore", or unset it.',
    );
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new ConfigError(`${file} cannot be read (${explain(error)}): check its name.`, { cause: error });
  }
  await restoreEmbedded(settings.home, bytes, now());
  const store = await openStore(settings);
  try {
    await report(store, file, bytes, "has been restored from", options);
  } finally {
    await store.close();
  }
}

/** What is the same of a store and of what was restored of it with one release. */
async function report(store: Store, file: string, bytes: Uint8Array, verb: string, { json }: Json): Promise<void> {
  const tables = await storeTallies(store);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const checksum = createHash("sha256").update(JSON.stringify(tables)).digest("hex");
  if (json) return printJson({ file, bytes: bytes.length, store: store.where, rows, checksum, tables });
  print(`The store of ${store.where} ${verb} ${file}: ${number(rows)} rows of ${number(tables.length)} tables.`);
  print(`${number(bytes.length)} bytes; checksum of the rows ${checksum}`);
}
