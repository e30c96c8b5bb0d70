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
