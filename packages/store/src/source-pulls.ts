import type { Window } from "@groundswell/model";
import type { Store } from "./open.ts";
import type { SourceState } from "./sources.ts";

/** How a source stood at an instant, from the pulls that had ended by then. What no pull keeps is as it is now: `current` says it. */
export type SourceThen = {
  id: string;
  connector: string;
  expertises: string[];
  every: string | null;
  since: Date | null;
  /** The end of the last pull that read to its end; null before the first. */
  lastSuccess: Date | null;
  /** The end of the last pull that did, or that failed or broke off: one that was only asked to stop says nothing. */
  lastEnd: Date | null;
  /** Why the last one failed; null where it did not. */
  error: string | null;
  /** The end of the first pull that failed since the last success. */
  failingSince: Date | null;
  /** As it is now. `state` tells of the instant only where no pull has ended since. */
  current: { state: SourceState; retryAt: Date | null; movedTo: string | null; isSame: boolean };
  /** What its pulls had read of the time before the instant, merged. */
  read: Window[];
  /** The days on which it was read to its end, in ISO and in order, and whether anything new came. */
  days: { day: string; isNew: boolean }[];
};

/** How every source stood at an instant, in the order of their ids, with the days of a window before it. */
export async function sourcesAt({ pool }: Store, { from, to }: Window): Promise<SourceThen[]> {
  const { rows: sources } = await pool.query(
    `select s.id, s.connector, s.expertises, s.every, s.since, ok.at as "lastSuccess", last.at as "lastEnd", last.error, bad.at as "failingSince",
       jsonb_build_object('state', s.state, 'movedTo', s.moved_to, 'isSame', not exists (
         select from pulls where source_id = s.id and state <> 'running' and finished_at >= $1)) as current, s.retry_at as "retryAt"
     from sources s
       left join lateral (
         select max(finished_at) as at from pulls where source_id = s.id and state = 'ok' and finished_at < $1) ok on true
       left join lateral (
         select finished_at as at, case when state <> 'ok' then coalesce(error, 'The pull was left off.') end as error from pulls
         where source_id = s.id and finished_at < $1 and (state in ('ok', 'failed') or state = 'partial' and error is not null)
         order by finished_at desc, id desc limit 1) last on true
       left join lateral (
         select min(finished_at) as at from pulls
         where source_id = s.id and finished_at < $1 and finished_at > coalesce(ok.at, '-infinity')
           and (state = 'failed' or state = 'partial' and error is not null)) bad on true
     order by s.id`,
    [to],
  );
  const { rows: read } = await pool.query(
    `select source, lower(span) as "from", upper(span) as "to" from (
       select source_id as source, unnest(range_agg(tstzrange(covers_from, covers_to))) as span from pulls
       where state = 'ok' and finished_at < $2 and covers_from < $2 and covers_to > $1 and covers_from < covers_to group by 1) merged
     order by 1, 2`,
    [from, to],
  );
  const { rows: days } = await pool.query(
    `select source_id as source, to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD') as day,
       coalesce(sum((counts #>> '{signals,saved}')::bigint), 0) > 0 as "isNew"
     from pulls where state = 'ok' and finished_at >= $1 and finished_at < $2 group by 1, 2 order by 1, 2`,
    [from, to],
  );
  const bySource = new Map<string, SourceThen>(
    sources.map(({ retryAt, current, ...one }) => [
      one.id,
      { ...one, current: { ...current, retryAt }, read: [], days: [] },
    ]),
  );
  for (const { source, ...window } of read) bySource.get(source)?.read.push(window);
  for (const { source, ...day } of days) bySource.get(source)?.days.push(day);
  return [...bySource.values()];
}
