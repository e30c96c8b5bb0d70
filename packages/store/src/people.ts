import type { LinkAccount } from "@groundswell/model";
import type { PoolClient } from "pg";
import { byAnEmployee, movedAsOf } from "./account-kinds.ts";
import { numericMetric } from "./columns.ts";
import { type ListGate, listGates, metricsAsOf } from "./contributions.ts";
import { isCopy } from "./copies.ts";
import type { Store } from "./open.ts";
import { countsAsActivity } from "./roll-up.ts";
import { isSelfAnswer } from "./self-answers.ts";

/** An account as identity reads it; the other names that it was seen under are not kept. */
export type AccountRow = Required<Omit<LinkAccount, "names">>;

/** Accounts that carry any evidence by which they could be linked. */
export async function accountsWithEvidence(client: PoolClient): Promise<AccountRow[]> {
  const { rows } = await client.query(
    `select a.id, a.platform, a.native_id as "platformId", a.handle, a.name, a.url, a.links, a.email_hash as "emailHash",
       a.gravatar_hash as "gravatarHash", a.verified_links as "verifiedLinks", coalesce(p.projects, '{}') as projects, coalesce(h.former, '[]') as "formerHandles"
     from accounts a left join (
       select s.account_id, array_agg(distinct sp.platform || ':' || sp.native_id) as projects
       from accounts c join signals s on s.account_id = c.id join spaces sp on sp.id = s.space_id
       where c.platform = 'git' group by 1
     ) p on p.account_id = a.id left join (
       select account_id, jsonb_agg(jsonb_build_object('handle', handle,
         'until', to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by until) as former
       from handles group by 1
     ) h on h.account_id = a.id
     where a.links <> '{}' or coalesce(a.email_hash, a.gravatar_hash, a.url, a.handle, a.name) is not null or h.former is not null
     order by a.id`,
  );
  return rows;
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
     from (select distinct unnest($1::bigint[])) p (id) join accounts a on a.person_id = p.id or (a.id = p.id and a.person_id is null)
     group by 1`,
    [persons],
  );
  return new Map(rows.map((row) => [row.person, row]));
}

export type Evidence = {
  /** `platform:kind:id` */
  signal: string;
  url: string | null;
  title: string | null;
  kind: string;
  space: string;
  occurredAt: string;
  value: number;
};

/** The best items that count for each person inside a window, of the given kinds: by votes, an acceptance counting two, then the newest. */
export async function bestItems(
  store: Store,
  expertise: string,
  window: { from: Date; to: Date },
  kinds: string[],
  persons: readonly number[],
  each: number,
  gates: readonly ListGate[] = listGates,
): Promise<Map<number, Evidence[]>> {
  const { rows } = await store.pool.query(
    `with ${movedAsOf("$3")}, ${metricsAsOf("$3")}
     select p.id as person, s.platform || ':' || s.kind || ':' || s.native_id as signal, s.url, coalesce(s.title, s.excerpt) as title, s.kind, sp.platform || ':' || sp.native_id as space,
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
             -- Where an acceptance is dated, its date decides and not what the signal's own metrics say by now.
             + 2 * coalesce(bool_or(at is null or at < $3) filter (where kind in ('accept', 'merge')),
                 then_.metrics -> 'accepted' = 'true', false)::int as value
           from endorsements where signal_id = s.id
         ) v
       where (a.person_id = p.id or (a.id = p.id and a.person_id is null)) and s.occurred_at >= $2 and s.occurred_at < $3 and s.kind = any($4)
         and ${countsAsActivity("s", "$3")} and not ${byAnEmployee("s", "p.id", "$7")} and not ${isSelfAnswer("s", "a")} and not ${isCopy("s")}
       order by v.value desc, s.occurred_at desc, s.id limit $6
     ) s join spaces sp on sp.id = s.space_id
     order by p.id, s.value desc, s.occurred_at desc, s.id`,
    [expertise, window.from, window.to, kinds, persons, each, gates],
  );
  const byPerson = new Map<number, Evidence[]>();
  for (const { person, ...item } of rows) byPerson.set(person, [...(byPerson.get(person) ?? []), item]);
  return byPerson;
}
