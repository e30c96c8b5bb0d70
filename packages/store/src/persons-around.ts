import type { Store } from "./open.ts";

/** The persons of whom some account is in one of some countries; `placesOf` says whose region that is. */
export function personsOfRegions(store: Store, regions: readonly string[]): Promise<number[]> {
  return personsOf(store, "select account_id from account_regions where region = any($1)", regions);
}

/** The persons of whom some account has a text in a language; `placesOf` says in whom that counts. */
export function personsWriting(store: Store, language: string): Promise<number[]> {
  return personsOf(store, "select account_id from account_languages where language = $1", language);
}

async function personsOf({ pool }: Store, accounts: string, value: unknown): Promise<number[]> {
  const { rows } = await pool.query(
    `select distinct coalesce(a.person_id, a.id) as person from (${accounts}) f join accounts a on a.id = f.account_id`,
    [value],
  );
  return rows.map(({ person }) => person);
}
