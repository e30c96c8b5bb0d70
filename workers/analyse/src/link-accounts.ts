import { allIds, createIndex, linksOf, type RegistryEntry, registryLinks, rulesVersion } from "@groundswell/identity";
import { standingDecisions } from "@groundswell/model";
import {
  acceptedLinks,
  accountsWithEvidence,
  addEvidence,
  evidenceFingerprint,
  linkedFrom,
  linkedMembers,
  movePersons,
  noteLinkedFrom,
  personsFingerprint,
  readDecisions,
  readRegistries,
  registrySource,
  type Store,
  setLeftOut,
  type Transaction,
  whileLinking,
} from "@groundswell/store";
import { derivePersons } from "./derive-persons.ts";

/**
 * Adds what the profiles of all accounts and the registries show now, withdraws what they show no more, and derives persons from all
 * evidence and decisions. Where nothing has changed since the last time, nothing is looked for.
 * @returns how many links are new, changed or withdrawn
 */
export async function linkAccounts(store: Store, now: Date): Promise<number> {
  return whileLinking(store, async (client) => {
    // Taken before accounts are read: what a collector commits in between is read twice rather than never.
    const evidence = `${rulesVersion} ${await evidenceFingerprint(client)}`;
    const isKnown = evidence === (await linkedFrom(client, "evidence"));
    const added = isKnown ? 0 : await findEvidence(client, now);
    if (isKnown && (await personsFingerprint(client)) === (await linkedFrom(client, "persons"))) return 0;
    const members = await linkedMembers(client);
    const standing = standingDecisions(await readDecisions(client));
    const { persons, leftOut } = derivePersons(members, await acceptedLinks(client, null), standing);
    await movePersons(client, persons);
    await setLeftOut(client, null, leftOut);
    await noteLinkedFrom(client, "evidence", evidence);
    await noteLinkedFrom(client, "persons", await personsFingerprint(client));
    return added;
  });
}

async function findEvidence(client: Transaction, now: Date): Promise<number> {
  const index = createIndex(await accountsWithEvidence(client));
  let added = await addEvidence(client, linksOf(index, allIds(index)), { source: "profiles", now });
  for (const { name, entries } of await readRegistries<RegistryEntry>(client)) {
    const listed = entries.map(({ entry, account }) => ({ ...entry, account }));
    added += await addEvidence(client, registryLinks(index, listed, name), { source: registrySource(name), now });
  }
  return added;
}
