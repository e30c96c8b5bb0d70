import { forgetRegistry, importRegistry, type PairName } from "@groundswell/analyse";
import { answerHistory, answerPersons, answerProposals, answerRegistries } from "@groundswell/reports";
import type { Command } from "commander";
import { withStore } from "../context.ts";
import { actorOf, type DecidingOptions, decideAndSay } from "../decided.ts";
import { UsageError } from "../failure.ts";
import { count, date } from "../options.ts";
import { number, print, printable, printJson } from "../output.ts";
import { printHistory, printPersons, printProposals, printRegistries } from "../print-identities.ts";
import { importFile, printLinks } from "../registry-file.ts";

export function addIdentities(command: Command): void {
  const identities = command
    .command("identities")
    .description("Which accounts are one person: see, decide, take back.")
    .addHelpText("after", "\nExample:\n  groundswell identities proposals --limit 5");
  addAnswers(identities);
  addDecisions(identities);
  addRegistries(identities);
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

const noDecision = 'is no number of a decision: "groundswell identities history" shows them.';

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
    .argument("<decision>", "the decision's number, as history shows it", count("<decision>", noDecision))
    .addHelpText("after", "\nExample:\n  groundswell identities undo 7")
    .action((decision: number, options: DecidingOptions) => decideAndSay({ kind: "undo", decision }, options));
}

function addRegistries(identities: Command): void {
  identities
    .command("import")
    .description("Read a registry, a CSV or JSON list of a community's members; it replaces the one of its name.")
    .argument("<file>", "addresses and handles, one entry a person; an empty list [] removes the registry")
    .option("--name <name>", "what the registry is called (default: the file's name without the ending)")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell identities import authors.json --name planet")
    .action(async (path: string, { name, json }: { name?: string; json?: true }) => {
      const result = await importFile(path, name, importRegistry);
      if (json) return printJson(result);
      const { entries, registry, replaced } = result;
      const before = replaced ? ", in place of those before" : "";
      const what = entries > 0 ? `${number(entries)} entries in` : "Nobody is listed in";
      print(printable(`${what} "${registry}"${before}.`));
      printLinks(result);
    });
  identities
    .command("registries")
    .description("Show the registries and files of awardees that are kept, and how many links each shows.")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell identities registries")
    .action(({ json }: { json?: true }) =>
      withStore(async ({ store }) => {
        const answer = await answerRegistries(store);
        if (json) printJson(answer);
        else printRegistries(answer);
      }),
    );
  identities
    .command("forget")
    .description("Remove a registry or a file of awardees, and withdraw the links that only it showed.")
    .argument("<name>", "its name, as registries shows it")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell identities forget planet")
    .action((name: string, { json }: { json?: true }) =>
      withStore(async ({ store, now, settings }) => {
        const result = await forgetRegistry({ store, now, actor: actorOf(settings) }, name);
        if (json) return printJson(result);
        print(printable(`"${name}" is forgotten.`));
        printLinks(result);
      }),
    );
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
