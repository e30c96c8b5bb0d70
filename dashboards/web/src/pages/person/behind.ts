/** Which signals are asked for: those of a kind, in a space, or both; null does not matter. */
export type Behind = { title: string; kind: string | null; space: string | null };

/**
 * The kind of signal that a measure counts; null for help for newcomers, which counts some of the answers: to open all of them would
 * show others than the number says.
 */
export function kindBehind(measure: string): string | null {
  return measure === "newcomer-help" ? null : measure;
}
