import type { Answer } from "@groundswell/server";

export type EditionHead = Answer["EditionAnswer"]["edition"];

/** Two editions, the earlier first: by the end of their windows, then as they were issued. */
export function inOrder(a: EditionHead, b: EditionHead): [earlier: EditionHead, later: EditionHead] {
  const isEarlier = a.window.to === b.window.to ? a.id < b.id : a.window.to < b.window.to;
  return isEarlier ? [a, b] : [b, a];
}

/** The newest edition of the same report, expertise and cadence, where it is of a later window than this one; null where there is none. */
export function newerThan(edition: EditionHead, others: readonly EditionHead[]): EditionHead | null {
  return others
    .filter((one) => isOfSame(one, edition) && one.window.to > edition.window.to)
    .reduce<EditionHead | null>((newest, one) => (newest === null ? one : inOrder(newest, one)[1]), null);
}

/** Whether two editions are of the same report about the same. */
export function isOfSame(a: EditionHead, b: EditionHead): boolean {
  return a.report === b.report && a.expertise === b.expertise && a.cadence === b.cadence;
}
