import { ConfigError } from "@groundswell/model";
import type { Pool, PoolClient } from "pg";
import type { Moved } from "./decisions.ts";
import type { Store } from "./open.ts";
import { inTransaction } from "./transaction.ts";

/** An account as persons are made of it, and the person that it is part of now. */
export type Member = {
  id: number;
  platform: string;
  platformId: string;
  emailHash: string | null;
  person: number;
};

/**
 * Does `work` in a transaction while nobody else links accounts or decides about persons: each of them derives persons
 * from all that was decided before.
 */
export async function whileLinking<T>(store: Store, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(store, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtext('groundswell:identity'))");
    return work(client);
  });
}

const member = `select id, platform, native_id as "platformId", email_hash as "emailHash", coalesce(person_id, id) as person from accounts`;

/** The accounts that any link, decision or person is about. */
export async function linkedMembers(client: PoolClient): Promise<Member[]> {
  const { rows } = await client.query(
    `${member} where person_id is not null or id in (
       select a from links union select b from links union select unnest(accounts) from decisions
       union select person_id from accounts where person_id is not null)
     order by id`,
  );
  return rows;
}

/** The persons that hold several accounts, in the order of their ids. */
export async function joinedPersons(store: Store): Promise<number[]> {
  const { rows } = await store.pool.query(
    `select p.person from (select person_id as person, count(*) as pointing from accounts where person_id is not null group by 1) p
       left join accounts own on own.id = p.person and own.person_id is null
     where p.pointing + (own.id is not null)::int > 1 order by 1`,
  );
  return rows.map(({ person }) => person);
}

/** Some accounts, in the order of their ids; those that are not there are left out. */
export async function membersNamed(client: Pool | PoolClient, ids: readonly number[]): Promise<Member[]> {
  const { rows } = await client.query(`${member} where id = any($1) order by id`, [ids]);
  return rows;
}

/** The accounts of some persons. */
export async function membersOf(client: Pool | PoolClient, persons: readonly number[]): Promise<Member[]> {
  const { rows } = await client.query(
    `${member} where person_id = any($1) or (id = any($1) and person_id is null) order by id`,
    [persons],
  );
  return rows;
}

/**
 * The accounts of one person.
 * @throws ConfigError where nobody has this number
 */
export async function membersOfPerson(client: Pool | PoolClient, person: number): Promise<Member[]> {
  const members = await membersOf(client, [person]);
  if (members.length > 0) return members;
  throw new ConfigError(
    `There is no person ${person}: give the number that "groundswell identities list" shows, or one of their accounts as platform:id.`,
  );
}

/**
 * Every account whose person can change with some accounts: what accepted links and the given pairs lead to, all of their
 * persons, and whoever holds the id of one of them as a person's id.
 */
export async function reachedMembers(
  client: PoolClient,
  from: readonly number[],
  pairs: readonly { a: number; b: number }[],
): Promise<Member[]> {
  const { rows } = await client.query(
    `with recursive pairs as (
       select * from unnest($2::bigint[], $3::bigint[]) as u (a, b)
     ), reached (id) as (
       select unnest($1::bigint[])
       union
       select n.id from reached r cross join lateral (
         select b as id from links where a = r.id and status = 'accepted'
         union all select a from links where b = r.id and status = 'accepted'
         union all select b from pairs where a = r.id
         union all select a from pairs where b = r.id
         union all select id from accounts where person_id = r.id
         union all select fellow.id from accounts one join accounts fellow on fellow.person_id = one.person_id where one.id = r.id
       ) n
     )
     ${member} where id in (select id from reached) order by id`,
    [from, pairs.map(({ a }) => a), pairs.map(({ b }) => b)],
  );
  return rows;
}

/** Points accounts at their persons; accounts that `persons` does not name stay where they are. */
export async function movePersons(client: Pool | PoolClient, persons: ReadonlyMap<number, number>): Promise<Moved[]> {
  const { rows } = await client.query(
    `with wanted as (
       select account_id, nullif(person_id, account_id) as person_id
       from unnest($1::bigint[], $2::bigint[]) as u (account_id, person_id)
     ), held as materialized (
       -- In the order in which collectors save accounts, or the two would deadlock.
       select a.id, a.person_id as before, w.person_id as after from accounts a join wanted w on w.account_id = a.id
       where a.person_id is distinct from w.person_id
       order by (a.platform || ':' || a.native_id) collate "C" for no key update of a
     ), moved as (
       update accounts a set person_id = held.after from held where a.id = held.id returning a.id
     )
     select held.id as account, coalesce(held.before, held.id) as from, coalesce(held.after, held.id) as to
     from held join moved using (id) order by 1`,
    [[...persons.keys()], [...persons.values()]],
  );
  return rows;
}

/** Says which accepted links about pairs within some accounts join nothing, and why; null is all accounts. */
export async function setLeftOut(
  client: PoolClient,
  within: readonly number[] | null,
  leftOut: readonly { a: number; b: number; why: string }[],
): Promise<void> {
  await client.query("delete from left_out_links where $1::bigint[] is null or a = any($1) or b = any($1)", [within]);
  await client.query(
    `insert into left_out_links (a, b, why)
     select a, b, min(why) from unnest($1::bigint[], $2::bigint[], $3::text[]) as u (a, b, why) group by 1, 2`,
    [leftOut.map(({ a }) => a), leftOut.map(({ b }) => b), leftOut.map(({ why }) => why)],
  );
}
