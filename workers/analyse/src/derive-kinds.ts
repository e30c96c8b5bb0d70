import { employerReader, kindsOf, nameWords, rulesVersion, suspectName } from "@groundswell/identity";
import type { Organisation } from "@groundswell/model";
import {
  kindEvidence,
  kindsFingerprint,
  linkedFrom,
  noteLinkedFrom,
  readOrganisations,
  type Store,
  type Suspicion,
  saveKinds,
  type Transaction,
  whileLinking,
} from "@groundswell/store";

/**
 * Says anew what every account is that is not simply a person's, from what platforms, profiles, files and people say. Where nothing has
 * changed since the last time, no account is looked at.
 * @returns how many periods came and went
 */
export function deriveKinds(store: Store): Promise<number> {
  return whileLinking(store, async (client) => {
    // Taken before accounts are read: what a collector commits in between is read twice rather than never.
    const judged = `${rulesVersion} ${await kindsFingerprint(client)}`;
    if (judged === (await linkedFrom(client, "kinds"))) return 0;
    const organisations = await readOrganisations(client);
    const changes = await derive(client, organisations, suspicionOf(organisations));
    // What came and went is part of the mark: it is taken again the next time.
    if (changes === 0) await noteLinkedFrom(client, "kinds", judged);
    return changes;
  });
}

/** The same for some accounts, of which something has just been said. */
export async function deriveKindsOf(client: Transaction, accounts: readonly number[]): Promise<number> {
  return derive(client, await readOrganisations(client), accounts);
}

async function derive(
  client: Transaction,
  organisations: readonly Organisation[],
  wanted: Suspicion | readonly number[],
): Promise<number> {
  const readEmployers = employerReader(organisations);
  const evidence = await kindEvidence(client, wanted);
  const kinds = evidence.flatMap((one) =>
    kindsOf(one, organisations, readEmployers).map((period) => ({ ...period, account: one.id })),
  );
  return saveKinds(
    client,
    evidence.map(({ id }) => id),
    kinds,
  );
}

function suspicionOf(organisations: readonly Organisation[]): Suspicion {
  const names = organisations.flatMap(({ name, aliases, members }) => [
    ...[name, ...aliases],
    ...members.map((member) => member.slice(member.indexOf(":") + 1)),
  ]);
  return {
    names: suspectName,
    // What is left of a name in another script says nothing, and the empty text is part of every company.
    employers: [
      ...new Set(
        names.map((name) =>
          nameWords(name)
            .join("")
            .replace(/[^a-z0-9]/g, ""),
        ),
      ),
    ],
    domains: organisations.flatMap(({ domains }) => domains),
    members: organisations.flatMap(({ members }) => members.map((member) => member.toLowerCase())),
  };
}
