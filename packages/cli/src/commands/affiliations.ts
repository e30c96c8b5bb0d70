import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { importAffiliations } from "@groundswell/analyse";
import { readAffiliations } from "@groundswell/identity";
import { ConfigError, explain } from "@groundswell/model";
import { type AffiliationRow, listAffiliations } from "@groundswell/store";
import type { Command } from "commander";
import { withStore } from "../context.ts";
import { actorOf } from "../decided.ts";
import { number, print, printable, printJson, table } from "../output.ts";
import { personNumber } from "../person-number.ts";

export function addAffiliations(command: Command): void {
  const affiliations = command
    .command("affiliations")
    .description("For whom people work and worked, since when, and who says so.")
    .addHelpText("after", "\nExample:\n  groundswell affiliations list --person 12");
  affiliations
    .command("import")
    .description("Load who worked for whom from CSV; the same file again replaces what it said before.")
    .argument("<file>", "CSV with the columns account (platform:id or a profile's address), organisation, from, until")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell affiliations import staff.csv")
    .action(async (path: string, { json }: { json?: true }) => {
      const file = basename(path);
      const lines = readAffiliations(readText(path), file);
      await withStore(async ({ store, now, settings }) => {
        const imported = await importAffiliations({ store, now, actor: actorOf(settings) }, file, lines);
        if (json) return printJson(imported);
        const { rows, accounts, changes } = imported;
        print(printable(`${file}: ${number(rows)} periods of ${number(accounts)} accounts kept.`));
        if (changes > 0) print('Lists and scores follow with the next run: "groundswell analyse" makes one now.');
      });
    });
  affiliations
    .command("list")
    .description("Show employers by period, with what says so, how sure it is and when it was seen.")
    .option("--person <person>", "one person, by number or by platform:id of one of the accounts")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell affiliations list --person github:1042")
    .action(({ person, json }: { person?: string; json?: true }) =>
      withStore(async ({ store }) => {
        const rows = await listAffiliations(store, person === undefined ? null : await personNumber(store, person));
        if (json) printJson({ affiliations: rows });
        else printAffiliations(rows);
      }),
    );
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new ConfigError(`${path} cannot be read (${explain(error)}): check its name.`, { cause: error });
  }
}

function printAffiliations(rows: AffiliationRow[]): void {
  if (rows.length === 0) {
    print("Nothing is known of anybody's employer: name organisations in the catalogue, or import a file.");
    return;
  }
  const day = (instant: Date | null) => instant?.toISOString().slice(0, 10) ?? "";
  print(
    table(
      [
        { title: "person", right: true },
        { title: "account", most: 30 },
        { title: "is" },
        { title: "from" },
        { title: "until" },
        { title: "sure", right: true },
        { title: "by", most: 20 },
        { title: "seen" },
        { title: "why", most: 60 },
      ],
      rows.map(({ person, account, kind, from, until, confidence, source, at, why }) => [
        ...[String(person), account, kind ?? "eligible", day(from), day(until)],
        ...[confidence.toFixed(2), source, day(at), why],
      ]),
    ),
  );
}
