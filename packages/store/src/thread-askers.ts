import type { Store } from "./open.ts";

/** The public handles of those who began some threads, by the numbers of their signals. */
export async function threadAskers(store: Store, ids: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await store.pool.query(
    `select s.id, a.handle from signals s join accounts a on a.id = s.account_id
     where s.id = any($1) and a.handle is not null order by s.id`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.handle]));
}
