import type { Printable } from "../report/printable.ts";
import { clipped, isRevision, windowPhrase } from "./report-words.ts";

const mostCharacters = 120;

/** The subject of a mail: one line of at most 120 characters, in which nothing begins a header of its own. */
export function subjectOf(issue: Printable): string {
  const { title, window } = issue.document;
  return clipped(`${isRevision(issue) ? "Revised: " : ""}${title}, ${windowPhrase(window)}`, mostCharacters);
}
