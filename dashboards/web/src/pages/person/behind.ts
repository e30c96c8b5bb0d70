/** Which signals are asked for: those of a kind, in a space, or both; null does not matter. */
export type Behind = { title: string; kind: string | null; space: string | null };

/** The kind of signal that a measure is counted from: help for newcomers is answers to their questions. */
export function kindBehind(measure: string): string {
  return measure === "newcomer-help" ? "answer" : measure;
}
