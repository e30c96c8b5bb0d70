import type { Store } from "./open.ts";

/** What pulls of one source read of a window, and where they failed. */
export type Reading = {
  source: string;
  since: Date | null;
  read: { from: Date; to: Date }[];
  /** The instants at which pulls failed or broke off, oldest first. */
  failed: { at: Date; why: string }[];
};

/** What was read between two instants by one source, or with null by each, in the order of their ids. */
export async function readings({ pool }: Store, source: string | null, from: Date, to: Date): Promise<Reading[]> {
  const { rows: sources } = await pool.query(
    "select id, since from sources where $1::text is null or id = $1 order by id",
    [source],
  );
  const { rows: read } = await pool.query(
    `select source_id as source, covers_from as "from", covers_to as "to" from pulls
     where ($1::text is null or source_id = $1) and state = 'ok' and covers_from < $3 and covers_to > $2 order by id`,
    [source, from, to],
  );
  const { rows: failed } = await pool.query(
    `select source_id as source, started_at as at, coalesce(error, 'The pull was left off.') as why from pulls
     where ($1::text is null or source_id = $1) and state in ('failed', 'partial') and started_at >= $2 and started_at < $3
     order by started_at, id`,
    [source, from, to],
  );
  const bySource = new Map<string, Reading>(
    sources.map(({ id, since }) => [id, { source: id, since, read: [], failed: [] }]),
  );
  for (const { source: id, ...window } of read) bySource.get(id)?.read.push(window);
  for (const { source: id, ...failure } of failed) bySource.get(id)?.failed.push(failure);
  return [...bySource.values()];
}
