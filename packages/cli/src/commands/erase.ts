import { type Erased, erasePerson } from "@groundswell/store";
import type { Command } from "commander";
import { withStore } from "../context.ts";
import { actorOf } from "../decided.ts";
import { number, print, printable, printJson, say } from "../output.ts";
import { personNumber } from "../person-number.ts";

type Options = { reason?: string; yes?: true; json?: true };

const outside = [
  "files that were exported, reports that were sent, and backups",
  "jobs in Redis, where REDIS_URL is set",
  "catalogue files, registries and lists of awardees on your disk",
];

export function addErase(command: Command): void {
  command
    .command("erase")
    .description("Remove a person from everything that is stored, for good; later readings do not bring them back.")
    .argument("<person>", "the person's number, or platform:id of one of their accounts")
    .option("--reason <text>", "why, for the audit log; do not name the person")
    .option("--yes", "erase; without it, only say what would go")
    .option("--json", "print one JSON document")
    .addHelpText("after", '\nExample:\n  groundswell erase 12 --reason "asked by letter" --yes')
    .action((person: string, { reason, yes, json }: Options) =>
      withStore(async ({ store, settings, now }) => {
        const dryRun = yes !== true;
        const erased = await erasePerson(store, {
          person: await personNumber(store, person),
          actor: actorOf(settings),
          reason: reason ?? null,
          now: now(),
          dryRun,
        });
        if (json) printJson({ dryRun, ...erased, outside });
        else printErased(erased, dryRun);
        if (dryRun) say("Nothing has been erased yet: repeat with --yes. It cannot be undone.");
      }),
    );
}

function printErased(erased: Erased, dryRun: boolean): void {
  const line = (text: string) => print(printable(text));
  const { accounts, spaces, sources, signals, endorsements, rawPages, rows, mentions, left } = erased;
  line(`Person ${erased.person}, ${accounts.join(", ")}: ${dryRun ? "this would be erased" : "erased"}.`);
  line(`  ${number(signals.unnamed)} signals stay as nobody's, without text; ${number(signals.removed)} go`);
  line(`  ${number(endorsements)} endorsements stay as nobody's; ${number(rawPages)} raw pages go`);
  const goes = (count: number) => (count === 1 ? "1 row goes" : `${number(count)} rows go`);
  const loses = (count: number) => (count === 1 ? "1 row loses them" : `${number(count)} rows lose them`);
  for (const [table, count] of Object.entries(rows)) line(`  ${table}: ${goes(count)}`);
  for (const { table, changed, removed } of mentions)
    line(`  mentions in ${table}: ${loses(changed)}, ${goes(removed)}`);
  for (const space of spaces) line(`  the space ${space} goes, with everything in it`);
  for (const source of sources) line(`  the source ${source} goes: take it out of the catalogue as well`);
  for (const { text, why } of left) line(`  left in other people's texts: "${text}" (${why})`);
  line(`Out of reach of this command: ${outside.join("; ")}.`);
}
