import { type Marked, markAccount } from "@groundswell/analyse";
import { type MarkKind, markKinds } from "@groundswell/model";
import { Argument, type Command } from "commander";
import { withStore } from "../context.ts";
import { actorOf } from "../decided.ts";
import { UsageError } from "../failure.ts";
import { date } from "../options.ts";
import { print, printable, printJson } from "../output.ts";

type Options = { from?: Date; until?: Date; reason?: string; clear?: true; json?: true };

/** Adds `mark` to the command `person`. */
export function addPersonMark(person: Command): void {
  person
    .command("mark")
    .description("Say what an account is, above anything that platforms, profiles and files say of it.")
    .argument("<account>", "the account, as platform:id")
    .addArgument(new Argument("[kind]", "what it is").choices(markKinds))
    .option("--from <date>", "since when (default: always)", date("--from"))
    .option("--until <date>", "the first day on which it is no longer (default: it still is)", date("--until"))
    .option("--reason <text>", "why, for the audit log")
    .option("--clear", "take back what was said last: what platforms and profiles say stands again")
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      '\nExample:\n  groundswell person mark github:1042 vendor --from 2025-07-01 --reason "agency, paid to answer"',
    )
    .action((account: string, kind: MarkKind | undefined, { from, until, reason, clear, json }: Options) => {
      if ((kind === undefined) !== (clear === true))
        throw new UsageError(`Give either what ${account} is, one of ${markKinds.join(", ")}, or --clear.`);
      if (clear && (from || until))
        throw new UsageError("--clear takes back the whole mark: leave --from and --until out.");
      return withStore(async ({ store, now, settings }) => {
        const marked = await markAccount(
          { store, now, actor: actorOf(settings) },
          { account, kind: kind ?? null, from: from ?? null, until: until ?? null, reason: reason ?? null },
        );
        if (json) printJson(marked);
        else printMarked(marked);
      });
    });
}

function printMarked({ account, person, kind, from, until, changes }: Marked): void {
  const period = [from ? ` from ${day(from)}` : "", until ? ` until ${day(until)}` : ""].join("");
  print(
    printable(kind === null ? `${account} has no mark any more.` : `${account}, person ${person}: ${kind}${period}.`),
  );
  if (changes > 0) print('Lists and scores follow with the next run: "groundswell analyse" makes one now.');
}

const day = (instant: Date) => instant.toISOString().slice(0, 10);
