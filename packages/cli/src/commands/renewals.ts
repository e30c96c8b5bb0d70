import { answerRenewals, type Measures, type Renewal, type RenewalsAnswer } from "@groundswell/reports";
import type { Command } from "commander";
import { withStore } from "../context.ts";
import { chosenExpertise } from "../expertise.ts";
import { date } from "../options.ts";
import { number, print, printable, printJson, share, table } from "../output.ts";

type Options = { expertise?: string; asOf?: Date; json?: true };

export function addRenewals(command: Command): void {
  command
    .command("renewals")
    .description("Say whose award is renewed when, what they did against the year before, and who is silent.")
    .option("--expertise <slug>", "the expertise (default: the only one there is)")
    .option("--as-of <date>", "the analysis as of this instant (default: the last one)", date("--as-of"))
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell renewals --expertise powershell")
    .action((options: Options) =>
      withStore(async ({ store }) => {
        const expertise = await chosenExpertise(store, options.expertise);
        const answer = await answerRenewals(store, { expertise, asOf: options.asOf ?? null });
        if (options.json) printJson(answer);
        else printRenewals(answer);
      }),
    );
}

function printRenewals({ expertise, asOf, yearBefore, renewals, unmatched }: RenewalsAnswer): void {
  if (renewals.length + unmatched.length === 0) {
    print(printable(`Nobody is known to hold an award in ${expertise}: import a file of awardees first.`));
    return;
  }
  const due = renewals.filter((one) => one.due).length;
  const silent = renewals.filter((one) => one.silent).length;
  print(
    printable(
      `Awardees in ${expertise} as of ${asOf.slice(0, 10)}: ${number(renewals.length)}, ${number(due)} due, ${number(silent)} silent for six months.`,
    ),
  );
  print(`Of the year before, the sources have read ${share(yearBefore.coverageRate)}.`);
  print();
  if (renewals.length > 0)
    print(
      table(
        [
          { title: "person", right: true },
          { title: "name", most: 28 },
          { title: "renewal" },
          { title: "days", right: true },
          { title: "" },
          { title: "expert now", right: true },
          { title: "before", right: true },
          { title: "leader now", right: true },
          { title: "before", right: true },
          { title: "last active" },
        ],
        renewals.map((one) => [
          String(one.person),
          one.name ?? "",
          one.renewal ?? "–",
          one.daysLeft === null ? "–" : number(one.daysLeft),
          markOf(one),
          points(one.now.expert),
          points(one.before.expert),
          points(one.now.leader),
          points(one.before.leader),
          one.lastActivity?.slice(0, 10) ?? "never seen",
        ]),
      ),
    );
  for (const { name, person, source } of unmatched)
    print(
      printable(
        `Nobody is known by the entry ${name ?? `person ${person}`} of ${source}: no account was found for it.`,
      ),
    );
}

function points(measures: Measures | null): string {
  if (measures === null) return "–";
  return measures.rank === null ? measures.score.toFixed(1) : `${measures.score.toFixed(1)} (${measures.rank})`;
}

function markOf({ due, silent }: Renewal): string {
  return [...(due ? ["due"] : []), ...(silent ? ["silent"] : [])].join(", ");
}
