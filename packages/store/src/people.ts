import { numericMetric } from "./columns.ts";
import { metricsAsOf } from "./contributions.ts";
import type { Store } from "./open.ts";
import { inTransaction } from "./transaction.ts";

/** An account as identity reads it. */
export type AccountRow = {
  id: number;
  platform: string;
  platformId: string;
  handle: string | null;
  name: string | null;
  url: string | null;
  links: string[];
  emailHash: string | null;
};

/** Accounts that carry any evidence by which they could be linked. */
export async function accountsWithEvidence(store: Store): Promise<AccountRow[]> {
  const { rows } = await store.pool.query(
    `select id, platform, native_id as "platformId", handle, name, url, links, email_hash as "emailHash"
     from accounts where links <> '{}' or email_hash is not null or url is not null order by id`,
  );
  return rows;
}

export type LinkRow = {
  a: number;
  b: number;
  method: string;
  confidence: number;
  reasons: string[];
  status: "accepted" | "proposed" | "rejected";
};

/** Adds evidence; what was said before is never changed or removed. */
export async function addLinks(store: Store, links: LinkRow[], decidedBy: string, now: Date): Promise<number> {
  const { rowCount } = await store.pool.query(
    `insert into links (a, b, method, confidence, reasons, status, decided_by, at)
     select a, b, method, confidence, array(select jsonb_array_elements_text(reasons)), status, $6, $7
     from unnest($1::bigint[], $2::bigint[], $3::text[], $4::float8[], $5::jsonb[], $8::text[])
       as u (a, b, method, confidence, reasons, status)
     on conflict do nothing`,
    [
      links.map((link) => link.a),
      links.map((link) => link.b),
      links.map((link) => link.method),
      links.map((link) => link.confidence),
      links.map((link) => JSON.stringify(link.reasons)),
      decidedBy,
      now,
      links.map((link) => link.status),
    ],
  );
  return rowCount ?? 0;
}

/** Points accounts at their persons; accounts that `persons` does not name become persons of their own. */
export async function setPersons(store: Store, persons: Map<number, number>): Promise<number> {
  const joined = [...persons].filter(([account, person]) => account !== person);
  return inTransaction(store, async (client) => {
    const { rowCount } = await client.query(
      `with wanted as (select * from unnest($1::bigint[], $2::bigint[]) as u (account_id, person_id)), held as materialized (
         -- In the order in which collectors save accounts, or the two would deadlock.
         select a.id from accounts a left join wanted w on w.account_id = a.id
         where a.person_id is distinct from w.person_id
         order by (a.platform || ':' || a.native_id) collate "C" for no key update of a
       )
       update accounts a set person_id = w.person_id
       from held left join wanted w on w.account_id = held.id
       where a.id = held.id`,
      [joined.map(([account]) => account), joined.map(([, person]) => person)],
    );
    return rowCount ?? 0;
  });
}

export type PersonRow = {
  person: number;
  name: string | null;
  accounts: { platform: string; id: string; handle: string | null; url: string | null }[];
};

/** The names and accounts of persons. The name is the one seen last on any of the accounts. */
export async function findPersons(store: Store, persons: number[]): Promise<Map<number, PersonRow>> {
  const { rows } = await store.pool.query(
    `select p.id as person,
       (array_agg(coalesce(a.name, a.handle) order by a.observed_at desc) filter (where coalesce(a.name, a.handle) is not null))[1] as name,
       jsonb_agg(jsonb_build_object('platform', a.platform, 'id', a.native_id, 'handle', a.handle, 'url', a.url)
         order by a.platform, a.native_id) as accounts
     from unnest($1::bigint[]) p (id) join accounts a on a.id = p.id or a.person_id = p.id
     group by 1`,
    [persons],
  );
  return new Map(rows.map((row) => [row.person, row]));
}

export type Evidence = {
  url: string | null;
  title: string | null;
  kind: string;
  space: string;
  occurredAt: string;
  value: number;
};

/** The best items of each person inside a window, of the given kinds: by votes, an acceptance counting two, then the newest. */
export async function bestItems(
  store: Store,
  expertise: string,
  window: { from: Date; to: Date },
  kinds: string[],
  persons: number[],
  each: number,
): Promise<Map<number, Evidence[]>> {
  const { rows } = await store.pool.query(
    `with ${metricsAsOf("$3")}
     select p.id as person, s.url, coalesce(s.title, s.excerpt) as title, s.kind, sp.platform || ':' || sp.native_id as space,
       to_char(s.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "occurredAt", s.value
     from unnest($5::bigint[]) p (id) cross join lateral (
       select s.*, v.value from accounts a join signals s on s.account_id = a.id
         join attributions t on t.signal_id = s.id
         join expertises e on e.id = t.expertise_id and e.slug = $1
         left join earlier on earlier.signal_id = s.id
         cross join lateral (select coalesce(earlier.metrics, s.metrics) as metrics) then_
         cross join lateral (
           select greatest(case when count(*) filter (where kind in ('up', 'down', 'like')) > 0
               then count(*) filter (where kind in ('up', 'like') and at < $3) - count(*) filter (where kind = 'down' and at < $3)
               else coalesce(${numericMetric("then_.metrics", "score")}, ${numericMetric("then_.metrics", "likes")}, 0) end, 0)
             + 2 * (coalesce(bool_or(kind in ('accept', 'merge') and (at is null or at < $3)), false)
                 or coalesce(then_.metrics -> 'accepted' = 'true', false))::int as value
           from endorsements where signal_id = s.id
         ) v
       where (a.id = p.id or a.person_id = p.id) and s.occurred_at >= $2 and s.occurred_at < $3 and s.deleted_at is null and s.kind = any($4)
       order by v.value desc, s.occurred_at desc, s.id limit $6
     ) s join spaces sp on sp.id = s.space_id
     order by p.id, s.value desc, s.occurred_at desc, s.id`,
    [expertise, window.from, window.to, kinds, persons, each],
  );
  const byPerson = new Map<number, Evidence[]>();
  for (const { person, ...item } of rows) byPerson.set(person, [...(byPerson.get(person) ?? []), item]);
  return byPerson;
}

/** The pairs of accounts that something stands about, and the accounts they name. */
export type DecidedLinks = {
  accounts: { id: number; platform: string }[];
  accepted: { a: number; b: number; confidence: number; byPerson: boolean }[];
  cannot: { a: number; b: number }[];
};

/** What stands about each pair of accounts: a person's latest word on it decides, else the strongest evidence. */
export async function decidedLinks(store: Store): Promise<DecidedLinks> {
  const { rows } = await store.pool.query(
    `select distinct on (a, b) a, b, confidence, status, decided_by <> 'automatic' as "byPerson" from links
     order by a, b, decided_by <> 'automatic' desc,
       case when decided_by = 'automatic' and status = 'accepted' then confidence end desc nulls last, id desc`,
  );
  const accounts = await store.pool.query("select id, platform from accounts where id = any($1) order by id", [
    [...new Set(rows.flatMap((row) => [row.a, row.b]))],
  ]);
  return {
    accounts: accounts.rows,
    accepted: rows.filter((row) => row.status === "accepted"),
    cannot: rows.filter((row) => row.status === "rejected"),
  };
}
