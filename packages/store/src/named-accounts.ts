import type { Pool, PoolClient } from "pg";

/** An account by the name that people give it, `platform:id`, with what it is known by. */
export type AccountName = { id: number; key: string; handle: string | null; name: string | null; person: number };

/** Accounts by their numbers. */
export async function accountNames(
  client: Pool | PoolClient,
  ids: readonly number[],
): Promise<Map<number, AccountName>> {
  const { rows } = await client.query(`${named} where id = any($1)`, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The account that is named `platform:id`; null where there is none. Both parts may hold colons, so every place to cut is tried. */
export async function accountNamed(client: Pool | PoolClient, key: string): Promise<AccountName | null> {
  const { rows } = await client.query(
    `${named} where (platform, native_id) in (select * from unnest($1::text[], $2::text[]))`,
    cuts(key),
  );
  return rows.length === 1 ? rows[0] : null;
}

/** Accounts that have `platform:handle` for a name, where somebody gave the handle in place of the id. */
export async function accountsWithHandle(client: Pool | PoolClient, key: string): Promise<AccountName[]> {
  const { rows } = await client.query(
    `${named} where (platform, lower(handle)) in (select platform, lower(handle) from unnest($1::text[], $2::text[]) as u (platform, handle))
     order by native_id limit 3`,
    cuts(key),
  );
  return rows;
}

const named = `select id, platform || ':' || native_id as key, handle, name, coalesce(person_id, id) as person from accounts`;

function cuts(key: string): [platforms: string[], ids: string[]] {
  const places = [...key.matchAll(/:/g)].map(({ index }) => index);
  return [places.map((at) => key.slice(0, at)), places.map((at) => key.slice(at + 1))];
}
