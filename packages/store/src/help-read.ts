import type { Window } from "@groundswell/model";
import type { ListGate } from "./contributions.ts";
import { type HelpGiven, readHelpGiven } from "./help.ts";
import { type AnswersRead, withAnswers } from "./help-answers.ts";
import { type NewcomerHelp, readNewcomerHelp } from "./newcomers.ts";
import type { Store } from "./open.ts";
import { readThreadWins, type ThreadWins } from "./wins.ts";

/** Everything that answers tell beyond their count. */
export type Help = { given: HelpGiven[]; wins: ThreadWins[]; newcomers: NewcomerHelp[] };

/** `helpGiven`, `threadWins` and `newcomerHelp` of one window, for the price of reading its answers once. */
export async function readHelp(
  store: Store,
  expertise: string,
  window: Window,
  gates?: readonly ListGate[],
): Promise<Help> {
  const read = async (answers: AnswersRead) => ({
    given: await readHelpGiven(answers),
    wins: await readThreadWins(answers),
    newcomers: await readNewcomerHelp(answers),
  });
  return withAnswers(store, expertise, window, read, gates);
}
