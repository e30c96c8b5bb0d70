import type { Policy, ScoreRow } from "@groundswell/analytics";
import type { Window } from "@groundswell/model";
import { contributions, newcomerHelp, type Store } from "@groundswell/store";

/** What everybody did for an expertise in a window, as scoring takes it. */
export async function scoreRows(
  store: Store,
  policy: Policy,
  { expertise, window }: { expertise: string; window: Window },
): Promise<ScoreRow[]> {
  const rows: ScoreRow[] = await contributions(store, expertise, window);
  // Who was new takes a look at everything that askers did before: not where nothing is given for it.
  return policy.kinds["newcomer-help"] ? rows.concat(await newcomerHelp(store, expertise, window)) : rows;
}
