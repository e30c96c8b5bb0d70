import { writeAudit } from "./audit.ts";
import { clean, cleanJson } from "./columns.ts";
import type { Store } from "./open.ts";
import { inTransaction } from "./transaction.ts";

/** What a connector would read a place by. */
export type FoundReader = { connector: string; options: Record<string, unknown>; why: string };

/** What somebody did about a space that nobody watches; `look` keeps what was found there. */
export type FoundSpaceDeed = {
  key: string;
  deed: "accept" | "ignore" | "snooze" | "look";
  /** Of a `look` null where nothing reads what is there. */
  reader: FoundReader | null;
  /** The source that an `accept` made. */
  sourceId: string | null;
  actor: string;
  reason: string | null;
  at: Date;
  /** Until when a `snooze` puts it off. */
  until: Date | null;
};

/** Adds what somebody did, with its entry in the audit log; nothing is ever changed or taken away. */
export async function saveFoundSpace(store: Store, done: FoundSpaceDeed): Promise<void> {
  const { key, deed, reader, sourceId, actor, reason, at, until } = done;
  await inTransaction(store, async (client) => {
    await client.query(
      `insert into found_spaces (key, deed, reader, source_id, actor, reason, at, until)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [clean(key), deed, reader === null ? null : cleanJson(reader), sourceId, actor, clean(reason), at, until],
    );
    const detail = { reader, sourceId, reason, until };
    await writeAudit(client, { at, actor, action: `discover ${deed}`, subject: key, detail });
  });
}

/** Everything that people did about found spaces before an instant, the oldest first. */
export async function foundSpaceDeeds(store: Store, before: Date | null = null): Promise<FoundSpaceDeed[]> {
  const { rows } = await store.pool.query(
    `select key, deed, reader, source_id as "sourceId", actor, reason, at, until from found_spaces
     where $1::timestamptz is null or at < $1 order by id`,
    [before],
  );
  return rows;
}
