import type { Command } from "commander";
import { type DecidingOptions, decideAndSay } from "../decided.ts";
import { count } from "../options.ts";
import { addPersonExport } from "./person-export.ts";
import { addPersonMark } from "./person-mark.ts";
import { addPersonOptOut } from "./person-opt-out.ts";

export function addPerson(command: Command): void {
  const person = command
    .command("person")
    .description("What people decide about one person.")
    .addHelpText("after", "\nExample:\n  groundswell person lock 12");
  person
    .command("lock")
    .description("Keep a person's accounts as they are: no evidence adds one or takes one away, and no decision.")
    .argument("<person>", "the person's number, as identities list shows it", count("<person>"))
    .option("--reason <text>", "why, for the history")
    .option("--json", "print one JSON document")
    .addHelpText("after", '\nExample:\n  groundswell person lock 12 --reason "checked with the person"')
    .action((number: number, options: DecidingOptions) => decideAndSay({ kind: "lock", person: number }, options));
  person
    .command("unlock")
    .description("Let evidence and decisions change a person's accounts again.")
    .argument("<person>", "the person's number", count("<person>"))
    .option("--reason <text>", "why, for the history")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell person unlock 12")
    .action((number: number, options: DecidingOptions) => decideAndSay({ kind: "unlock", person: number }, options));
  addPersonMark(person);
  addPersonOptOut(person);
  addPersonExport(person);
}
