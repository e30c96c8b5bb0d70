import { readFileSync } from "node:fs";
import { connectors } from "@groundswell/connectors";
import { type Catalogue, ConfigError, explain, readCatalogue } from "@groundswell/model";
import { applyCatalogue } from "@groundswell/store";
import type { Command } from "commander";
import { withStore } from "../context.ts";
import { print, printJson } from "../output.ts";

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
        for (const { file, catalogue } of read) print(`${file}: ${describe(catalogue)} applied`);
      });
    });
}

function readAll(files: string[]): { file: string; catalogue: Catalogue }[] {
  return files.map((file) => {
    let text: string;
    try {
      text = readFileSync(file, "utf8");
    } catch (error) {
      throw new ConfigError(`${file} cannot be read (${explain(error)}): check its name.`, { cause: error });
    }
    return { file, catalogue: readCatalogue(text, file, connectors) };
  });
}

function sizes({ expertises, sources }: Catalogue) {
  return { expertises: expertises.length, sources: sources.length };
}

function describe(catalogue: Catalogue): string {
  const { expertises, sources } = sizes(catalogue);
  return `${expertises} ${expertises === 1 ? "expertise" : "expertises"} and ${sources} ${sources === 1 ? "source" : "sources"}`;
}
