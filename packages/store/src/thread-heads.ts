import type { Store } from "./open.ts";

/** What began a thread, as it can be looked up. */
export type ThreadHead = { id: number; url: string | null; title: string | null };

/** The words that began some threads, by the numbers of their signals; who wrote them is not told. */
export async function threadHeads(store: Store, ids: readonly number[]): Promise<Map<number, ThreadHead>> {
  const { rows } = await store.pool.query("select id, url, title from signals where id = any($1) order by id", [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}
