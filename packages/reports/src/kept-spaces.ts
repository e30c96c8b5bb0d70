import type { Window } from "@groundswell/model";
import { expertiseSpaces, hasLateSignals, keptAnswer, latestRun, type Store } from "@groundswell/store";
import { readCoverage } from "./head.ts";
import { fillFrame, type KeptQuestion, questionText } from "./kept-questions.ts";
import type { SpacesAnswer } from "./spaces.ts";
import { askedWindow } from "./spaces-window.ts";
import { unwatchedShare } from "./unwatched.ts";

const asked: KeptQuestion = { of: "spaces", weighting: "events", asOf: null, from: null, to: null };

/**
 * What `answerSpaces` says of a window by events, from the answer that was kept for the pages with the newest run. Null where that is not of this window and
 * instant, somebody decided something since, or what was read since belongs into it.
 */
export async function keptSpaces(store: Store, expertise: string, window: Window): Promise<SpacesAnswer | null> {
  const run = await latestRun(store, expertise, null);
  if (run === null || !isSame(askedWindow({ from: null, to: null }, run.asOf), window)) return null;
  if (await hasLateSignals(store, { from: new Date(0), to: window.to }, run.inputWatermark)) return null;
  const kept = await keptAnswer(store, expertise, questionText(asked), { offset: 0, limit: 0, key: null });
  if (!kept?.answer || kept.run !== run.id) return null;
  const answer: SpacesAnswer = JSON.parse(fillFrame(kept.answer.frame, kept.answer.page));
  if (!(await isReadAlike(store, answer, run.asOf))) return null;
  // What is watched is asked of today: a signal of tomorrow may have brought a space that yesterday's links lead to.
  return { ...answer, unwatched: await unwatchedShare(store, expertise, window) };
}

function isSame(one: Window, other: Window): boolean {
  return one.from.getTime() === other.from.getTime() && one.to.getTime() === other.to.getTime();
}

/** Whether the spaces are the same, and nothing more was read of any of its windows: a pull that finds nothing makes them read all the same. */
async function isReadAlike(store: Store, answer: SpacesAnswer, asOf: Date): Promise<boolean> {
  const { expertise, spaces, concentration } = answer;
  const known = new Set(spaces.map(({ key }) => key));
  const configured = await expertiseSpaces(store, expertise);
  if (configured.length !== known.size || configured.some(({ key }) => !known.has(key))) return false;
  for (const { window, coverage } of [answer, concentration.compared, concentration.lastYear].filter(
    (one) => one !== null,
  )) {
    const { from, to } = window;
    const { expected, read } = await readCoverage(store, expertise, { from: new Date(from), to: new Date(to) }, asOf);
    if (expected !== coverage.expected || read !== coverage.read) return false;
  }
  return true;
}
