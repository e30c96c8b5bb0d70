import { type Gate, gates } from "@groundswell/analytics";
import type { Store } from "@groundswell/store";
import { type CandidatePageQuestion, readCursor, seenPersons } from "./candidate-page.ts";
import { type MovedAnswer, namedOf, unnamedMoved } from "./candidates.ts";
import { type Head, head, requireRun } from "./head.ts";
import { requirePolicy } from "./year-before.ts";

export type MovedPageQuestion = Omit<CandidatePageQuestion, "filter">;

/** A page of the active people who cannot be candidates, and why. */
export type MovedPageAnswer = Head & {
  track: CandidatePageQuestion["track"];
  /** How many there are by the gate that keeps them off, on all pages together; gates that keep nobody off are left out. */
  totals: { gate: Gate; people: number }[];
  moved: MovedAnswer[];
  /** What to give as `after` for the next page; null on the last. */
  next: string | null;
};

/**
 * Whom gates keep off a list, of the people that a reader may see, by their numbers.
 * @throws ConfigError where nothing has been analysed
 * @throws StaleCursorError where another run has come since the page before
 */
export async function answerMovedPage(store: Store, question: MovedPageQuestion): Promise<MovedPageAnswer> {
  const { expertise, track, regions, after, limit } = question;
  const run = await requireRun(store, expertise, question.asOf);
  const from = readCursor(after, run.id);
  const moved = await unnamedMoved(store, { expertise, track }, run, await requirePolicy(store, run));
  const seen = await seenPersons(
    store,
    moved.map(({ person }) => person),
    regions,
  );
  const all = moved.filter(({ person }) => seen.has(person));
  const left = all.filter(({ person }) => person > from);
  const shown = limit > 0 ? left.slice(0, limit) : left;
  const last = left.length > shown.length ? shown.at(-1) : undefined;
  const window = { from: run.windowFrom, to: run.windowTo };
  return {
    ...head(expertise, run, run.asOf, window, run.coverage as Head["coverage"]),
    track,
    totals: gates
      .map((gate) => ({ gate, people: all.filter((one) => one.gate === gate).length }))
      .filter(({ people }) => people > 0),
    moved: await namedOf(store, shown),
    next: last ? `${run.id}-${last.person}` : null,
  };
}
