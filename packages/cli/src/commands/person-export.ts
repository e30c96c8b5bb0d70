import { exportPerson } from "@groundswell/store";
import type { Command } from "commander";
import { withStore } from "../context.ts";
import { print, printJson } from "../output.ts";
import { personNumber } from "../person-number.ts";
import { ownerOnly, replaceFile } from "../replace-file.ts";

/** Adds the subcommand to `person`. */
export function addPersonExport(person: Command): void {
  person
    .command("export")
    .description("Give everything that is stored about a person, as one JSON document.")
    .argument("<person>", "the person's number, or platform:id of one of their accounts")
    .option("--to <file>", "write it there, readable by you only, in place of printing it")
    .option("--json", "print one JSON document, as it does anyway")
    .addHelpText("after", "\nExample:\n  groundswell person export 12 --to person-12.json")
    .action((text: string, { to }: { to?: string }) =>
      withStore(async ({ store, now }) => {
        const document = await exportPerson(store, await personNumber(store, text), now());
        if (to === undefined) return printJson(document);
        replaceFile(to, `${JSON.stringify(document, null, 2)}\n`, {
          mode: ownerOnly,
          todo: "give another file in --to",
        });
        print(`Everything stored about person ${document.person} is in ${to}.`);
      }),
    );
}
