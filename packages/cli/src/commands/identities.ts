import type { PairName } from "@groundswell/analyse";
import { answerHistory, answerPersons, answerProposals } from "@groundswell/reports";
import type { Command } from "commander";
import { withStore } from "../context.ts";
import { type DecidingOptions, decideAndSay } from "../decided.ts";
import { UsageError } from "../failure.ts";
import { count, date } from "../options.ts";
import { printJson } from "../output.ts";
import { printHistory, printPersons, printProposals } from "../print-identities.ts";

export function addIdentities(command: Command): void {
  const identities = command
    .command("identities")
    .description("Which accounts are one person: see, decide, take back.")
    .addHelpText("after", "\nExample:\n  groundswell identities proposals --limit 5");
  addAnswers(identities);
  addDecisions(identities);
}

function addAnswers(identities: Command): void {
  identities
    .command("list")
    .description("Show the persons with several accounts, or one person, with every link and its reasons.")
    .option("--person <n>", "one person, by number", count("--person"))
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell identities list --person 12")
    .action(({ person, json }: { person?: number; json?: true }) =>
      withStore(async ({ store }) => {
        const answer = await answerPersons(store, person ?? null);
        if (json) printJson(answer);
        else printPersons(answer);
      }),
    );
  identities
    .command("proposals")
    .description("Show accounts that may be one person, first those that would change the ranks most.")
    .option("--expertise <slug>", "by what they would change in one expertise (default: in all)")
    .option("--limit <n>", "how many; 0 for all", count("--limit"), 10)
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell identities proposals --expertise powershell --limit 5")
    .action(({ expertise, limit, json }: { expertise?: string; limit: number; json?: true }) =>
      withStore(async ({ store, now }) => {
        const answer = await answerProposals(store, { expertise: expertise ?? null, limit, now: now() });
        if (json) printJson(answer);
        else printProposals(answer);
      }),
    );
  identities
    .command("history")
    .description("Show what people decided, the newest first, and what each decision moved.")
    .option("--limit <n>", "how many; 0 for all", count("--limit"), 20)
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell identities history --limit 0")
    .action(({ limit, json }: { limit: number; json?: true }) =>
      withStore(async ({ store }) => {
        const answer = await answerHistory(store, limit);
        if (json) printJson(answer);
        else printHistory(answer);
      }),
    );
}

function addDecisions(identities: Command): void {
  for (const [kind, says] of [
    ["accept", "Say that two accounts are one person, whatever the evidence."],
    ["reject", "Say that two accounts are two persons, for ever: no later evidence joins or proposes them."],
  ] as const)
    deciding(identities, kind, says)
      .argument("<pair...>", "the id of a proposal, or two accounts as platform:id")
      .addHelpText("after", `\nExample:\n  groundswell identities ${kind} github:1042 forum.example:77`)
      .action((pair: string[], options: DecidingOptions) => decideAndSay({ kind, pair: pairOf(pair, kind) }, options));
  deciding(identities, "snooze", "Put a proposal off until a day.")
    .argument("<pair...>", "the id of the proposal, or two accounts as platform:id")
    .requiredOption("--until <date>", "the day on which it comes back", date("--until"))
    .addHelpText("after", "\nExample:\n  groundswell identities snooze 12-57 --until 2027-01-01")
    .action((pair: string[], { until, ...options }: DecidingOptions & { until: Date }) =>
      decideAndSay({ kind: "snooze", pair: pairOf(pair, "snooze"), until }, options),
    );
  deciding(identities, "split", "Say that an account is another person than the rest of its person.")
    .argument("<account>", "the account, as platform:id")
    .addHelpText("after", "\nExample:\n  groundswell identities split github:1042")
    .action((account: string, options: DecidingOptions) => decideAndSay({ kind: "split", account }, options));
  deciding(identities, "undo", "Take a decision back: accounts, persons and scores are as if it had not been made.")
    .argument("<decision>", "the decision's number, as history shows it", count("<decision>"))
    .addHelpText("after", "\nExample:\n  groundswell identities undo 7")
    .action((decision: number, options: DecidingOptions) => decideAndSay({ kind: "undo", decision }, options));
}

function deciding(identities: Command, name: string, says: string): Command {
  return identities
    .command(name)
    .description(says)
    .option("--reason <text>", "why, for the history")
    .option("--json", "print one JSON document");
}

function pairOf(given: string[], command: string): PairName {
  const [a, b, more] = given;
  if (a !== undefined && b !== undefined && more === undefined) return { a, b };
  if (a !== undefined && b === undefined && /^\d+-\d+$/.test(a)) return { proposal: a };
  throw new UsageError(
    `"${given.join(" ")}" is neither a proposal's id nor two accounts: write "groundswell identities ${command} 12-57" or two names like platform:id.`,
  );
}
