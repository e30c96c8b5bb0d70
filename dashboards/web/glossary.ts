import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const architecture = new URL("../../ARCHITECTURE.md", import.meta.url);

/** The meanings of our words by word, as the table of ARCHITECTURE.md has them: nobody writes them twice. */
export function readGlossary(markdown: string): Record<string, string> {
  const section = markdown.split(/^## /m).find((part) => part.startsWith("The words\n")) ?? "";
  const rows = [...section.matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)].map(([, word = "", meaning = ""]) => [
    word.trim(),
    meaning.trim().replace(/`/g, ""),
  ]);
  return Object.fromEntries(rows.filter(([word]) => word !== "word" && word !== "---"));
}

/** Puts the glossary beside the pages as glossary.json, in the build and while developing. */
export function glossary(): Plugin {
  const json = () => JSON.stringify(readGlossary(readFileSync(architecture, "utf8")));
  return {
    name: "glossary",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "glossary.json", source: json() });
    },
    configureServer(server) {
      server.middlewares.use("/glossary.json", (_, response) => {
        response.setHeader("content-type", "application/json").end(json());
      });
    },
  };
}
