import type { Store } from "./open.ts";
import type { Counts } from "./save-batch.ts";

/** A pull that runs, or has ended. Its counts grow with every batch. */
export type PullActivity = {
  id: number;
  source: string;
  state: string;
  counts: Partial<Counts>;
  startedAt: Date;
  finishedAt: Date | null;
  error: string | null;
};

/** A run that was kept. */
export type RunActivity = { id: number; expertise: string; asOf: Date; computedAt: Date };

/** Pulls that run now or ended since an instant, and runs made since then, by number. */
export async function activitySince(
  { pool }: Store,
  since: Date,
): Promise<{ pulls: PullActivity[]; runs: RunActivity[] }> {
  const { rows: pulls } = await pool.query(
    `select id, source_id as source, state, counts, started_at as "startedAt", finished_at as "finishedAt", error
     from pulls where state = 'running' or finished_at >= $1 order by id limit 500`,
    [since],
  );
  const { rows: runs } = await pool.query(
    `select r.id, e.slug as expertise, r.as_of as "asOf", r.computed_at as "computedAt"
     from runs r join expertises e on e.id = r.expertise_id where r.computed_at >= $1 order by r.id limit 500`,
    [since],
  );
  return { pulls, runs };
}
