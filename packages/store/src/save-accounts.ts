import { type Account, accountKey, type Mapped, type Space, spaceKey } from "@groundswell/model";
import type { PoolClient } from "pg";
import { clean, columns, packList, unpackList } from "./columns.ts";

/** When the records were read, and when their page was fetched; null where they come from no page. */
export type Observed = { fetchedAt: string | null; now: Date };
type Seen = { account: Account; observedAt: string };

/** Saves the spaces and says which id each key has. */
export async function saveSpaces(client: PoolClient, spaces: Space[]): Promise<Map<string, number>> {
  const byKey = new Map(spaces.map((space) => [spaceKey(space), space]));
  if (byKey.size === 0) return new Map();
  const values = columns(
    // One order of keys for everybody, so that two collectors that save the same spaces cannot deadlock.
    [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, space]) => space),
    (s) => s.platform,
    (s) => s.id,
    (s) => s.kind,
    (s) => clean(s.name),
    (s) => clean(s.url),
  );
  // A conflict would lock the space's row until the batch is saved, and make every other collector in that space wait.
  await client.query(
    `insert into spaces (platform, native_id, kind, name, url)
     select u.* from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
       as u (platform, native_id, kind, name, url)
     where not exists (
       select from spaces s where s.platform = u.platform and s.native_id = u.native_id
         and (s.name, s.url) is not distinct from (u.name, coalesce(u.url, s.url)))
     on conflict (platform, native_id) do update set name = excluded.name, url = coalesce(excluded.url, spaces.url)
     where (spaces.name, spaces.url) is distinct from (excluded.name, coalesce(excluded.url, spaces.url))`,
    values,
  );
  return idsOf(client, "spaces", values[0] as string[], values[1] as string[]);
}

// It reads the accounts as they were before the statement, and runs after `saved`, which by then holds their rows.
const renamed = `renamed as (
       insert into handles (account_id, handle, "from", until)
       select a.id, a.handle, (select max(until) from handles where account_id = a.id), u.observed_at
       from unnest($1::text[], $2::text[], $3::text[], $10::timestamptz[]) as u (platform, native_id, handle, observed_at)
       cross join lateral (
         select id, handle, observed_at from accounts where platform = u.platform and native_id = u.native_id limit 1
       ) a
       where u.handle <> a.handle and u.observed_at >= a.observed_at
       on conflict do nothing)`;

/**
 * Saves accounts, newest observation first: what a later page says of a person fills and replaces, never blanks,
 * and an old page read again changes nothing. A handle that is replaced is kept with the time it was held.
 */
export async function saveAccounts(
  client: PoolClient,
  given: Pick<Mapped, "accounts" | "signals">,
  reading: Observed,
): Promise<{ ids: Map<string, number>; fetched: number; saved: number }> {
  const seen = newestOf(given, reading);
  if (seen.length === 0) return { ids: new Map(), fetched: 0, saved: 0 };
  const values = columns(
    seen,
    ({ account }) => account.platform,
    ({ account }) => account.id,
    ({ account }) => clean(account.handle),
    ({ account }) => clean(account.name),
    ({ account }) => clean(account.url),
    ({ account }) => account.bot,
    ({ account }) => account.staff,
    ({ account }) => packList(account.links),
    ({ account }) => account.emailHash,
    ({ observedAt }) => observedAt,
  );
  const { rows } = await client.query(
    `with saved as (
       insert into accounts as a (platform, native_id, handle, name, url, bot, staff, links, email_hash, observed_at)
       select platform, native_id, handle, name, url, bot, staff, ${unpackList("links")}, email_hash, observed_at
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bool[], $7::bool[], $8::text[], $9::text[], $10::timestamptz[])
         as u (platform, native_id, handle, name, url, bot, staff, links, email_hash, observed_at)
       on conflict (platform, native_id) do update set
         handle = coalesce(excluded.handle, a.handle), name = coalesce(excluded.name, a.name),
         url = coalesce(excluded.url, a.url), bot = a.bot or excluded.bot, staff = a.staff or excluded.staff,
         links = case when excluded.links = '{}' then a.links else excluded.links end,
         email_hash = coalesce(excluded.email_hash, a.email_hash), observed_at = excluded.observed_at
       where excluded.observed_at >= a.observed_at
         and (coalesce(excluded.handle, excluded.name, excluded.url, excluded.email_hash) is not null
              or excluded.bot or excluded.staff or excluded.links <> '{}')
         and (excluded.observed_at > a.observed_at
              or (excluded.handle, excluded.name, excluded.url, excluded.bot, excluded.staff, excluded.links, excluded.email_hash)
                 is distinct from (a.handle, a.name, a.url, a.bot, a.staff, a.links, a.email_hash))
       returning xmax = 0 as fresh
     ), ${renamed}
     select count(*) filter (where fresh)::int as saved from saved`,
    values,
  );
  const ids = await idsOf(client, "accounts", values[0] as string[], values[1] as string[]);
  return { ids, fetched: seen.length, saved: rows[0].saved };
}

/** One row per account, what is known of it merged in the order it was observed. */
function newestOf({ signals, accounts }: Pick<Mapped, "accounts" | "signals">, { fetchedAt, now }: Observed): Seen[] {
  const byKey = new Map<string, Seen>();
  const add = (account: Account, observedAt: string) => {
    const key = accountKey(account);
    const known = byKey.get(key);
    if (!known) byKey.set(key, { account, observedAt });
    else {
      const newer = observedAt >= known.observedAt;
      byKey.set(key, {
        account: newer ? merge(known.account, account) : merge(account, known.account),
        observedAt: newer ? observedAt : known.observedAt,
      });
    }
  };
  // A page shows today's names on yesterday's posts; a file shows the names of its own time.
  for (const signal of signals) {
    if (signal.account) add(signal.account, fetchedAt ?? signal.occurredAt);
  }
  for (const account of accounts) add(account, fetchedAt ?? now.toISOString());
  // One order of keys for everybody, so that two collectors that save the same people cannot deadlock.
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, seen]) => seen);
}

function merge(older: Account, newer: Account): Account {
  return {
    ...newer,
    handle: newer.handle ?? older.handle,
    name: newer.name ?? older.name,
    url: newer.url ?? older.url,
    bot: newer.bot || older.bot,
    staff: newer.staff || older.staff,
    links: newer.links.length > 0 ? newer.links : older.links,
    emailHash: newer.emailHash ?? older.emailHash,
  };
}

async function idsOf(
  client: PoolClient,
  table: "spaces" | "accounts",
  platforms: string[],
  nativeIds: string[],
): Promise<Map<string, number>> {
  // By index, row by row: a join would read the whole table for each batch until it is a large one.
  const { rows } = await client.query(
    `select u.platform || ':' || u.native_id as key, t.id
     from unnest($1::text[], $2::text[]) as u (platform, native_id)
     cross join lateral (
       select id from ${table} where platform = u.platform and native_id = u.native_id limit 1
     ) t`,
    [platforms, nativeIds],
  );
  return new Map(rows.map((row) => [row.key, row.id]));
}
