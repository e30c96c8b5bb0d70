import type { Window } from "@groundswell/model";
import { type HelpGiven, readHelpGiven } from "./help.ts";
import { withAnswers } from "./help-answers.ts";
import { type NewcomerHelp, readNewcomerHelp } from "./newcomers.ts";
import type { Store } from "./open.ts";
import { readThreadWins, type ThreadWins } from "./wins.ts";

/** Everything that answers tell beyond their count. */
export type Help = { given: HelpGiven[]; wins: ThreadWins[]; newcomers: NewcomerHelp[] };

/** `helpGiven`, `threadWins` and `newcomerHelp` of one window, for the price of reading its answers once. */
export async function readHelp(store: Store, expertise: string, window: Window): Promise<Help> {
  return withAnswers(store, expertise, window, async (answers) => ({
    given: await readHelpGiven(answers),
    wins: await readThreadWins(answers),
    newcomers: await readNewcomerHelp(answers),
  }));
}
