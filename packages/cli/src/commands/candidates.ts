import type { Track } from "@groundswell/analytics";
import { type CandidacyStage, candidacyStages } from "@groundswell/model";
import { answerCandidates, answerLocales, type CandidateFilter, candidateViews } from "@groundswell/reports";
import { type Command, Option } from "commander";
import { withStore } from "../context.ts";
import { chosenExpertise } from "../expertise.ts";
import { UsageError } from "../failure.ts";
import { count, date } from "../options.ts";
import { printJson } from "../output.ts";
import { printCandidates } from "../print-candidates.ts";
import { printLocales } from "../print-locales.ts";

const views = [...candidateViews, "locales"] as const;

type Options = {
  expertise?: string;
  track: Track;
  asOf?: Date;
  region?: string;
  language?: string;
  stage?: CandidacyStage;
  minEvidence?: number;
  view?: (typeof views)[number];
  limit: number;
  json?: true;
};

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
    .option("--region <name>", 'only those of a region of the policy or a country, "elsewhere" or "unknown"')
    .option("--language <name>", 'only those who write in a language, as pt or Portuguese, or "unknown"')
    .addOption(new Option("--stage <stage>", "only those at a stage").choices([...candidacyStages]))
    .option("--min-evidence <months>", "only those active in at least so many months", count("--min-evidence"))
    .addOption(
      new Option(
        "--view <view>",
        "only those whose help is better than it is visible, or how regions and languages stand in the list",
      ).choices([...views]),
    )
    .option("--limit <n>", "how many; 0 for everybody", count("--limit"), 10)
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      "\nExample:\n  groundswell candidates --expertise powershell --region Europe --view hidden-gems",
    )
    .action((options: Options) =>
      withStore(async ({ store }) => {
        const { track, asOf = null, limit } = options;
        const filter = filterOf(options);
        if (options.view === "locales" && filter)
          throw new UsageError("--view locales is about everybody: leave the filters out.");
        const expertise = await chosenExpertise(store, options.expertise);
        if (options.view === "locales") {
          const answer = await answerLocales(store, { expertise, track, asOf });
          if (options.json) printJson(answer);
          else printLocales(answer);
          return;
        }
        const answer = await answerCandidates(store, { expertise, track, asOf, limit, ...(filter && { filter }) });
        if (options.json) printJson(answer);
        else printCandidates(answer, { isFiltered: filter !== null });
      }),
    );
}

/** Null where nothing is asked for: then only as many people are read as are shown. */
function filterOf({ region, language, stage, minEvidence, view }: Options): CandidateFilter | null {
  const filter: CandidateFilter = {
    ...(region !== undefined && { region }),
    ...(language !== undefined && { language }),
    ...(stage !== undefined && { stage }),
    ...(minEvidence !== undefined && { minEvidenceMonths: minEvidence }),
    ...(view === "hidden-gems" && { view }),
  };
  return Object.keys(filter).length === 0 ? null : filter;
}
