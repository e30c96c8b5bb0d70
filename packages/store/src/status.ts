import type { Store } from "./open.ts";

export type SourceStatus = {
  id: string;
  connector: string;
  state: string;
  every: string | null;
  lastSuccess: Date | null;
  lastError: string | null;
  retryAt: Date | null;
  movedTo: string | null;
  watermark: Date | null;
  signals: number;
};

/** How every source stands: state, last success and error, how far it has read, and what its pulls saved. */
export async function sourceStatus(store: Store): Promise<SourceStatus[]> {
  const { rows } = await store.pool.query(
    `select s.id, s.connector, s.state, s.every, s.last_success as "lastSuccess", s.last_error as "lastError",
       s.retry_at as "retryAt", s.moved_to as "movedTo", p.watermark, coalesce(p.signals, 0)::int as signals
     from sources s left join (
       select source_id, max(covers_to) as watermark, sum((counts #>> '{signals,saved}')::bigint) as signals
       from pulls group by 1
     ) p on p.source_id = s.id order by s.id`,
  );
  return rows;
}

/** How much the store holds. */
export async function totals(store: Store): Promise<{ signals: number; accounts: number; setAside: number }> {
  const { rows } = await store.pool.query(
    `select (select count(*)::int from signals) as signals, (select count(*)::int from accounts) as accounts,
       (select count(*)::int from set_aside) as "setAside"`,
  );
  return rows[0];
}
