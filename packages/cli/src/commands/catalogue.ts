import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { connectors, discoverPlace, sourcesFromOpml } from "@groundswell/connectors";
import {
  type Catalogue,
  ConfigError,
  explain,
  extendCatalogue,
  type ProposedSource,
  printSources,
  readCatalogue,
  readSettings,
} from "@groundswell/model";
import { applyCatalogue, stopUnnamedSources } from "@groundswell/store";
import type { Command } from "commander";
import { openClient } from "../collecting.ts";
import { withStore } from "../context.ts";
import { print, printJson, say } from "../output.ts";
import { replaceFile } from "../replace-file.ts";

export function addCatalogue(command: Command): void {
  const catalogue = command
    .command("catalogue")
    .description("Expertises and sources from YAML.")
    .addHelpText("after", "\nExample:\n  groundswell catalogue check catalogue/*.yaml");
  catalogue
    .command("check")
    .description("Check files and say what is wrong, with file, line and fix.")
    .argument("<file...>", "catalogue files")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell catalogue check catalogue/powershell.yaml")
    .action((files: string[], { json }: { json?: true }) => {
      const read = readAll(files);
      if (json) printJson(read.map(({ file, catalogue }) => ({ file, ...sizes(catalogue) })));
      else for (const { file, catalogue } of read) print(`${file}: ${describe(catalogue)}, nothing wrong`);
    });
  catalogue
    .command("apply")
    .description("Make the store's expertises and sources as the files say.")
    .argument("<file...>", "catalogue files")
    .addHelpText("after", "\nExample:\n  groundswell catalogue apply catalogue/powershell.yaml")
    .action(async (files: string[]) => {
      const read = readAll(files);
      await withStore(async ({ store }) => {
        for (const { catalogue } of read) await applyCatalogue(store, catalogue);
        const stopped = await stopUnnamedSources(
          store,
          read.map(({ catalogue }) => catalogue),
        );
        for (const { file, catalogue } of read) print(`${file}: ${describe(catalogue)} applied`);
        for (const id of stopped)
          print(`${id} is read no more: ${read.length === 1 ? "the file does not" : "the files do not"} name it`);
      });
    });
  catalogue
    .command("add")
    .description("Look at a place and propose its source: a feed, forum, repository, calendar, page, list or channel.")
    .argument("<place>", "its URL, or the file of an OPML list of feeds")
    .option("--expertise <slug>", "the expertise that everything there belongs to")
    .option("--to <file>", "add it to this catalogue file, which is made where it is not there")
    .option("--all", "everything that is proposed, and not only the surest")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell catalogue add https://devblogs.microsoft.com/powershell/")
    .action(addPlace);
}

type AddOptions = { expertise?: string; to?: string; all?: true; json?: true };

async function addPlace(place: string, { expertise, to, all, json }: AddOptions): Promise<void> {
  const expertises = expertise === undefined ? [] : [expertise];
  const found = (await proposals(place)).map((one) => ({ ...one, expertises }));
  if (found.length === 0)
    throw new ConfigError(
      `Nothing is known to read ${place}: give the address of its feed, forum, repository or calendar, or import what it offers for download.`,
    );
  const isList = existsSync(place);
  const chosen = all || isList ? found : found.slice(0, 1);
  const others = found.slice(chosen.length);
  if (to === undefined) {
    if (json) return printJson({ proposals: found });
    print(printSources(chosen).trimEnd());
  } else {
    const { text, added, known } = extendCatalogue(existsSync(to) ? readFile(to) : null, to, chosen, connectors);
    if (added.length > 0) replaceFile(to, text);
    if (json) return printJson({ file: to, added, known });
    for (const { id, connector, why } of added) print(`${to}: ${id} added (${connector}: ${why})`);
    for (const { place: one, as } of known) print(`${to}: ${one.id} is there already, as ${as}`);
  }
  for (const { connector, options, why } of others)
    say(`also possible: ${connector} ${JSON.stringify(options)} (${why}); --all takes these too`);
}

async function proposals(place: string): Promise<Omit<ProposedSource, "expertises">[]> {
  if (!existsSync(place)) {
    const { http } = openClient(readSettings(process.env), null);
    return discoverPlace(place, http);
  }
  return sourcesFromOpml(readFileSync(place)).map((source) => ({ ...source, why: `listed in ${basename(place)}` }));
}

function readAll(files: string[]): { file: string; catalogue: Catalogue }[] {
  const read = files.map((file) => ({ file, catalogue: readCatalogue(readFile(file), file, connectors) }));
  const namedIn = new Map<string, string>();
  for (const { file, catalogue } of read)
    for (const { id } of catalogue.sources) {
      const other = namedIn.get(id);
      // The later one would silently take the cursor and the signals of the other over.
      if (other !== undefined)
        throw new ConfigError(`${other} and ${file} both name the source "${id}": give one of the two another id.`);
      namedIn.set(id, file);
    }
  return read;
}

function readFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new ConfigError(`${path} cannot be read (${explain(error)}): check its name.`, { cause: error });
  }
}

function sizes({ expertises, sources, organisations }: Catalogue) {
  const counted = { expertises: expertises.length, sources: sources.length };
  return organisations ? { ...counted, organisations: organisations.length } : counted;
}

function describe(catalogue: Catalogue): string {
  const { expertises, sources } = sizes(catalogue);
  const organisations = catalogue.organisations?.length;
  const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;
  const most = counted(expertises, "expertise");
  const read = counted(sources, "source");
  return organisations === undefined
    ? `${most} and ${read}`
    : `${most}, ${read} and ${counted(organisations, "organisation")}`;
}
