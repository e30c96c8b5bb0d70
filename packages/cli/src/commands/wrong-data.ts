import { reportWrongData, resolveWrongData } from "@groundswell/analyse";
import { answerDataReports, type DataReportAnswer, type DataReportsAnswer } from "@groundswell/reports";
import type { Command } from "commander";
import { withStore } from "../context.ts";
import { actorOf } from "../decided.ts";
import { count } from "../options.ts";
import { print, printable, printJson, table } from "../output.ts";

export function addWrongData(command: Command): void {
  const wrong = command
    .command("wrong-data")
    .description("What people say is wrong in the data, until a lead has resolved it.")
    .addHelpText("after", "\nExample:\n  groundswell wrong-data list");
  wrong
    .command("report")
    .description("Say that something is wrong. It is marked on candidates and in dossiers until it is resolved.")
    .argument(
      "<what...>",
      "a signal as platform:kind:id, an account as platform:id, a person's number, or a link's two accounts",
    )
    .requiredOption("--why <text>", "what is wrong, at most 1000 characters")
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      '\nExample:\n  groundswell wrong-data report forum.example:answer:77 --why "somebody else wrote it"',
    )
    .action((what: string[], { why, json }: { why: string; json?: true }) =>
      withStore(async ({ store, now, settings }) => {
        const report = await reportWrongData({ store, now, actor: actorOf(settings) }, what, why);
        if (json) printJson(report);
        else {
          print(printable(`Report ${report.id} is open: ${report.kind} ${report.subject}.`));
          print(`To resolve it: groundswell wrong-data resolve ${report.id} --done "what was done"`);
        }
      }),
    );
  wrong
    .command("resolve")
    .description("Say what was done about a report. Its mark goes; the report stays.")
    .argument("<report>", "the report's number", count("<report>"))
    .requiredOption("--done <text>", "what was done, at most 1000 characters")
    .option("--json", "print one JSON document")
    .addHelpText("after", '\nExample:\n  groundswell wrong-data resolve 3 --done "split the account off"')
    .action((id: number, { done, json }: { done: string; json?: true }) =>
      withStore(async ({ store, now, settings }) => {
        const report = await resolveWrongData({ store, now, actor: actorOf(settings) }, id, done);
        if (json) printJson(report);
        else print(printable(`Report ${report.id} is resolved: ${report.resolution}`));
      }),
    );
  wrong
    .command("list")
    .description("Show the reports that are open, the newest first.")
    .option("--all", "resolved ones too")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell wrong-data list --all")
    .action(({ all, json }: { all?: true; json?: true }) =>
      withStore(async ({ store }) => {
        const answer = await answerDataReports(store, all ? "all" : "open");
        if (json) printJson(answer);
        else printReports(answer);
      }),
    );
}

function printReports({ reports }: DataReportsAnswer): void {
  if (reports.length === 0) {
    print("No report of wrong data is open.");
    return;
  }
  const done = ({ resolution, resolvedBy }: DataReportAnswer) =>
    resolution === null ? "open" : `${resolution}, by ${resolvedBy}`;
  print(
    table(
      [
        { title: "", right: true },
        { title: "at" },
        { title: "by", most: 20 },
        { title: "about", most: 50 },
        { title: "what is wrong", most: 60 },
        { title: "done", most: 50 },
      ],
      reports.map((one) => [
        String(one.id),
        one.reportedAt.slice(0, 10),
        one.reportedBy,
        `${one.kind} ${one.subject}`,
        one.why,
        done(one),
      ]),
    ),
  );
}
