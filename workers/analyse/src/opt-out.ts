import { ConfigError } from "@groundswell/model";
import { accountNames, optedOut, type Store, saveOptOut, whileLinking, writeAudit } from "@groundswell/store";
import type { DecideContext } from "./decide.ts";
import { readAccount } from "./draft-decision.ts";

/** Who opted out or came back, as it was kept. */
export type OptOut = { account: string; person: number; isOut: boolean };

/**
 * Notes that the owner of an account does not want to be considered, or takes that back, with its entry in the audit log. Lists follow
 * with the next run.
 * @throws ConfigError where there is no such account, or that is noted already
 */
export async function optOut(
  { store, now, actor }: DecideContext,
  { account, isOut, reason }: { account: string; isOut: boolean; reason: string | null },
): Promise<OptOut> {
  const known = await optedOutPersons(store);
  return whileLinking(store, async (client) => {
    const { id, key } = await readAccount(client, account);
    const person = (await accountNames(client, [id])).get(id)?.person ?? id;
    if (known.has(person) === isOut)
      throw new ConfigError(
        isOut
          ? `${key}, person ${person}, has opted out already: "groundswell person opt-in ${key}" takes it back.`
          : `${key}, person ${person}, has not opted out: there is nothing to take back.`,
      );
    const at = now();
    const accounts = isOut ? [id] : (known.get(person) ?? []);
    for (const one of accounts) await saveOptOut(client, { account: one, isOut, actor, reason, now: at });
    const action = isOut ? "person opt-out" : "person opt-in";
    await writeAudit(client, { at, actor, action, subject: key, detail: { reason } });
    return { account: key, person, isOut };
  });
}

/** The accounts by which each person has opted out: after a merge there can be several. */
async function optedOutPersons(store: Store): Promise<Map<number, number[]>> {
  const persons = new Map<number, number[]>();
  for (const { person, accountId } of await optedOut(store))
    persons.set(person, [...(persons.get(person) ?? []), accountId]);
  return persons;
}
