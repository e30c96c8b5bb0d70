import { writeFile } from "node:fs/promises";
import { ConfigError, explain } from "@groundswell/model";
import { reportFiles } from "@groundswell/report";
import { type Printable, printText } from "@groundswell/reports";
import { reportFormats } from "@groundswell/store";
import { baseUrlOf } from "./commands/user.ts";
import type { Context } from "./context.ts";
import { print, say } from "./output.ts";

/** What a report is printed as; `text` is for the terminal. */
export const printFormats = ["text", ...reportFormats] as const;
export type PrintFormat = (typeof printFormats)[number];

/** How a command that shows a report was asked to. */
export type Showing = { format: PrintFormat; json?: true; out?: string };

/** Prints a report, or writes it to a file: what subscribers get of it, byte for byte. */
export async function showReport(context: Context, issue: Printable, { format, json, out }: Showing): Promise<void> {
  const links = { base: baseUrlOf(context), unsubscribe: null };
  const wanted = json ? "json" : format;
  const body =
    wanted === "text" ? printText(issue, links) : ((await reportFiles(issue, links, [wanted]))[0]?.body ?? "");
  if (out === undefined) return print(body.replace(/\r?\n$/, ""));
  await writeFile(out, body).catch((error: unknown) => {
    throw new ConfigError(`The report could not be written to ${out} (${explain(error)}): give another path.`, {
      cause: error,
    });
  });
  say(`The report is in ${out}.`);
}
