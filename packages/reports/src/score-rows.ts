import type { Policy, ScoreRow } from "@groundswell/analytics";
import type { Window } from "@groundswell/model";
import {
  answersByAsker,
  contributions,
  type Help,
  newcomerHelp,
  newcomersByAsker,
  readHelp,
  type Store,
} from "@groundswell/store";
import { leftOut } from "./gates.ts";

type Scope = { expertise: string; window: Window };

/** What everybody did for an expertise in a window, as scoring takes it; or only some persons. */
export async function scoreRows(
  store: Store,
  policy: Policy,
  { expertise, window }: Scope,
  persons: readonly number[] | null = null,
): Promise<ScoreRow[]> {
  const gates = leftOut(policy);
  const rows: ScoreRow[] = await contributions(store, expertise, window, gates, persons);
  // Who was new takes a look at everything that askers did before: not where nothing is given for it.
  return policy.kinds["newcomer-help"]
    ? rows.concat(await newcomerHelp(store, expertise, window, gates, persons))
    : rows;
}

/** The same, with who helped whom: the window's answers are read once for both. */
export async function scoreRowsAndHelp(
  store: Store,
  policy: Policy,
  { expertise, window }: Scope,
): Promise<{ rows: ScoreRow[]; help: Help }> {
  const gates = leftOut(policy);
  const rows: ScoreRow[] = await contributions(store, expertise, window, gates);
  const help = await readHelp(store, expertise, window, gates);
  return { rows: policy.kinds["newcomer-help"] ? rows.concat(help.newcomers) : rows, help };
}

/** What of the score rows of a few persons the questions of each asker brought. */
export async function rowsByAsker(
  store: Store,
  policy: Policy,
  { expertise, window }: Scope,
  persons: readonly number[],
): Promise<(ScoreRow & { asker: number })[]> {
  const answers: (ScoreRow & { asker: number })[] = await answersByAsker(store, expertise, window, persons);
  return policy.kinds["newcomer-help"]
    ? answers.concat(await newcomersByAsker(store, expertise, window, leftOut(policy), persons))
    : answers;
}
