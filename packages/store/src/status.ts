import type { Quota } from "@groundswell/model";
import type { Store } from "./open.ts";
import { queryPrepared } from "./prepared.ts";
import type { Transaction } from "./transaction.ts";

export type SourceStatus = {
  id: string;
  connector: string;
  /** Slugs of the expertises it is read for. */
  expertises: string[];
  state: string;
  every: string | null;
  lastSuccess: Date | null;
  lastError: string | null;
  retryAt: Date | null;
  movedTo: string | null;
  quota: Quota | null;
  watermark: Date | null;
  signals: number;
};

/** How every source stands, or only one: state, last success and error, how far it has read, and what its pulls saved. */
export async function sourceStatus(store: Store, only: string | null = null): Promise<SourceStatus[]> {
  const { rows } = await queryPrepared<SourceStatus>(
    store,
    `select s.id, s.connector, s.expertises, s.state, s.every, s.last_success as "lastSuccess", s.last_error as "lastError",
       s.retry_at as "retryAt", s.moved_to as "movedTo", s.quota, p.watermark, coalesce(p.signals, 0)::int as signals
     from sources s left join (
       select source_id, max(covers_to) as watermark, sum((counts -> 'signals' ->> 'saved')::bigint) as signals
       from pulls ${only === null ? "" : "where source_id = $1"} group by 1
     ) p on p.source_id = s.id ${only === null ? "" : "where s.id = $1"} order by s.id`,
    only === null ? [] : [only],
  );
  return rows;
}

/** How much the store holds: the sum of what came and went, for to count a million rows takes a look at each. */
export async function totals(store: Store): Promise<{ signals: number; accounts: number; setAside: number }> {
  const { rows } = await queryPrepared(
    store,
    "select counted, sum(change)::int as held from row_tallies group by 1",
    [],
  );
  const held = new Map<string, number>(rows.map((row) => [row.counted, row.held]));
  return {
    signals: held.get("signals") ?? 0,
    accounts: held.get("accounts") ?? 0,
    setAside: held.get("set_aside") ?? 0,
  };
}

/**
 * Adds up what came and went since the last time, so that there is little to sum. What commits meanwhile keeps its own row, and of two who
 * add up at once each takes the rows that the other has not taken.
 */
export async function addUpTallies(client: Transaction): Promise<void> {
  await client.query(
    `with gone as (delete from row_tallies returning counted, change)
     insert into row_tallies (counted, change) select counted, sum(change) from gone group by 1`,
  );
}
