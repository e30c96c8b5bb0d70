import { optOut } from "@groundswell/analyse";
import type { Command } from "commander";
import { withStore } from "../context.ts";
import { actorOf } from "../decided.ts";
import { print, printable, printJson } from "../output.ts";

type Options = { reason?: string; json?: true };

/** Adds `opt-out` and `opt-in` to the command `person`. */
export function addPersonOptOut(person: Command): void {
  person
    .command("opt-out")
    .description("Note that somebody does not want to be considered: they leave every list of candidates.")
    .argument("<account>", "one of their accounts, as platform:id")
    .option("--reason <text>", "how they said so, for the audit log")
    .option("--json", "print one JSON document")
    .addHelpText("after", '\nExample:\n  groundswell person opt-out github:1042 --reason "asked by mail"')
    .action((account: string, options: Options) => note(account, true, options));
  person
    .command("opt-in")
    .description("Take an opt-out back.")
    .argument("<account>", "one of their accounts, as platform:id")
    .option("--reason <text>", "how they said so, for the audit log")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell person opt-in github:1042")
    .action((account: string, options: Options) => note(account, false, options));
}

async function note(account: string, isOut: boolean, { reason, json }: Options): Promise<void> {
  await withStore(async ({ store, now, settings }) => {
    const noted = await optOut({ store, now, actor: actorOf(settings) }, { account, isOut, reason: reason ?? null });
    if (json) return printJson(noted);
    const what = isOut ? "is considered no more" : "can be considered again";
    print(printable(`${noted.account}, person ${noted.person}, ${what}.`));
    print('Lists follow with the next run: "groundswell analyse" makes one now.');
  });
}
