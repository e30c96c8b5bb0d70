import type { Weighting } from "@groundswell/analytics";
import { answerSpaces, type SpacesAnswer } from "@groundswell/reports";
import { type Command, Option } from "commander";
import { withStore } from "../context.ts";
import { chosenExpertise } from "../expertise.ts";
import { UsageError } from "../failure.ts";
import { count, date } from "../options.ts";
import { number, print, printJson, share, table } from "../output.ts";

type Options = {
  expertise?: string;
  weighting: Weighting;
  asOf?: Date;
  from?: Date;
  to?: Date;
  limit: number;
  json?: true;
};

export function addSpaces(command: Command): void {
  command
    .command("spaces")
    .description("Say which few of the spaces of an expertise hold the activity.")
    .option("--expertise <slug>", "the expertise (default: the only one there is)")
    .addOption(
      new Option("--weighting <what>", "what counts: signals, people per space, or people shared over their spaces")
        .choices(["events", "people", "shared"])
        .default("events"),
    )
    .option("--from <date>", "begin of the window (default: 12 weeks before its end)", date("--from"))
    .option("--to <date>", "end of the window, itself not in it (default: the as-of date)", date("--to"))
    .option("--as-of <date>", "use only what is dated before this (default: the last analysis)", date("--as-of"))
    .option("--limit <n>", "spaces to print; 0 for all", count("--limit"), 15)
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell spaces --expertise powershell --from 2025-01-01 --to 2026-01-01")
    .action((options: Options) => {
      checkWindow(options);
      return withStore(async ({ store }) => {
        const { weighting, asOf = null, from = null, to = null } = options;
        const expertise = await chosenExpertise(store, options.expertise);
        const answer = await answerSpaces(store, { expertise, weighting, asOf, from, to });
        if (options.json) printJson(answer);
        else printSpaces(answer, options.limit);
      });
    });
}

function checkWindow({ from, to }: Options): void {
  if (from && to && from >= to)
    throw new UsageError(
      `The window from ${from.toISOString()} to ${to.toISOString()} is empty: give a --from before --to.`,
    );
}

/** The sentence, the spaces behind it, and what to know of the numbers. */
export function printSpaces(answer: SpacesAnswer, limit: number): void {
  const { concentration: c, coverage } = answer;
  const active = answer.spaces.filter((space) => space.count > 0);
  const shown = limit === 0 ? answer.spaces : active.slice(0, limit);
  print(answer.insight);
  print();
  print(
    table(
      [
        { title: "", right: true },
        { title: "space", most: 44 },
        { title: "kind" },
        { title: answer.weighting === "events" ? "signals" : answer.weighting, right: true },
        { title: "people", right: true },
        { title: "share", right: true },
        { title: "sum", right: true },
        { title: "" },
      ],
      shown.map((space) => [
        String(space.rank),
        space.name,
        space.kind,
        number(Math.round(space.count)),
        number(space.people),
        share(space.share),
        share(space.cumulativeShare),
        space.tier,
      ]),
    ),
  );
  if (limit > 0 && active.length > limit) print(`… and ${active.length - limit} more active spaces`);
  print();
  print(
    `half: ${c.k50 ?? "–"} spaces · 80 %: ${c.k80 ?? "–"} · Gini ${c.gini?.toFixed(2) ?? "–"} · effective number ${c.hill["2"]?.toFixed(1) ?? "–"} · ` +
      `${c.topSetAgrees ? "all weightings name the same first five" : "the weightings differ on the first five"}`,
  );
  print(
    `coverage ${share(coverage.rate)} of what should have been read · run ${answer.run.id}, policy ${answer.run.policyVersion}`,
  );
}
