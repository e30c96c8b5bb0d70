import type { Window } from "@groundswell/model";
import type { PoolClient } from "pg";
import { accountsOf } from "./account-kinds.ts";
import { expertiseNumber } from "./large-query.ts";
import { standingLinks } from "./links.ts";
import type { Store } from "./open.ts";

/** Somebody who does not want to be considered. */
export type OptedOut = {
  person: number;
  accountId: number;
  account: string;
  by: string;
  reason: string | null;
  at: string;
};

/** Says that the owner of an account does not want to be considered, or takes that back. */
export async function saveOptOut(
  client: PoolClient,
  given: { account: number; isOut: boolean; actor: string; reason: string | null; now: Date },
): Promise<void> {
  const { account, isOut, actor, reason, now } = given;
  await client.query("insert into opt_outs (account_id, is_out, actor, reason, at) values ($1, $2, $3, $4, $5)", [
    account,
    isOut,
    actor,
    reason,
    now,
  ]);
}

/** Who has opted out, whenever that was: nobody is considered as of a day before they asked not to be. */
export async function optedOut(store: Store, persons: readonly number[] | null = null): Promise<OptedOut[]> {
  const theirs = persons === null ? "true" : `account_id in (${accountsOf("$1")})`;
  const { rows } = await store.pool.query(
    `select coalesce(a.person_id, a.id) as person, a.id as "accountId", a.platform || ':' || a.native_id as account, o.actor as by, o.reason,
       to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
     from (select distinct on (account_id) * from opt_outs where ${theirs} order by account_id, id desc) o join accounts a on a.id = o.account_id
     where o.is_out order by person, o.at, account`,
    persons === null ? [] : [persons],
  );
  return rows;
}

/** A person whose accounts no strong evidence and no decision joins: the confidence of the weakest that holds one of them, and its method. */
export type UncertainPerson = { person: number; account: string; method: string; confidence: number };

/** Persons of several accounts of which one hangs on less than strong evidence that nobody has confirmed; of `persons` only, or null for all. */
export async function uncertainPersons(
  store: Store,
  leastConfidence: number,
  persons: readonly number[] | null = null,
): Promise<UncertainPerson[]> {
  const theirs = persons === null ? "true" : `a in (${accountsOf("$2")})`;
  const { rows } = await store.pool.query(
    `with ${standingLinks(`status <> 'proposed' and ${theirs}`)}, confirmed as (
       -- Who decided about an account has looked at it. A decision that was undone is none.
       select unnest(accounts) as id from decisions d
       where kind in ('accept', 'lock') and not exists (select from decisions u where u.undoes = d.id)
     ), inside as (
       select l.method, l.confidence, x.id as a, y.id as b, coalesce(x.person_id, x.id) as person
       from standing l join accounts x on x.id = l.a join accounts y on y.id = l.b
       where l.status = 'accepted' and coalesce(x.person_id, x.id) = coalesce(y.person_id, y.id)
     ), held as (
       select distinct on (id) id, person, method, confidence
       from (select a as id, person, method, confidence from inside union all select b, person, method, confidence from inside) both_ends
       order by id, confidence desc, method
     )
     select distinct on (h.person) h.person, a.platform || ':' || a.native_id as account, h.method, h.confidence
     from held h join accounts a on a.id = h.id
     where h.confidence < $1 and h.id not in (select id from confirmed) order by h.person, h.confidence, account`,
    persons === null ? [leastConfidence] : [leastConfidence, persons],
  );
  return rows;
}

/** How much of what somebody wrote was taken away again, by them or by whoever keeps order there. */
export type TakenAway = { person: number; gone: number; of: number };

/** Persons of an expertise's window of whose signals at least a share was taken away before its end; of `persons` only, or null for all. */
export async function takenAway(
  store: Store,
  expertise: string,
  window: Window,
  { leastSignals, leastShare }: { leastSignals: number; leastShare: number },
  persons: readonly number[] | null = null,
): Promise<TakenAway[]> {
  const values = [await expertiseNumber(store.pool, expertise), window.from, window.to, leastSignals, leastShare];
  // Of most people nothing was taken away, and to know that takes less than to count what they wrote.
  const theirs = `and a.id in (${accountsOf("$6")}) and exists (
    select from signals d where d.account_id = any(array(${accountsOf("$6")})) and d.occurred_at >= $2 and d.occurred_at < $3 and d.deleted_at < $3)`;
  const { rows } = await store.pool.query(
    `select coalesce(a.person_id, a.id) as person, count(*) filter (where s.deleted_at < $3)::int as gone, count(*)::int as of
     from attributions t join signals s on s.id = t.signal_id join accounts a on a.id = s.account_id
     where t.expertise_id = $1 and s.occurred_at >= $2 and s.occurred_at < $3 ${persons === null ? "" : theirs}
     group by 1 having count(*) >= $4 and count(*) filter (where s.deleted_at < $3) >= count(*) * $5::float8 order by 1`,
    persons === null ? values : [...values, persons],
  );
  return rows;
}
