import { type Account, accountKey } from "@groundswell/model";
import type { Pool, PoolClient } from "pg";
import { clean, columns } from "./columns.ts";
import { saveAccounts } from "./save-accounts.ts";

/** Whether an award held at an instant, or had ended by then. */
export type Standing = "current" | "alumnus";

/** A recognition as a file tells it. Days are ISO dates in UTC; `endedOn` is the first one that it no longer holds. */
export type Award = { registry: string; expertise: string; awardedOn: string | null; endedOn: string | null };

/** An award of an account, with the status that the file gives it. */
export type AwardOfAccount = Omit<Award, "registry"> & { account: number; status: Standing };

/** What one person was awarded by an instant. Somebody may be an alumnus of one expertise and current in another. */
export type PersonAwards = { current: Award[]; alumnus: Award[] };

/** An award and whom it was given, as they are known at an instant. */
export type AwardeeRow = Award & {
  account: number;
  platformId: string;
  name: string | null;
  person: number;
  status: Standing;
};

/** The accounts that stand for the awardees of a file, those of earlier readings among them unless they are forgotten. */
export async function awardeeAccounts(
  client: PoolClient,
  registry: string,
): Promise<{ platformId: string; name: string; links: string[] }[]> {
  const { rows } = await client.query(
    `select native_id as "platformId", name, links from accounts
     where platform = 'awardees' and starts_with(native_id, $1 || '/') and name is not null order by id`,
    [registry],
  );
  return rows;
}

/**
 * Makes the accounts of a file's awardees say what the file says now. Accounts are never deleted, since decisions are about them; of one that the
 * file lists no more, all is blanked that could link it or tell who it was.
 * @returns the store's number of each, in their order
 */
export async function saveAwardeeAccounts(
  client: PoolClient,
  registry: string,
  accounts: readonly Account[],
  now: Date,
): Promise<number[]> {
  await client.query(
    `update accounts set name = null, links = '{}', observed_at = least(observed_at, $2)
     where platform = 'awardees' and starts_with(native_id, $1 || '/')`,
    [registry, now],
  );
  const { ids } = await saveAccounts(client, { accounts: [...accounts], signals: [] }, { fetchedAt: null, now });
  return accounts.map((account) => ids.get(accountKey(account)) ?? 0);
}

/** Puts the awards of a file in place of those it told before. Runs inside a transaction. */
export async function replaceAwards(
  client: PoolClient,
  registry: string,
  awards: readonly AwardOfAccount[],
): Promise<void> {
  await client.query("delete from awards where registry = $1", [registry]);
  await client.query(
    `insert into awards (registry, account_id, expertise, awarded_on, ended_on, status)
     select $1, u.* from unnest($2::bigint[], $3::text[], $4::date[], $5::date[], $6::text[])
       as u (account_id, expertise, awarded_on, ended_on, status)`,
    [
      registry,
      ...columns(
        [...awards],
        (award) => award.account,
        (award) => clean(award.expertise),
        (award) => award.awardedOn,
        (award) => award.endedOn,
        (award) => award.status,
      ),
    ],
  );
}

/**
 * Who had been awarded what by an instant, person by person; persons without an award are not in it. An award of which the file tells
 * the end holds until then; one that has no end is what the file says. What was awarded later does not show.
 */
export async function awardsAsOf(client: Pool | PoolClient, asOf: Date): Promise<Map<number, PersonAwards>> {
  const persons = new Map<number, PersonAwards>();
  for (const { person, registry, expertise, awardedOn, endedOn, status } of await readAwards(client, asOf, false)) {
    const awards = persons.get(person) ?? { current: [], alumnus: [] };
    awards[status].push({ registry, expertise, awardedOn, endedOn });
    persons.set(person, awards);
  }
  return persons;
}

/** Every award that files tell of, those to come among them, with its status at an instant. */
export function listAwards(client: Pool | PoolClient, asOf: Date): Promise<AwardeeRow[]> {
  return readAwards(client, asOf, true);
}

async function readAwards(client: Pool | PoolClient, asOf: Date, andLater: boolean): Promise<AwardeeRow[]> {
  const { rows } = await client.query(
    `select w.registry, w.expertise, to_char(w.awarded_on, 'YYYY-MM-DD') as "awardedOn", to_char(w.ended_on, 'YYYY-MM-DD') as "endedOn",
       w.account_id as account, a.native_id as "platformId", a.name, coalesce(a.person_id, a.id) as person,
       case when (w.ended_on is null or $1::timestamptz < w.ended_on::timestamp at time zone 'UTC')
         -- Who is called an alumnus before the end that is told has left early; who is called one after it was current until then.
         and (w.status = 'current' or w.ended_on::timestamp at time zone 'UTC' <= r.read_at) then 'current' else 'alumnus' end as status
     from awards w join accounts a on a.id = w.account_id join registries r on r.name = w.registry
     where $2 or w.awarded_on is null or w.awarded_on::timestamp at time zone 'UTC' <= $1
     order by a.name, w.registry, a.native_id, w.awarded_on, w.expertise`,
    [asOf, andLater],
  );
  return rows;
}
