import { importAwardees } from "@groundswell/analyse";
import { type AwardeesAnswer, answerAwardees } from "@groundswell/reports";
import type { Command } from "commander";
import { withStore } from "../context.ts";
import { UsageError } from "../failure.ts";
import { number, print, printable, printJson, table } from "../output.ts";
import { importFile, printLinks } from "../registry-file.ts";

type Asked = { expertise?: string; status?: "current" | "alumnus"; unmatched?: true; json?: true };

export function addAwardees(command: Command): void {
  const awardees = command
    .command("awardees")
    .description("Who has been recognised already: import them, and see which accounts are theirs.")
    .addHelpText("after", "\nExample:\n  groundswell awardees list --unmatched");
  awardees
    .command("import")
    .description("Read a CSV of awardees and alumni, one line an award; it replaces the one of its name.")
    .argument(
      "<file>",
      "columns: name, links, expertise, award date, end, status, id, and handles such as github (any spelling)",
    )
    .option("--name <name>", "what the file is called (default: its name without the ending)")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell awardees import awardees.csv --name champions")
    .action(async (path: string, { name, json }: { name?: string; json?: true }) => {
      const result = await importFile(path, name, importAwardees);
      if (json) return printJson(result);
      const { awardees: people, awards, registry, replaced, unread } = result;
      const what = `${number(people)} awardees with ${number(awards)} awards`;
      print(printable(`${what} in "${registry}"${replaced ? ", in place of those before" : ""}.`));
      if (unread.length > 0) print(printable(`  nothing was read from the columns ${unread.join(", ")}`));
      printLinks(result);
      print('Of whom no account is known: "groundswell awardees list --unmatched"');
    });
  awardees
    .command("list")
    .description("Show awards, whose they are and which accounts are theirs.")
    .option("--expertise <text>", "those of one expertise, as the file writes it")
    .option("--status <status>", "current or alumnus, as of now", status)
    .option("--unmatched", "only awardees of whom no account is known")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell awardees list --expertise PowerShell --status current")
    .action((asked: Asked) =>
      withStore(async ({ store, now }) => {
        const { expertise = null, status = null, unmatched = false } = asked;
        const answer = await answerAwardees(store, { expertise, status, unmatched, now: now() });
        if (asked.json) printJson(answer);
        else printAwardees(answer);
      }),
    );
}

function status(text: string): "current" | "alumnus" {
  if (text === "current" || text === "alumnus") return text;
  throw new UsageError(`--status "${text}" is no status: give current or alumnus.`);
}

function printAwardees({ awardees }: AwardeesAnswer): void {
  if (awardees.length === 0) {
    print('No award is known of that kind: "groundswell awardees import <file>" reads some.');
    return;
  }
  const columns = [
    { title: "name", most: 30 },
    { title: "expertise", most: 30 },
    ...["awarded", "ended", "status"].map((title) => ({ title })),
    { title: "person", right: true },
    { title: "found on", most: 50 },
    { title: "proposals", right: true },
  ];
  const rows = awardees.map((one) => [
    ...[one.name ?? "", one.expertise, one.awardedOn ?? "–", one.endedOn ?? "–", one.status],
    ...[String(one.person ?? "–"), one.platforms.join(", ") || "not matched", number(one.proposals)],
  ]);
  print(table(columns, rows));
  const people = new Set(awardees.map(({ account }) => account));
  const unmatched = new Set(awardees.filter(({ person }) => person === null).map(({ account }) => account));
  print(`${number(people.size)} awardees, ${number(unmatched.size)} not matched to any account.`);
}
