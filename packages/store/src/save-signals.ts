import { accountKey, type Endorsement, type Signal, signalKey, signalKinds, spaceKey } from "@groundswell/model";
import type { PoolClient } from "pg";
import { address, columns, packList, shown, shownMetrics, unpackList } from "./columns.ts";

/** Ids that the batch's spaces and accounts have in the store, by key; `now` is the instant of the reading, null for one that shows no change. */
export type Known = {
  spaces: Map<string, number>;
  accounts: Map<string, number>;
  raw: number | null;
  now: Date | null;
};

const names =
  "connector, platform, kind, native_id, space_id, account_id, occurred_at, edited_at, deleted_at, thread_id, parent_id, title, excerpt, url, language, tags, links, metrics, bot, raw_id";
// What a later reading may change, and how. It fills and replaces but never blanks: a source that shows less of a signal
// than another one has not unsaid the rest. A signal keeps its space: its mirror in a second space is the same signal.
const filled = ["account_id", "edited_at", "thread_id", "parent_id", "title", "excerpt", "url", "language"];
const changes: [column: string, value: string][] = [
  ...filled.map((name): [string, string] => [name, `coalesce(excluded.${name}, s.${name})`]),
  ["occurred_at", "excluded.occurred_at"],
  ["deleted_at", "excluded.deleted_at"],
  ["tags", "case when excluded.tags = '{}' then s.tags else excluded.tags end"],
  // An edit can take the last link out of a text; a reading without the text says nothing of its links.
  [
    "links",
    "case when excluded.links = '{}' and excluded.excerpt is null and excluded.deleted_at is null then s.links else excluded.links end",
  ],
  ["metrics", "s.metrics || excluded.metrics"],
  // A reading that no longer names the author says nothing of what the author is.
  ["bot", "case when excluded.account_id is null then s.bot else excluded.bot end"],
];
const changing = changes.map(([name]) => name).join(", ");
const before = changes.map(([name]) => `s.${name}`).join(", ");
const after = changes.map(([, value]) => value).join(", ");

/**
 * Saves signals and marks the days they change.
 * @returns how many were new or different; the rest were there already
 */
export async function saveSignals(client: PoolClient, signals: Signal[], known: Known): Promise<number> {
  const unique = firstOfEach(signals);
  if (unique.length === 0) return 0;
  const { rows } = await client.query(
    `with incoming as materialized (
       select connector, platform, kind, native_id, space_id, account_id, occurred_at, edited_at, deleted_at, thread_id,
         parent_id, title, excerpt, url, language, ${unpackList("tags")} as tags,
         case when deleted_at is null then ${unpackList("links")} else '{}' end as links, metrics, bot, $20::bigint as raw_id
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::timestamptz[],
         $8::timestamptz[], $9::timestamptz[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[],
         $15::text[], $16::text[], $17::text[], $18::jsonb[], $19::bool[])
         as u (connector, platform, kind, native_id, space_id, account_id, occurred_at, edited_at, deleted_at, thread_id,
           parent_id, title, excerpt, url, language, tags, links, metrics, bot)
     ), saved as (
       insert into signals as s (${names}) select ${names} from incoming
       on conflict (platform, kind, native_id) do update
         set (${changing}, raw_id) = row(${after}, excluded.raw_id)
         where s.space_id = excluded.space_id and (${before}) is distinct from (${after})
       returning s.id, s.space_id, s.occurred_at, s.thread_id, s.metrics, xmax = 0 as fresh
     ), replaced as (
       -- Views are nobody's opinion, and change with every reading.
       insert into earlier_metrics (signal_id, replaced_on, metrics)
       select s.id, ($21::timestamptz at time zone 'UTC')::date, s.metrics from saved n join signals s using (id)
       where $21 is not null and not n.fresh and s.metrics - 'views' <> n.metrics - 'views'
       on conflict do nothing
     ), moved as (
       -- The statement sees the signals as they were before it: these are the days that a correction takes from.
       select s.space_id, s.occurred_at from saved n join signals s using (id)
       where not n.fresh and s.occurred_at <> n.occurred_at
     ), left_behind as (
       -- The questions of threads that a signal has left, for threads are read again with their signals.
       select q.space_id, q.occurred_at from saved n join signals s using (id)
         join signals q on q.platform = s.platform and q.thread_id = s.thread_id and q.native_id = s.thread_id
       where not n.fresh and s.thread_id <> n.thread_id
     ), marked as (
       insert into dirty_days (space_id, day)
       select distinct space_id, (occurred_at at time zone 'UTC')::date
       from (select space_id, occurred_at from saved union all table moved union all table left_behind) d
     )
     select count(*)::int as saved from saved`,
    signalValues(unique, known),
  );
  return rows[0].saved;
}

