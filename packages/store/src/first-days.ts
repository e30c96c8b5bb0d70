import type { Transaction } from "./transaction.ts";

/** Days since 1970 on which something was first known of an expertise. */
export type FirstDays = {
  /** By account: of those who asked in a window, and of all that share a person with another one. */
  accounts: Map<number, number | null>;
  /** By platform: how far its own record goes back. */
  platforms: Map<string, number>;
};

/**
 * Since when those who asked in a window are known in the expertise, from the counts: a signal that is deleted by now is in none of them,
 * even where it was there at the window's end. Looked up asker by asker: all that ever happened is many times what a window holds.
 * @param asked the SQL of the threads that were asked, with `account_id`; $1 is the expertise's number
 */
export async function firstDays(client: Transaction, asked: string, values: unknown[]): Promise<FirstDays> {
  const { rows } = await client.query(
    `with asker as (
       select account_id from (${asked}) h union select id from accounts where person_id is not null
         union select person_id from accounts where person_id is not null
     ), known as (
       select account_id, (select min(r.day) from rollups r where r.account_id = asker.account_id
         and r.expertise_id = $1) - date '1970-01-01' as day
       from asker where account_id is not null
     )
     select array_to_json(array_agg(account_id)) as accounts, array_to_json(array_agg(day)) as days from known`,
    values,
  );
  const { rows: platforms } = await client.query(
    `select p.platform, min(first.day) - date '1970-01-01' as day from (
       select space_id, min(day) as day from rollups where expertise_id = $1 and account_id <> 0 group by 1) first
     join spaces p on p.id = first.space_id group by 1`,
    [values[0]],
  );
  const [{ accounts, days }] = rows as [{ accounts: number[] | null; days: (number | null)[] }];
  return {
    accounts: new Map(accounts?.map((account, row) => [account, days[row] ?? null])),
    platforms: new Map(platforms.map(({ platform, day }) => [platform, day])),
  };
}
