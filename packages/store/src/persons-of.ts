import type { Transaction } from "./transaction.ts";

/** Who is whom, and who was staff or a contractor of the maker when. Instants are milliseconds since 1970. */
export type Persons = {
  of(account: number): number;
  /** All accounts of the person of one. */
  accountsOf(account: number): readonly number[];
  isStaff(person: number, at: number): boolean;
};

/**
 * Reads who is whom now. Most accounts are a person by themselves and are in no table here, so that looking somebody up costs less
 * than a join of all that they wrote with all accounts.
 */
export async function personsOf(client: Transaction): Promise<Persons> {
  const { rows: joined } = await client.query(
    "select id, person_id as person from accounts where person_id is not null",
  );
  const { rows: jobs } = await client.query(
    `select coalesce(a.person_id, a.id) as person, k."from", k.until from account_kinds k join accounts a on a.id = k.account_id
     where k.kind in ('staff', 'vendor')`,
  );
  const persons = new Map<number, number>(joined.map(({ id, person }) => [id, person]));
  const accounts = new Map<number, number[]>();
  for (const [account, person] of persons) {
    const own = accounts.get(person);
    if (own) own.push(account);
    // Its own number is an account's, unless that has become somebody else's since.
    else accounts.set(person, persons.has(person) ? [account] : [person, account]);
  }
  const periods = new Map<number, [from: number, until: number][]>();
  for (const { person, from, until } of jobs) {
    const period: [number, number] = [
      from?.getTime() ?? Number.NEGATIVE_INFINITY,
      until?.getTime() ?? Number.POSITIVE_INFINITY,
    ];
    periods.set(person, [...(periods.get(person) ?? []), period]);
  }
  const of = (account: number) => persons.get(account) ?? account;
  return {
    of,
    accountsOf: (account) => accounts.get(of(account)) ?? [account],
    isStaff: (person, at) => periods.get(person)?.some(([from, until]) => from <= at && at < until) ?? false,
  };
}
