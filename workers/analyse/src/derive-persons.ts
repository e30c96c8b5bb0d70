import { type AcceptedLink, type Resolution, resolve } from "@groundswell/identity";
import { wordsOnPairs } from "@groundswell/model";
import type { Decision, Member } from "@groundswell/store";

/**
 * Derives persons from accepted evidence and the decisions that stand. A person's word on a pair stands above any evidence
 * about that pair, and evidence neither adds to a locked person nor takes from it.
 * @param members everything that links and decisions reach; their persons from before lend their ids
 */
export function derivePersons(
  members: readonly Member[],
  accepted: readonly AcceptedLink[],
  standing: readonly Decision[],
): Resolution {
  const here = new Set(members.map(({ id }) => id));
  const words = wordsOnPairs(standing).filter(({ a, b }) => here.has(a) && here.has(b));
  const joined = words.filter(({ together }) => together).map(({ a, b }) => ({ a, b, confidence: 1, byPerson: true }));
  return resolve(
    members,
    [...joined, ...accepted],
    words.filter(({ together }) => !together),
    {
      previous: new Map(members.map(({ id, person }) => [id, person])),
      locks: standing.flatMap(({ kind, accounts }) =>
        kind === "lock" && accounts.some((id) => here.has(id)) ? [accounts] : [],
      ),
    },
  );
}
