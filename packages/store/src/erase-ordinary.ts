import pg, { type Pool, type PoolClient } from "pg";
import { erasedMark, phraseOf } from "./erase-phrases.ts";
import { liesUnderHandle, personal } from "./erase-places.ts";
import type { ErasedAccount } from "./erase-traces.ts";

/** Columns of any table that hold words of ours, and never what somebody is called. */
const ownColumns = new Set([
  ...["kind", "state", "status", "role", "track", "stage", "channel", "connector", "method", "tier", "scopes", "deed"],
  ...["cadence", "report", "formats", "events", "purpose", "field", "provider_id", "content_type", "queue"],
]);
const ownColumnsOf: Record<string, string[]> = {
  job: ["name"],
  scheduler: ["name"],
  kept_secrets: ["name"],
  policies: ["version"],
};

/** Whether a column holds words of ours: an erasure that wrote there would take them from everybody. */
export function holdsOwnWords(table: string, column: string): boolean {
  return ownColumns.has(column) || ownColumnsOf[table]?.includes(column) === true;
}

/** What tags, other people's spaces, expertises, organisations and our own words are called: a handle that is one of these cannot be told from it. */
export async function ordinaryPhrases(
  client: Pool | PoolClient,
  accounts: readonly ErasedAccount[],
): Promise<Set<string>> {
  const ids = accounts.map(({ id }) => id);
  const { rows: names } = await client.query(
    `select slug as text from expertises union select name from expertises
     union select jsonb_array_elements_text(rules -> 'words') from expertises where jsonb_typeof(rules -> 'words') = 'array'
     union select distinct unnest(tags) from signals
     union select platform from spaces union select distinct platform from accounts
     union select name from organisations union select unnest(aliases) from organisations union select name from registries`,
  );
  const ordinary = new Set([...names.map(({ text }) => text), ...(await othersSpaces(client, accounts))].map(phraseOf));
  for (const text of [erasedMark, ...(await ownWords(client, ids))]) {
    const phrase = phraseOf(text);
    ordinary.add(phrase);
    for (const word of phrase.split(" ")) ordinary.add(word);
  }
  return ordinary;
}

/** The words that stand in columns and documents whose every word is ours or a platform's. */
async function ownWords(client: Pool | PoolClient, ids: readonly number[]): Promise<string[]> {
  const { rows: columns } = await client.query(
    `select table_schema as schema, table_name as table, column_name as column from information_schema.columns
       join information_schema.tables using (table_schema, table_name)
     where table_schema in ('public', 'bullmq') and table_type = 'BASE TABLE' order by 1, 2, 3`,
  );
  const unions = columns
    .filter(({ table, column }) => holdsOwnWords(table, column))
    .map(
      ({ schema, table, column }) =>
        `union select distinct array_to_string(array[${pg.escapeIdentifier(column)}], ' ') from ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`,
    );
  const { rows } = await client.query(
    `select distinct jsonb_object_keys(metrics) as text from signals
     union select distinct split_part(reason, ' ', 1) from attributions
     union select distinct split_part(reason, ' ', 1) from expertise_spaces
     union select distinct platform from accounts where id <> all ($1)
     ${unions.join(" ")}`,
    [ids],
  );
  return rows.map(({ text }) => text).filter((text) => text !== null);
}

/** What the spaces are called that are not the person's own, whole and in parts: `dotnet/runtime` is `dotnet` and `runtime` too. */
async function othersSpaces(client: Pool | PoolClient, accounts: readonly ErasedAccount[]): Promise<string[]> {
  const { rows } = await client.query(
    `select platform, native_id as "platformId", kind, name, kind in ('blog', 'channel') and not exists (
       select from signals where space_id = spaces.id and account_id <> all ($1)) as "isTheirsAlone" from spaces`,
    [accounts.map(({ id }) => id)],
  );
  return rows.flatMap((space) => {
    if (!personal.includes(space.kind)) return [space.platformId, space.name, ...segments(space.platformId)];
    // What is called like a person is theirs as a rule: only its id counts, and only where it is somebody else's.
    return space.isTheirsAlone || liesUnderHandle(space, accounts) ? [] : segments(space.platformId);
  });
}

function segments(platformId: string): string[] {
  return platformId.split("/");
}
