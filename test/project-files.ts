import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const notOurs = new Set(["node_modules", "dist", ".git", ".groundswell", "coverage"]);

/** Paths from the root of every file that is ours and that a pattern accepts, in one order everywhere. */
export function projectFiles(wanted: RegExp, folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : projectFiles(wanted, path);
      return wanted.test(path) ? [path] : [];
    })
    .sort();
}

/** The text of a file of the project. */
export function readProject(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
