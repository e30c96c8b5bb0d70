import { proposeLinks } from "@groundswell/identity";
import { standingDecisions } from "@groundswell/model";
import {
  acceptedLinks,
  accountsWithEvidence,
  addEvidence,
  linkedMembers,
  movePersons,
  readDecisions,
  type Store,
  setLeftOut,
  whileLinking,
} from "@groundswell/store";
import { derivePersons } from "./derive-persons.ts";

/**
 * Adds what the profiles of all accounts show now, withdraws what they show no more, and derives persons from all evidence and
 * decisions. A second time changes nothing.
 * @returns how many links are new, changed or withdrawn
 */
export async function linkAccounts(store: Store, now: Date): Promise<number> {
  return whileLinking(store, async (client) => {
    const found = proposeLinks(await accountsWithEvidence(client));
    const added = await addEvidence(client, found, { source: "profiles", now });
    const members = await linkedMembers(client);
    const standing = standingDecisions(await readDecisions(client));
    const { persons, leftOut } = derivePersons(members, await acceptedLinks(client, null), standing);
    await movePersons(client, persons);
    await setLeftOut(client, null, leftOut);
    return added;
  });
}
