import { type Account, accountKey, type Mapped, type Space, spaceKey } from "@groundswell/model";
import type { PoolClient } from "pg";
import { address, columns, packList, shown, unpackList } from "./columns.ts";

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
    (s) => shown(s.name),
    (s) => address(s.url),
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

type Column = {
  name: string;
  type: "text" | "bool" | "list";
  read: (account: Account) => unknown;
};

const text = (name: string, read: (account: Account) => string | null): Column => ({
  name,
  type: "text",
  read: (account) => shown(read(account)),
});
const flag = (name: string, read: (account: Account) => boolean): Column => ({ name, type: "bool", read });
const list = (name: string, read: (account: Account) => string[], each = shown): Column => ({
  name,
  type: "list",
  read: (account) => packList(read(account), each),
});

// What a later page says fills and replaces, never blanks; a flag once raised stays.
const profile: Column[] = [
  text("handle", (a) => a.handle),
  text("name", (a) => a.name),
  text("url", (a) => address(a.url)),
  flag("bot", (a) => a.bot),
  flag("staff", (a) => a.staff),
  list("links", (a) => a.links, address),
  text("email_hash", (a) => a.emailHash),
  text("email_domain", (a) => a.emailDomain),
  text("gravatar_hash", (a) => a.gravatarHash),
  list("verified_links", (a) => a.verifiedLinks, address),
  text("location", (a) => a.location),
  text("company", (a) => a.company),
  flag("vendor", (a) => a.vendor),
  flag("organisation", (a) => a.organisation),
  list("member_of", (a) => a.memberOf),
];

const names = ["platform", "native_id", ...profile.map(({ name }) => name), "observed_at"].join(", ");
const given = profile.map(({ name, type }) => (type === "list" ? unpackList(name) : name)).join(", ");
const arrays = profile.map(({ type }, at) => `$${at + 3}::${type === "bool" ? "bool" : "text"}[]`).join(", ");
const incoming = `unnest($1::text[], $2::text[], ${arrays}, $${profile.length + 3}::timestamptz[]) as u (${names})`;
const merged = profile.map(({ name, type }) => {
  if (type === "bool") return `${name} = a.${name} or excluded.${name}`;
  // Each page shows only the organisation that it is about.
  if (name === "member_of")
    return `member_of = array(select unnest(a.member_of) union select unnest(excluded.member_of) order by 1)`;
  if (type === "list") return `${name} = case when excluded.${name} = '{}' then a.${name} else excluded.${name} end`;
  return `${name} = coalesce(excluded.${name}, a.${name})`;
});
const saysAnything = profile.map(({ name, type }) => {
  if (type === "bool") return `excluded.${name}`;
  return type === "list" ? `excluded.${name} <> '{}'` : `excluded.${name} is not null`;
});
const of = (table: string) => profile.map(({ name }) => `${table}.${name}`).join(", ");

// Both read the accounts as they were before the statement.
const replaced = (columns: string) =>
  `from ${incoming} cross join lateral (
         select id, ${columns}, observed_at from accounts where platform = u.platform and native_id = u.native_id limit 1
       ) a`;
const renamed = `renamed as (
       insert into handles (account_id, handle, "from", until)
       select a.id, a.handle, (select max(until) from handles where account_id = a.id), u.observed_at
       ${replaced("handle")}
       where u.handle <> a.handle and u.observed_at >= a.observed_at
       on conflict do nothing)`;
const moved = `moved as (
       insert into former_profiles (account_id, field, value, "from", until)
       select a.id, f.field, f.before,
         (select max(until) from former_profiles p where p.account_id = a.id and p.field = f.field), u.observed_at
       ${replaced("location, company, email_domain")}
       cross join lateral (values ('location', a.location, u.location), ('company', a.company, u.company),
         ('email_domain', a.email_domain, u.email_domain)) as f (field, before, after)
       where f.before <> f.after and u.observed_at >= a.observed_at
       on conflict do nothing)`;

/**
 * Saves accounts, newest observation first: what a later page says of a person fills and replaces, never blanks,
 * and an old page read again changes nothing. A handle, a place or an employer that is replaced is kept with the time it was held.
 */
export async function saveAccounts(
  client: PoolClient,
  batch: Pick<Mapped, "accounts" | "signals">,
  reading: Observed,
): Promise<{ ids: Map<string, number>; fetched: number; saved: number }> {
  const seen = newestOf(batch, reading);
  if (seen.length === 0) return { ids: new Map(), fetched: 0, saved: 0 };
  const values = columns(
    seen,
    ({ account }) => account.platform,
    ({ account }) => account.id,
    ...profile.map(
      ({ read }) =>
        ({ account }: Seen) =>
          read(account),
    ),
    ({ observedAt }) => observedAt,
  );
  const { rows } = await client.query(
    `with saved as (
       insert into accounts as a (${names})
       select platform, native_id, ${given}, observed_at from ${incoming}
       on conflict (platform, native_id) do update set ${merged.join(", ")}, observed_at = excluded.observed_at
       where excluded.observed_at >= a.observed_at and (${saysAnything.join(" or ")})
         and (excluded.observed_at > a.observed_at or (${of("excluded")}) is distinct from (${of("a")}))
       returning xmax = 0 as fresh
     ), ${renamed}, ${moved}
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
  const merged: Record<string, unknown> = { ...newer };
  for (const [field, before] of Object.entries(older)) {
    const value = merged[field];
    if (typeof value === "boolean") merged[field] = value || before;
    else if (value === null || (Array.isArray(value) && value.length === 0)) merged[field] = before;
  }
  return merged as Account;
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
