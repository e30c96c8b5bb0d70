import type { SourcesAnswer } from "@groundswell/reports";

export type Source = SourcesAnswer["sources"][number];

/** Worst first: what a person must act on, then what mends itself, then what is well. */
const meanings: Record<string, { says: string; rank: number }> = {
  refused: { says: "refused, stopped", rank: 0 },
  failing: { says: "failing, tried again", rank: 1 },
  waiting: { says: "waiting, as its host asked", rank: 2 },
  new: { says: "not read yet", rank: 3 },
  paused: { says: "paused", rank: 4 },
  ok: { says: "read", rank: 5 },
};

/** How urgent a state is, 0 first. One that these pages do not know yet stands before those that are well. */
export function urgency({ state, lastError }: Pick<Source, "state" | "lastError">): number {
  const rank = meanings[state]?.rank ?? 2;
  return lastError !== null && rank > 2 ? 2.5 : rank;
}

/** How a source gets its signals, in words. */
export function sayRhythm({ every, isPush }: Pick<Source, "every" | "isPush">): string {
  if (isPush) return "signals are sent here";
  return every === null ? "loaded by hand" : `every ${every}`;
}

/** What to do about a source that is in trouble; null where it is not. */
export function advice({ state, movedTo }: Pick<Source, "state" | "movedTo">): string | null {
  if (movedTo !== null) return `The place has moved for good: put ${movedTo} into its options.`;
  if (state === "refused") return "It is not asked again by itself: mend what is said here, then resume it.";
  if (state === "failing") return "It is tried again by itself. Pull it now to see whether it is well again.";
  if (state === "waiting") return "Its host asked for a pause. Nothing is to be done.";
  return null;
}

/** The state of a source: a mark that differs in shape as well as in colour, and a word. */
export function SourceState({ state }: Pick<Source, "state">) {
  return <span className={`state state-${state}`}>{meanings[state]?.says ?? state}</span>;
}
