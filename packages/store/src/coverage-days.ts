import type { Store } from "./open.ts";
import { queryPrepared } from "./prepared.ts";

/** What pulls of one source read of a window, in order of time, and where they failed. */
export type Reading = {
  source: string;
  since: Date | null;
  read: { from: Date; to: Date }[];
  /** The instants at which pulls failed or broke off, oldest first. */
  failed: { at: Date; why: string }[];
};

/** What was read between two instants by one source, or with null by each, in the order of their ids; pulls that met are one window. */
export async function readings(store: Store, source: string | null, from: Date, to: Date): Promise<Reading[]> {
  const one = source === null ? [] : [source];
  const { rows: sources } = await queryPrepared<{ id: string; since: Date | null }>(
    store,
    `select id, since from sources ${source === null ? "" : "where id = $1"} order by id`,
    one,
  );
  const own = source === null ? "" : "and source_id = $3";
  // A source that is read every hour has thousands of pulls in a year, one after the other.
  const { rows: read } = await queryPrepared<{ source: string } & Reading["read"][number]>(
    store,
    `select source, lower(read) as "from", upper(read) as "to" from (
       select source_id as source, unnest(range_agg(tstzrange(covers_from, covers_to))) as read from pulls
       where state = 'ok' and covers_from < $2 and covers_to > $1 and covers_from < covers_to ${own} group by 1
     ) one order by 1, 2`,
    [from, to, ...one],
  );
  const { rows: failed } = await queryPrepared<{ source: string } & Reading["failed"][number]>(
    store,
    `select source_id as source, started_at as at, coalesce(error, 'The pull was left off.') as why from pulls
     where state in ('failed', 'partial') and started_at >= $1 and started_at < $2 ${own} order by started_at, id`,
    [from, to, ...one],
  );
  const bySource = new Map<string, Reading>(
    sources.map(({ id, since }) => [id, { source: id, since, read: [], failed: [] }]),
  );
  for (const { source: id, ...window } of read) bySource.get(id)?.read.push(window);
  for (const { source: id, ...failure } of failed) bySource.get(id)?.failed.push(failure);
  return [...bySource.values()];
}
