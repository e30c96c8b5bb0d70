import { type Batch, type CompleteThread, dayMs, type KnownThread, type Signal } from "@groundswell/model";
import type { PoolClient } from "pg";
import { clean, columns } from "./columns.ts";
import type { Store } from "./open.ts";

// Nothing later can move a candidate: awards look at twelve months, and a month more is for who was on holiday.
const watchedMs = 400 * dayMs;
const leastMs = dayMs / 2;
const mostMs = 60 * dayMs;

/**
 * When a thread is to be read again: after half its age, but between half a day and sixty days. A thread of a year has
 * then been read some fifteen times, most of them in its first weeks, when most of what changes does.
 * @returns null for a thread that is watched no longer
 */
export function nextReading(occurredAt: Date, readAt: Date): Date | null {
  const ageMs = readAt.getTime() - occurredAt.getTime();
  if (ageMs > watchedMs) return null;
  return new Date(readAt.getTime() + Math.min(mostMs, Math.max(leastMs, ageMs / 2)));
}

/** Remembers the threads that a batch holds, and when each is to be read again; one that is gone is watched no longer. */
export async function rememberThreads(
  client: PoolClient,
  sourceId: string,
  batch: Pick<Batch, "signals" | "complete">,
  now: Date,
): Promise<void> {
  const opened = new Map(
    batch.signals.filter(opensThread).map((signal) => [threadKey(signal.space, signal.id), signal]),
  );
  if (opened.size > 0) {
    await client.query(
      `insert into known_threads as k
         (source_id, platform, kind, native_id, url, occurred_at, due_at, first_read, last_read)
       select $1, platform, kind, native_id, url, occurred_at, due_at, $2, $2
       from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[])
         as u (platform, kind, native_id, url, occurred_at, due_at)
       on conflict (source_id, platform, kind, native_id) do update set
         url = coalesce(excluded.url, k.url), occurred_at = excluded.occurred_at, due_at = excluded.due_at,
         last_read = excluded.last_read`,
      [
        sourceId,
        now,
        ...columns(
          [...opened].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, signal]) => signal),
          (s) => s.space.platform,
          (s) => s.kind,
          (s) => s.id,
          (s) => clean(s.url),
          (s) => s.occurredAt,
          (s) => nextReading(new Date(s.occurredAt), now),
        ),
      ],
    );
  }
  const here = new Set(batch.signals.map((signal) => threadKey(signal.space, signal.threadId)));
  const gone = batch.complete.filter((thread) => !here.has(threadKey(thread, thread.threadId)));
  if (gone.length > 0)
    await client.query(
      `update known_threads k set due_at = null, last_read = $2
       from unnest($3::text[], $4::text[], $5::text[]) as u (platform, kind, native_id)
       where k.source_id = $1 and (k.platform, k.kind, k.native_id) = (u.platform, u.kind, u.native_id)`,
      [
        sourceId,
        now,
        ...columns(
          gone.flatMap(({ platform, kinds, threadId }) => kinds.map((kind) => ({ platform, kind, threadId }))),
          (thread) => thread.platform,
          (thread) => thread.kind,
          (thread) => thread.threadId,
        ),
      ],
    );
}

function opensThread(signal: Signal): boolean {
  return signal.threadId === signal.id;
}

function threadKey({ platform }: { platform: string }, id: string | null): string {
  return `${platform} ${id}`;
}

function threadColumns(threads: CompleteThread[]): unknown[][] {
  return columns(
    threads,
    (thread) => thread.platform,
    (thread) => thread.threadId,
    (thread) => thread.kinds.join(" "),
  );
}

/**
 * Dates the deletion of what the store has of a batch's complete threads beyond the batch: it was there, and is not
 * shown any more. Should it come back, its next reading takes the date away.
 * @returns how many signals
 */
