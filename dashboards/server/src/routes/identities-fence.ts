import type { Verdict } from "@groundswell/analyse";
import { seenPersons } from "@groundswell/reports";
import { accountNamed, accountNames, knownIn, membersNamed, readDecisions, type Store } from "@groundswell/store";
import type { Asker } from "../access.ts";
import { RequestError } from "../problem.ts";

/**
 * Tells which persons somebody may see beside one another in an expertise: one of them is active there, and all are in the asker's
 * regions. The other account of a pair need not be: what joins it is what is to be judged.
 */
export async function seenTogether(
  store: Store,
  { regions }: Pick<Asker, "regions">,
  expertise: string,
  persons: readonly number[],
): Promise<(...some: number[]) => boolean> {
  const active = await knownIn(store, expertise, persons);
  const seen = await seenPersons(store, persons, regions);
  return (...some) => some.some((person) => active.has(person)) && some.every((person) => seen.has(person));
}

/**
 * Lets a verdict through that is about persons whom the asker may see.
 * @throws RequestError in the same words whether nothing is called so or it is somebody else's business
 */
export async function requireSeen(store: Store, asker: Asker, expertise: string, verdict: Verdict): Promise<void> {
  const persons = await personsMeant(store, verdict);
  const isSeen = await seenTogether(store, asker, expertise, persons);
  if (isSeen(...persons)) return;
  throw new RequestError(
    404,
    `Nothing in "${expertise}" is called so: take the names from its identities, proposals and history.`,
  );
}

/** The persons of the decisions that the asker may see, by the number of the decision. */
export async function seenDecisions(store: Store, asker: Asker, expertise: string): Promise<Set<number>> {
  const decisions = await readDecisions(store.pool);
  const members = await membersNamed(store.pool, [...new Set(decisions.flatMap(({ accounts }) => accounts))]);
  const personOf = new Map(members.map(({ id, person }) => [id, person]));
  const isSeen = await seenTogether(store, asker, expertise, [...new Set(personOf.values())]);
  const personsOf = (accounts: readonly number[]) => accounts.flatMap((account) => personOf.get(account) ?? []);
  return new Set(decisions.filter(({ accounts }) => isSeen(...personsOf(accounts))).map(({ id }) => id));
}

/** Whom a verdict is about, as they are now; empty where a name is nobody's. */
async function personsMeant({ pool }: Store, verdict: Verdict): Promise<number[]> {
  switch (verdict.kind) {
    case "accept":
    case "reject":
    case "snooze": {
      const { pair } = verdict;
      const named =
        "proposal" in pair
          ? [...(await accountNames(pool, pair.proposal.split("-").map(Number))).values()]
          : [await accountNamed(pool, pair.a), await accountNamed(pool, pair.b)].filter((one) => one !== null);
      return named.length === 2 ? named.map(({ person }) => person) : [];
    }
    case "split": {
      const account = await accountNamed(pool, verdict.account);
      return account ? [account.person] : [];
    }
    case "lock":
    case "unlock":
      return [verdict.person];
    case "undo": {
      const decision = (await readDecisions(pool)).find(({ id }) => id === verdict.decision);
      return decision ? (await membersNamed(pool, decision.accounts)).map(({ person }) => person) : [];
    }
  }
}
