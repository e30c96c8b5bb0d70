import type { Pool, PoolClient } from "pg";
import { clean, cleanJson } from "./columns.ts";
import { standingLinks } from "./links.ts";

export type RegistryKind = "members" | "awardees";

/** One person of a registry, as its reader gives it, and the account that stands for it; null where none does. */
export type RegistryEntryRow<Entry = unknown> = { entry: Entry; account: number | null };

/** A registry with its entries, in the order of its file. */
export type RegistryRow<Entry = unknown> = { name: string; kind: RegistryKind; entries: RegistryEntryRow<Entry>[] };

/** A registry in short: how many it lists, and how many links it has found. */
export type RegistrySummary = {
  name: string;
  kind: RegistryKind;
  readAt: Date;
  entries: number;
  accepted: number;
  proposed: number;
};

/** What links found in a registry name as their source. */
export function registrySource(name: string): string {
  return `registry ${name}`;
}

/** Puts a registry in place of the one of its name. Runs inside a transaction. */
export async function saveRegistry(client: PoolClient, { name, kind, entries }: RegistryRow, now: Date): Promise<void> {
  await deleteRegistry(client, name);
  await client.query("insert into registries (name, kind, read_at) values ($1, $2, $3)", [clean(name), kind, now]);
  await client.query(
    `insert into registry_entries (registry, position, entry, account_id)
     select $1, u.position, u.entry, u.account_id
     from unnest($2::jsonb[], $3::bigint[]) with ordinality as u (entry, account_id, position)`,
    [
      clean(name),
      entries.map(({ entry }) => cleanJson(entry as Record<string, unknown>)),
      entries.map((one) => one.account),
    ],
  );
}

/**
 * Takes a registry away. The links found in it are withdrawn when accounts are linked next.
 * @returns whether there was one
 */
export async function deleteRegistry(client: PoolClient, name: string): Promise<boolean> {
  await client.query("delete from registry_entries where registry = $1", [name]);
  const { rowCount } = await client.query("delete from registries where name = $1", [name]);
  return rowCount === 1;
}

/** What kind of registry has a name; null where none has. */
export async function registryKind(client: PoolClient, name: string): Promise<RegistryKind | null> {
  const { rows } = await client.query("select kind from registries where name = $1", [name]);
  return rows[0]?.kind ?? null;
}

/** Every registry with its entries, and those that are gone while links found in them still stand: these list nobody. */
export async function readRegistries<Entry>(client: PoolClient): Promise<Omit<RegistryRow<Entry>, "kind">[]> {
  const { rows } = await client.query(
    `with ${standingLinks("source like 'registry %'")}, named as (
       select name from registries union select substr(source, length('registry ') + 1) from standing
     )
     select n.name, coalesce(jsonb_agg(jsonb_build_object('entry', e.entry, 'account', e.account_id) order by e.position)
       filter (where e.position is not null), '[]') as entries
     from named n left join registry_entries e on e.registry = n.name group by 1 order by 1`,
  );
  return rows;
}

/** All registries, by name. */
export async function listRegistries(client: Pool | PoolClient): Promise<RegistrySummary[]> {
  const { rows } = await client.query(
    `with ${standingLinks("source like 'registry %'")}
     select r.name, r.kind, r.read_at as "readAt", (select count(*)::int from registry_entries where registry = r.name) as entries,
       count(s.id) filter (where s.status = 'accepted')::int as accepted,
       count(s.id) filter (where s.status = 'proposed')::int as proposed
     from registries r left join standing s on s.source = 'registry ' || r.name group by 1, 2, 3 order by 1`,
  );
  return rows;
}
