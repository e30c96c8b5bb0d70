import { isDeepStrictEqual, promisify } from "node:util";
import { gunzip } from "node:zlib";
import { batch, type Json, type Mapped, type RawPage, type Signal, signalKey } from "@groundswell/model";
import type { PoolClient } from "pg";
import { columns } from "./columns.ts";
import type { Store } from "./open.ts";
import { type Source, saveRecords, setAsideUnfit } from "./save-records.ts";
import { withoutErased } from "./tombstone-batch.ts";
import { inTransaction } from "./transaction.ts";

export type KeptPage = RawPage & { id: number; pullId: number };

/** The raw pages that are kept of a source, the newest first, a few at a time. */
export async function* keptPages(store: Store, sourceId: string): AsyncGenerator<KeptPage> {
  let before: [at: Date | null, id: number] = [null, 0];
  for (;;) {
    const { rows } = await store.pool.query(
      `select id, pull_id as "pullId", request, content_type as "contentType", context, body, fetched_at as at from raw_pages
       where source_id = $1 and ($2::timestamptz is null or (fetched_at, id) < ($2, $3))
       order by fetched_at desc, id desc limit 20`,
      [sourceId, ...before],
    );
    for (const { at, body, context, ...page } of rows)
      yield {
        ...page,
        body: await promisify(gunzip)(body),
        fetchedAt: at.toISOString(),
        ...(context === null ? {} : { context: context as Json }),
      };
    const last = rows.at(-1);
    if (last === undefined) return;
    before = [last.at, last.id];
  }
}

/** What reading a page again changed of one signal; `before` is null for one that was not there. */
export type Change = { signal: string; before: Record<string, unknown> | null; after: Record<string, unknown> };
export type ReplayedPage = {
  /** Signals that the page says anything of today. */
  signals: number;
  added: number;
  changed: number;
  /** Known by a later page, a page of another source, or a file: what they say stands. */
  elsewhere: number;
  changes: Change[];
};

/**
 * Saves what today's mapper makes of a kept page, as if it had been mapped so when it was fetched. Only signals that
 * the store knows by this very page change, with what endorses them, and those it does not know at all are added; deletions stay.
 * @param dryRun says what would change, and changes nothing
 */
export async function replayPage(
  store: Store,
  source: Source,
  page: KeptPage,
  mapped: Mapped,
  { dryRun, now }: { dryRun: boolean; now: Date },
): Promise<ReplayedPage> {
  const read = setAsideUnfit(batch({ ...mapped, cursor: null }), now);
  return inTransaction(store, async (client) => {
    const { batch: fit } = await withoutErased(client, store.erasureKey, read);
    const before = await readSignals(client, fit.signals);
    const isOurs = (signal: Signal) => {
      const held = before.get(signalKey(signal));
      return held === undefined || held.rawId === page.id;
    };
    const ours = fit.signals.filter(isOurs).map((signal) => {
      const deletedAt = before.get(signalKey(signal))?.row.deleted_at;
      if (!(deletedAt instanceof Date)) return signal;
      // The page still has the text that went with the deletion: it must not come back.
      return { ...signal, deletedAt: deletedAt.toISOString(), title: null, excerpt: null, links: [] };
    });
    // What endorses a signal goes with it: a page that no longer says what the signal is may show an acceptance that was taken back.
    const shown = new Set(ours.map(signalKey));
    const endorsements = fit.endorsements.filter(({ signal: { platform, kind, id } }) =>
      shown.has(signalKey({ space: { platform }, kind, id })),
    );
    await client.query("savepoint replayed");
    const at = new Date(page.fetchedAt);
    await saveRecords(
      client,
      { ...fit, signals: ours, endorsements },
      { source, raw: page, startedAt: at, now: at, again: true },
    );
    const after = await readSignals(client, ours);
    if (dryRun) await client.query("rollback to savepoint replayed");
    const changes = [...after].flatMap(([signal, { row }]): Change[] => {
      const known = before.get(signal)?.row;
      if (known === undefined) return [{ signal, before: null, after: row }];
      const differing = Object.keys(row).filter((name) => !isDeepStrictEqual(row[name], known[name]));
      const only = (of: Record<string, unknown>) => Object.fromEntries(differing.map((name) => [name, of[name]]));
      return differing.length === 0 ? [] : [{ signal, before: only(known), after: only(row) }];
    });
    const added = changes.filter((change) => change.before === null).length;
    return {
      signals: fit.signals.length,
      added,
      changed: changes.length - added,
      elsewhere: fit.signals.length - ours.length,
      changes,
    };
  });
}

type Held = { rawId: number | null; row: Record<string, unknown> };

async function readSignals(client: PoolClient, signals: Signal[]): Promise<Map<string, Held>> {
  const { rows } = await client.query(
    `select s.platform || ':' || s.kind || ':' || s.native_id as key, s.raw_id as "rawId",
       to_jsonb(s) - '{id,raw_id,space_id,account_id,connector,platform,kind,native_id,deleted_at}'::text[] || jsonb_build_object(
         'space', (select platform || ':' || native_id from spaces where id = s.space_id),
         'account', (select platform || ':' || native_id from accounts where id = s.account_id)) as row, s.deleted_at
     from unnest($1::text[], $2::text[], $3::text[]) as u (platform, kind, native_id)
       join signals s on (s.platform, s.kind, s.native_id) = (u.platform, u.kind, u.native_id)`,
    columns(
      signals,
      (s) => s.space.platform,
      (s) => s.kind,
      (s) => s.id,
    ),
  );
  return new Map(rows.map(({ key, rawId, row, deleted_at }) => [key, { rawId, row: { ...row, deleted_at } }]));
}
