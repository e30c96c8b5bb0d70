import { answerTrends, type TrendsQuestion } from "@groundswell/reports";
import { type Command, Option } from "commander";
import { withStore } from "../context.ts";
import { chosenExpertise } from "../expertise.ts";
import { count, date } from "../options.ts";
import { printJson } from "../output.ts";
import { printTrends } from "../print-trends.ts";

type Options = {
  expertise?: string;
  asOf?: Date;
  months: number;
  by: TrendsQuestion["by"];
  limit: number;
  json?: true;
};

export function addTrends(command: Command): void {
  command
    .command("trends")
    .description("Say which spaces, tags or people of an expertise rise and fall, month by month.")
    .option("--expertise <slug>", "the expertise (default: the only one there is)")
    .addOption(
      new Option("--by <what>", "what is looked at; people is a list for leads of who does more of late")
        .choices(["space", "tag", "people"])
        .default("space"),
    )
    .option("--months <n>", "whole months to look at, 24 to 120", count("--months"), 36)
    .option("--as-of <date>", "use only what is dated before this (default: the last analysis)", date("--as-of"))
    .option("--limit <n>", "lines to print; 0 for all", count("--limit"), 15)
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell trends --expertise powershell --by tag")
    .action((options: Options) =>
      withStore(async ({ store }) => {
        const { asOf = null, months, by } = options;
        const expertise = await chosenExpertise(store, options.expertise);
        const answer = await answerTrends(store, { expertise, asOf, months, by });
        if (options.json) printJson(answer);
        else printTrends(answer, options.limit);
      }),
    );
}