/** The first of each key: a page that repeats an item, or a mirror in another space, counts once. */
function firstOfEach(signals: Signal[]): Signal[] {
  const byKey = new Map<string, Signal>();
  for (const signal of signals) {
    const key = signalKey(signal);
    const known = byKey.get(key);
    // Within one space the later reading is the newer one.
    if (!known || spaceKey(known.space) === spaceKey(signal.space)) byKey.set(key, signal);
  }
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, signal]) => signal);
}

function signalValues(signals: Signal[], known: Known): unknown[] {
  return [
    ...columns(
      signals,
      (s) => s.connector,
      (s) => s.space.platform,
      (s) => s.kind,
      (s) => s.id,
      (s) => known.spaces.get(spaceKey(s.space)),
      (s) => (s.account ? known.accounts.get(accountKey(s.account)) : null),
      (s) => s.occurredAt,
      (s) => s.editedAt,
      (s) => s.deletedAt,
      (s) => s.threadId,
      (s) => s.parentId,
      (s) => shown(s.title),
      (s) => shown(s.excerpt),
      (s) => address(s.url),
      (s) => s.language,
      (s) => packList(s.tags),
      (s) => packList(s.links, address),
      (s) => shownMetrics(s.metrics),
      (s) => s.account?.bot ?? false,
    ),
    known.raw,
    known.now,
  ];
}

/**
 * Saves endorsements of signals that the store holds, and marks the days of those signals. One that its source does not
 * date, in a thread that the source had been read of before without it, happened since: it is dated by this reading. A pull that
 * broke off may have read a question without what answered it, and has not seen that there was no acceptance.
 * @returns how many were new, and how many name a signal that is not there
 */
export async function saveEndorsements(
  client: PoolClient,
  endorsements: Endorsement[],
  reading: { sourceId: string; startedAt: Date | null; now: Date },
): Promise<{ saved: number; orphans: number }> {
  if (endorsements.length === 0) return { saved: 0, orphans: 0 };
  // What is looked up is looked up by index, row by row: the planner cannot know how few rows arrive, and would read
  // the whole table for each batch. `limit 1` on a unique key keeps it from doing so.
  const { rows } = await client.query(
    `with incoming as materialized (
       select s.id as signal_id, s.space_id, s.occurred_at, u.kind, u.native_id, a.id as account_id,
         coalesce(u.at, case when k.before then $10::timestamptz end) as at, u.at as said_at
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[])
         as u (platform, signal_kind, signal_id, kind, native_id, at, account_id)
       cross join lateral (
         select * from signals where platform = u.platform and kind = u.signal_kind and native_id = u.signal_id limit 1
       ) s
       left join lateral (
         select id from accounts where platform = u.platform and native_id = u.account_id limit 1
       ) a on true
       left join lateral (
         -- Threads are kept by their kind, which an endorsement does not say: each is looked for by the whole key.
         select true as before from unnest($11::text[]) as any_kind (kind)
         cross join lateral (
           select first_read from known_threads
           where source_id = $8 and platform = s.platform and kind = any_kind.kind and native_id = s.thread_id limit 1
         ) t
         where u.at is null and t.first_read < $9 and t.first_read <= (select last_success from sources where id = $8)
         limit 1
       ) k on true
     ), saved as (
       insert into endorsements as e (signal_id, kind, native_id, at, account_id)
       select distinct on (signal_id, kind, native_id) signal_id, kind, native_id, at, account_id from incoming
       order by signal_id, kind, native_id, at
       on conflict (signal_id, kind, native_id) do update set at = excluded.at, account_id = excluded.account_id
       -- What was there undated is older than this reading, so only a date that the source itself gives may date it.
       where e.at is null and (e.signal_id, e.kind, e.native_id) in
         (select signal_id, kind, native_id from incoming where said_at is not null)
       returning signal_id
     ), marked as (
       insert into dirty_days (space_id, day)
       select distinct space_id, (occurred_at at time zone 'UTC')::date from incoming
       where signal_id in (select signal_id from saved)
     )
     select (select count(*)::int from saved) as saved, (select count(*)::int from incoming) as known`,
    [
      ...columns(
        endorsements,
        (e) => e.signal.platform,
        (e) => e.signal.kind,
        (e) => e.signal.id,
        (e) => e.kind,
        (e) => e.id,
        (e) => e.at,
        (e) => e.accountId,
      ),
      reading.sourceId,
      reading.startedAt,
      reading.now,
      signalKinds,
    ],
  );
  return { saved: rows[0].saved, orphans: endorsements.length - rows[0].known };
}
