import { ConfigError } from "@groundswell/model";
import type { PoolClient } from "pg";
import { writeAudit } from "./audit.ts";
import { holdsById, removeSetAside } from "./erase-shared-names.ts";
import { eraseSignals } from "./erase-signals.ts";
import { eraseSources, registryEntriesOf } from "./erase-sources.ts";
import { type Finder, finderOf, removeRawPages, type Swept, sweep } from "./erase-sweep.ts";
import { findTraces, type LeftAlone, type Traces } from "./erase-traces.ts";
import type { Store } from "./open.ts";
import { membersOfPerson } from "./persons.ts";
import { eraseFromEditions } from "./report-editions-erase.ts";
import { addTombstones, refuseKey, tombstoneTexts } from "./tombstones.ts";
import { inTransaction } from "./transaction.ts";

/** What an erasure did, or would do. It names the person, and is kept nowhere. */
export type Erased = {
  person: number;
  accounts: string[];
  /** Spaces of the person's own, gone with everything in them. */
  spaces: string[];
  /** Sources that read nothing else: to be taken out of the catalogue as well. */
  sources: string[];
  signals: { unnamed: number; removed: number };
  endorsements: number;
  rawPages: number;
  /** Rows about the person that went, by table. */
  rows: Record<string, number>;
  /** Rows of others in which the person was mentioned. */
  mentions: Swept[];
  /** What cannot be told from other people's, and stays in their texts. */
  left: LeftAlone[];
};

export type Erasing = {
  person: number;
  actor: string;
  reason: string | null;
  now: Date;
  /** Says what would be done, and does nothing. */
  dryRun: boolean;
};

/**
 * Removes a person from everything that the store holds, in one transaction, and leaves tombstones by which they cannot come back.
 * Nobody links, decides, rolls up or saves meanwhile.
 * @throws ConfigError where the key is missing or another one, or nobody has this number
 */
export async function erasePerson(store: Store, erasing: Erasing): Promise<Erased> {
  const key = store.erasureKey;
  if (key === null)
    throw new ConfigError(
      "Erasing needs GROUNDSWELL_ERASURE_KEY: set it to a secret of at least 32 characters and keep it, for without it nothing more can be saved.",
    );
  return inTransaction(store, async (client) => {
    // In the order in which everybody else takes them.
    for (const lock of ["identity", "roll-up", "erase"])
      await client.query("select pg_advisory_xact_lock(hashtext($1))", [`groundswell:${lock}`]);
    await refuseKey(client, key);
    await client.query("savepoint untouched");
    const erased = await erase(client, key, erasing);
    if (erasing.dryRun) await client.query("rollback to savepoint untouched");
    return erased;
  });
}

async function erase(client: PoolClient, key: string, { person, actor, reason, now }: Erasing): Promise<Erased> {
  const members = await membersOfPerson(client, person);
  const traces = await findTraces(
    client,
    members.map(({ id }) => id),
  );
  const finder = finderOf(traces.phrases, traces.keys);
  await addTombstones(client, key, { ...tombstonesOf(traces), at: now });
  const sources = await eraseSources(client, traces, finder);
  // Signals lose their addresses in the next step; reports still hold some.
  const written = await addressesOf(client, traces);
  const signals = await eraseSignals(client, traces, finder, key);
  const rawPages = await removeRawPages(client, finder, holdsById(traces.accounts), signals.rawIds);
  const { removed: rows, editions } = await removeRows(client, person, traces, finder, written);
  const setAside = await removeSetAside(client, traces.accounts);
  if (setAside > 0) rows.set_aside = setAside;
  const mentions = withEditions(await sweep(client, finder), editions);
  const { unnamed, removed, endorsements } = signals;
  await writeAudit(client, {
    at: now,
    actor,
    action: "erase",
    subject: "a person",
    detail: {
      reason: reason === null ? null : finder.redact(reason),
      accounts: members.length,
      spaces: traces.spaces.length,
      sources: sources.length,
      signals: { unnamed, removed },
      endorsements,
      rawPages,
      rows,
    },
  });
  return {
    person,
    accounts: traces.keys,
    spaces: traces.spaces.map((space) => space.key),
    sources,
    signals: { unnamed, removed },
    endorsements,
    rawPages,
    rows,
    mentions,
    left: traces.left,
  };
}

function tombstonesOf({ keys, handles, hashes, addresses, spaces, phrases }: Traces) {
  const texts = [
    ...keys.map(tombstoneTexts.account),
    ...handles.map(({ platform, handle }) => tombstoneTexts.handle(platform, handle)),
    ...hashes.map(tombstoneTexts.hash),
    ...addresses.map(tombstoneTexts.link),
    ...spaces.map((space) => tombstoneTexts.space(space.key)),
  ];
  return { texts, phrases };
}

/** The addresses of what a person wrote. */
async function addressesOf(client: PoolClient, { accounts, spaces }: Traces): Promise<string[]> {
  const { rows } = await client.query(
    "select distinct url from signals where url is not null and (account_id = any ($1) or space_id = any ($2))",
    [accounts.map(({ id }) => id), spaces.map(({ id }) => id)],
  );
  return rows.map(({ url }) => url);
}

// Their rows say what happened, without the person; `rollups` and `endorsements` have moved to nobody before.
const keepRows = ["accounts", "signals", "endorsements", "rollups"];

/** Removes all rows that are about the person, and rewrites the editions that name them, also from tables that were not there when this was written. */
async function removeRows(
  client: PoolClient,
  person: number,
  traces: Traces,
  finder: Finder,
  written: readonly string[],
): Promise<{ removed: Record<string, number>; editions: number }> {
  const ids = traces.accounts.map(({ id }) => id);
  const removed: Record<string, number> = {};
  const remove = async (table: string, condition: string, values: unknown[]) => {
    const { rowCount } = await client.query(`delete from "${table}" where ${condition}`, values);
    if (rowCount) removed[table] = (removed[table] ?? 0) + rowCount;
  };
  const entries = await registryEntriesOf(client, traces, finder);
  for (const { registry, position } of entries)
    await remove("registry_entries", "registry = $1 and position = $2", [registry, position]);
  // Earlier runs may know them by the number of any of their accounts, unless that is somebody else's number now.
  const { rows: persons } = await client.query(
    `select p as id from unnest($1::bigint[]) p
     where p = $2 or not exists (select from accounts where person_id = p and id <> all ($1))`,
    [[...new Set([...ids, person])], person],
  );
  const numbers = persons.map(({ id }) => id);
  const editions = await eraseFromEditions(client, numbers, finder, written);
  const { rows: columns } = await client.query(
    `select c.table_name as table, c.column_name as column from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name in ('account_id', 'person_id')
       and c.table_name <> all ($1) order by 1, 2`,
    [keepRows],
  );
  for (const { table, column } of columns)
    await remove(table, `"${column}" = any ($1)`, [column === "account_id" ? ids : numbers]);
  for (const table of ["links", "left_out_links"]) await remove(table, "a = any ($1) or b = any ($1)", [ids]);
  await remove("accounts", "id = any ($1)", [ids]);
  return { removed, editions };
}

/** Editions lose the person's rows and stay: they are counted with what loses a mention. */
function withEditions(swept: Swept[], editions: number): Swept[] {
  if (editions === 0) return swept;
  const table = "report_editions";
  const found = swept.find((one) => one.table === table) ?? { table, changed: 0, removed: 0 };
  const others = swept.filter((one) => one !== found);
  return [...others, { ...found, changed: Math.max(found.changed, editions) }];
}
