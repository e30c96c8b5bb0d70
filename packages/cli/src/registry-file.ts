import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { ConfigError } from "@groundswell/model";
import { type Context, withStore } from "./context.ts";
import { actorOf } from "./decided.ts";
import { print, printable } from "./output.ts";

type Named = { name: string; file: string; text: string };
type Importing = Pick<Context, "store" | "now"> & { actor: string };

/**
 * Imports a registry's file, called as `--name` says or else as the file without its ending.
 * @throws ConfigError where the file cannot be read
 */
export async function importFile<T>(
  path: string,
  name: string | undefined,
  work: (context: Importing, file: Named) => Promise<T>,
): Promise<T> {
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new ConfigError(`${path} cannot be read (${cause.code}): give the path of a file.`, { cause });
  });
  const file = basename(path);
  return withStore(({ store, now, settings }) =>
    work({ store, now, actor: actorOf(settings) }, { name: name ?? basename(file, extname(file)), file, text }),
  );
}

/** What every import says at its end. */
export function printLinks({ erased = 0, links }: { erased?: number; links: number }): void {
  if (erased > 0) print(`  ${erased} of people who have been erased: not kept`);
  print(`  ${links} ${links === 1 ? "link" : "links"} new, changed or withdrawn`);
  if (links > 0) print(printable('Scores follow with the next run: "groundswell analyse" makes one now.'));
}
