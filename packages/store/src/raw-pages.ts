import type { Store } from "./open.ts";

/**
 * Removes the raw pages of a source that were last fetched before an instant; what was read from them stays.
 * @returns how many
 */
export async function dropRawPages(store: Store, sourceId: string, before: Date): Promise<number> {
  const { rowCount } = await store.pool.query("delete from raw_pages where source_id = $1 and fetched_at < $2", [
    sourceId,
    before,
  ]);
  return rowCount ?? 0;
}

const pagesAtOnce = 1_000;

/**
 * Removes the raw pages of all sources that were last fetched before an instant, some at a time, so that nobody waits long for the store.
 * @returns how many
 */
export async function dropAllRawPages({ pool }: Store, before: Date): Promise<number> {
  let gone = 0;
  for (;;) {
    const { rowCount } = await pool.query(
      "delete from raw_pages where id in (select id from raw_pages where fetched_at < $1 order by fetched_at limit $2)",
      [before, pagesAtOnce],
    );
    gone += rowCount ?? 0;
    if ((rowCount ?? 0) < pagesAtOnce) return gone;
  }
}
