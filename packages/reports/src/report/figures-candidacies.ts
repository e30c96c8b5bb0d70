import { standingMoves, type Window } from "@groundswell/model";
import type { CandidacyRow } from "@groundswell/store";

/** How many people were considered in a window, and what was decided about how many. */
export type CandidacyCounts = { considered: number; nominated: number; awarded: number; declined: number };

/**
 * Counts persons, not candidacies: two of one person, joined later, are one. A move that was undone before the window's end does not count, and what
 * happened later is not known yet.
 */
export function countCandidacies(
  rows: readonly Pick<CandidacyRow, "person" | "events">[],
  { from, to }: Window,
): CandidacyCounts {
  const considered = new Set<number>();
  const reached = { nominated: new Set<number>(), awarded: new Set<number>(), declined: new Set<number>() };
  for (const { person, events } of rows) {
    const known = events.filter(({ at }) => at < to);
    if (known.some(({ at }) => at >= from)) considered.add(person);
    for (const { at, deed } of standingMoves(known)) {
      if (at < from) continue;
      if (deed.to === "nominated" || deed.to === "awarded" || deed.to === "declined") reached[deed.to].add(person);
    }
  }
  return {
    considered: considered.size,
    nominated: reached.nominated.size,
    awarded: reached.awarded.size,
    declined: reached.declined.size,
  };
}
