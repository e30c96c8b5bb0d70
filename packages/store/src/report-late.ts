import type { Window } from "@groundswell/model";
import type { Store } from "./open.ts";
import { awaitSaving } from "./tombstones.ts";
import { inTransaction } from "./transaction.ts";

/** The number of the last signal that was saved; 0 where there is none. What is saved later has a higher one. */
export async function lastSignal(store: Store): Promise<number> {
  return inTransaction(store, async (client) => {
    // A batch that was given its numbers and is not committed would come later with lower ones.
    await awaitSaving(client);
    return (await client.query("select coalesce(max(id), 0) as id from signals")).rows[0].id;
  });
}

/**
 * Whether signals dated inside a window were saved after the one of a number. It walks what came since then and nothing else, so ask with the
 * number of the last time.
 */
export async function hasLateSignals({ pool }: Store, { from, to }: Window, after: number): Promise<boolean> {
  const { rows } = await pool.query(
    `select exists (
       -- By number: by date it would walk the window, which is most of a year.
       select from (select occurred_at from signals where id > $1 offset 0) late where occurred_at >= $2 and occurred_at < $3
     ) as late`,
    [after, from, to],
  );
  return rows[0].late;
}

/** Notes that an edition was looked at for what came late, up to the signal of a number. */
export async function noteLook(
  { pool }: Store,
  edition: number,
  { watermark, at }: { watermark: number; at: Date },
): Promise<void> {
  await pool.query("update report_editions set watermark = greatest(watermark, $2), looked_at = $3 where id = $1", [
    edition,
    watermark,
    at,
  ]);
}
