import type { Track } from "@groundswell/analytics";
import { answerCandidates, type CandidatesAnswer } from "@groundswell/reports";
import { type Command, Option } from "commander";
import { withStore } from "../context.ts";
import { chosenExpertise } from "../expertise.ts";
import { count, date } from "../options.ts";
import { number, print, printJson, table } from "../output.ts";

type Options = { expertise?: string; track: Track; asOf?: Date; limit: number; json?: true };

export function addCandidates(command: Command): void {
  command
    .command("candidates")
    .description("Say who is helping in an expertise, term by term, with the evidence.")
    .option("--expertise <slug>", "the expertise (default: the only one there is)")
    .addOption(
      new Option("--track <track>", "solving and building, or bringing people together")
        .choices(["expert", "leader"])
        .default("expert"),
    )
    .option("--as-of <date>", "the analysis as of this instant (default: the last one)", date("--as-of"))
    .option("--limit <n>", "how many; 0 for everybody", count("--limit"), 10)
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell candidates --expertise powershell --track leader --limit 20")
    .action((options: Options) =>
      withStore(async ({ store }) => {
        const { track, asOf = null, limit } = options;
        const expertise = await chosenExpertise(store, options.expertise);
        const answer = await answerCandidates(store, { expertise, track, asOf, limit });
        if (options.json) printJson(answer);
        else printCandidates(answer);
      }),
    );
}

/** The people in their order, what their scores are made of, and their best item. */
export function printCandidates(answer: CandidatesAnswer): void {
  print(
    `${answer.track === "expert" ? "Experts" : "Community leaders"} in the twelve months to ${answer.window.to.slice(0, 10)}, ` +
      `of ${number(answer.population)} active people:`,
  );
  print();
  print(
    table(
      [
        { title: "", right: true },
        { title: "name", most: 28 },
        { title: "score", right: true },
        { title: "made of", most: 44 },
        { title: "months", right: true },
        { title: "best item", most: 60 },
      ],
      answer.candidates.map((one) => [
        one.rank === null ? "–" : String(one.rank),
        one.name ?? `person ${one.person}`,
        one.score.toFixed(1),
        one.terms.map((term) => `${term.kind} ${term.contribution.toFixed(1)} (${term.count})`).join(", "),
        String(one.activeMonths),
        one.evidence[0]?.url ?? one.evidence[0]?.title ?? "",
      ]),
    ),
  );
  if (answer.candidates.some((one) => one.rank === null))
    print("– stands for insufficient evidence: fewer than 3 active months and one platform.");
  if (answer.moved.length > 0)
    print(`${answer.moved.length} active staff, contractors and bots are kept on another list (--json shows them).`);
}
