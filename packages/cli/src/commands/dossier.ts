import { writeFile } from "node:fs/promises";
import { type Track, tracks } from "@groundswell/analytics";
import { ConfigError, explain } from "@groundswell/model";
import {
  buildDossier,
  type Dossier,
  dossierHtml,
  dossierMarkdown,
  frozenDossier,
  onTrack,
  printDossier,
  requirePerson,
} from "@groundswell/reports";
import { type Command, Option } from "commander";
import { type Context, withStore } from "../context.ts";
import { chosenExpertise } from "../expertise.ts";
import { UsageError } from "../failure.ts";
import { date } from "../options.ts";
import { print, say } from "../output.ts";

const formats = ["markdown", "json", "html"] as const;
type Format = (typeof formats)[number];
type Options = {
  expertise?: string;
  track?: Track;
  asOf?: Date;
  format: Format;
  json?: true;
  to?: string;
  frozen?: true;
};

export function addDossier(command: Command): void {
  command
    .command("dossier")
    .description("The evidence for one candidate, to read, to print or to hand on.")
    .argument("<person>", "the person's number, or one of its accounts as platform:id")
    .option("--expertise <slug>", "the expertise (default: the only one there is)")
    .addOption(new Option("--track <track>", "one track (default: both)").choices([...tracks]))
    .option("--as-of <date>", "the analysis as of this instant (default: the last one)", date("--as-of"))
    .addOption(new Option("--format <format>", "html is made for print").choices([...formats]).default("markdown"))
    .option("--json", "print one JSON document")
    .option("--to <file>", "write it to a file")
    .option("--frozen", "as it was when the last decision was made")
    .addHelpText("after", "\nExample:\n  groundswell dossier 12 --expertise powershell --format html --to dossier.html")
    .action((name: string, options: Options) =>
      withStore(async ({ store }) => {
        if (options.frozen && options.asOf)
          throw new UsageError(
            "--frozen shows what was decided on, so --as-of means nothing beside it: leave one out.",
          );
        const text = await write(store, name, options);
        if (options.to === undefined) {
          print(text.replace(/\n$/, ""));
          return;
        }
        await save(options.to, text);
        say(`The dossier is in ${options.to}.`);
      }),
    );
}

async function write(store: Context["store"], name: string, options: Options): Promise<string> {
  const { track, asOf = null, frozen } = options;
  const format = options.json ? "json" : options.format;
  const expertise = await chosenExpertise(store, options.expertise);
  const person = await requirePerson(store, name);
  if (frozen) {
    const kept = await frozenDossier(store, expertise, person);
    // The very bytes that were frozen, and not what today's code would make of them.
    if (format === "json" && track === undefined) return `${kept.document}\n`;
    return render(JSON.parse(kept.document), format, track);
  }
  return render(await buildDossier(store, { expertise, person, asOf }), format, track);
}

function render(whole: Dossier, format: Format, track: Track | undefined): string {
  const dossier = track === undefined ? whole : onTrack(whole, track);
  if (format === "html") return dossierHtml(dossier);
  return format === "json" ? `${printDossier(dossier)}\n` : dossierMarkdown(dossier);
}

async function save(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new ConfigError(`The dossier could not be written to ${file} (${explain(error)}): give another file.`, {
      cause: error,
    });
  }
}