export async function entombMissing(
  client: PoolClient,
  { complete, signals }: Pick<Batch, "complete" | "signals">,
  now: Date,
): Promise<number> {
  if (complete.length === 0) return 0;
  const { rowCount } = await client.query(
    // Thread by thread, and by key: a store that was never analysed, as one that is new, is read whole otherwise, for every batch.
    `with missing as materialized (
       select s.id, s.space_id, s.occurred_at
       from unnest($2::text[], $3::text[], $4::text[]) as u (platform, thread_id, kinds)
         cross join lateral (
           select id, space_id, occurred_at, platform, kind, native_id from signals s
           where s.platform = u.platform and s.thread_id = u.thread_id and s.kind = any (string_to_array(u.kinds, ' '))
             and s.deleted_at is null
           offset 0) s
       where (s.platform, s.kind, s.native_id) not in (select * from unnest($5::text[], $6::text[], $7::text[]))
     ), entombed as (
       -- Whoever took their words away did not mean us to keep them.
       update signals set deleted_at = $1, title = null, excerpt = null, links = '{}'
       where id = any (array(select id from missing)) and deleted_at is null
     )
     insert into dirty_days (space_id, day)
     select distinct space_id, (occurred_at at time zone 'UTC')::date from missing`,
    [
      now,
      ...threadColumns(complete),
      ...columns(
        signals,
        (s) => s.space.platform,
        (s) => s.kind,
        (s) => s.id,
      ),
    ],
  );
  return rowCount ?? 0;
}

/**
 * Takes back acceptances that a batch's complete threads show no longer: an asker may choose another answer.
 * @returns how many
 */
export async function withdrawAcceptances(
  client: PoolClient,
  { complete, endorsements }: Pick<Batch, "complete" | "endorsements">,
): Promise<number> {
  const answered = complete.filter(({ kinds }) => kinds.includes("answer"));
  if (answered.length === 0) return 0;
  const accepts = endorsements.filter(({ kind }) => kind === "accept");
  const { rowCount } = await client.query(
    `with accepted as materialized (
       select s.id, s.space_id, s.occurred_at
       from unnest($1::text[], $2::text[], $3::text[]) as u (platform, thread_id, kinds)
         cross join lateral (
           select id, space_id, occurred_at, platform, native_id from signals s
           where s.platform = u.platform and s.thread_id = u.thread_id and s.kind = 'answer' and s.deleted_at is null
           offset 0) s
         cross join lateral (select from endorsements where signal_id = s.id and kind = 'accept' limit 1) e
       where (s.platform, s.native_id) not in (select * from unnest($4::text[], $5::text[]))
     ), withdrawn as (
       delete from endorsements where signal_id = any (array(select id from accepted)) and kind = 'accept'
     )
     insert into dirty_days (space_id, day)
     select distinct space_id, (occurred_at at time zone 'UTC')::date from accepted`,
    [
      ...threadColumns(answered),
      ...columns(
        accepts,
        (e) => e.signal.platform,
        (e) => e.signal.id,
      ),
    ],
  );
  return rowCount ?? 0;
}

/** The threads of a source whose next reading is due, the longest due first. */
export async function dueThreads(store: Store, sourceId: string, now: Date, limit: number): Promise<KnownThread[]> {
  const { rows } = await store.pool.query(
    `select platform, kind, native_id as id, url, occurred_at as at from known_threads
     where source_id = $1 and due_at <= $2 order by due_at, platform, kind, native_id limit $3`,
    [sourceId, now, limit],
  );
  return rows.map(({ at, ...thread }) => ({ ...thread, occurredAt: at.toISOString() }));
}

/** Puts off the next reading of threads that were asked for, whatever came of it: one that cannot be read must not stand in the way of the rest. */
export async function putOff(store: Store, sourceId: string, threads: KnownThread[], now: Date): Promise<void> {
  await store.pool.query(
    `update known_threads k set due_at = u.due_at, last_read = $2
     from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[]) as u (platform, kind, native_id, due_at)
     where k.source_id = $1 and (k.platform, k.kind, k.native_id) = (u.platform, u.kind, u.native_id) and k.due_at <= $2`,
    [
      sourceId,
      now,
      ...columns(
        threads,
        (t) => t.platform,
        (t) => t.kind,
        (t) => t.id,
        (t) => nextReading(new Date(t.occurredAt), now),
      ),
    ],
  );
}
