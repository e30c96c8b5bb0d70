import { ConfigError, dayMs } from "@groundswell/model";
import { writeAudit } from "./audit.ts";
import type { Store } from "./open.ts";
import { findSource, type SourceRow } from "./sources.ts";
import { inTransaction } from "./transaction.ts";
import type { By } from "./users.ts";

/** The connector of sources that are sent their signals: nothing pulls them. */
export const pushConnector = "push";
const receiptDays = 7;

/**
 * Makes a source that programs send signals to.
 * @throws ConfigError where the id is taken or an expertise is not there
 */
export async function addPushSource(
  store: Store,
  { id, expertises }: { id: string; expertises: readonly string[] },
  { actor, at }: By,
): Promise<SourceRow> {
  await inTransaction(store, async (client) => {
    const { rows: known } = await client.query("select slug from expertises where slug = any($1)", [expertises]);
    const missing = expertises.find((slug) => !known.some((row) => row.slug === slug));
    if (missing !== undefined)
      throw new ConfigError(`There is no expertise "${missing}": make it in a catalogue first.`);
    const { rowCount } = await client.query(
      "insert into sources (id, connector, expertises, options) values ($1, $2, $3, '{}') on conflict (id) do nothing",
      [id, pushConnector, expertises],
    );
    if (rowCount === 0) throw new ConfigError(`There is a source "${id}" already: choose another id.`);
    const detail = { connector: pushConnector, expertises };
    await writeAudit(client, { at, actor, action: "source.add", subject: `source ${id}`, detail });
  });
  return (await findSource(store, id)) as SourceRow;
}

/** What a push under a key was answered; `sha256` is that of its body. */
export type PushReceipt = { sha256: string; answer: unknown };

/** The receipt of an earlier push under a key, kept for 7 days; null where there is none. */
export async function pushReceipt({ pool }: Store, sourceId: string, key: string): Promise<PushReceipt | null> {
  const { rows } = await pool.query("select sha256, answer from push_receipts where source_id = $1 and key = $2", [
    sourceId,
    key,
  ]);
  return rows[0] ?? null;
}

/** Keeps a receipt; one that is there already stays. */
export async function keepPushReceipt(
  { pool }: Store,
  { sourceId, key, sha256, answer, at }: PushReceipt & { sourceId: string; key: string; at: Date },
): Promise<void> {
  await pool.query("delete from push_receipts where at < $1", [new Date(at.getTime() - receiptDays * dayMs)]);
  await pool.query(
    "insert into push_receipts (source_id, key, sha256, answer, at) values ($1, $2, $3, $4, $5) on conflict do nothing",
    [sourceId, key, sha256, JSON.stringify(answer), at],
  );
}
