import type { Window } from "@groundswell/model";
import type { Store } from "./open.ts";
import type { Transaction } from "./transaction.ts";

/** Somebody's standing on a track a year before a run. `rank` and `rankInterval` are null where the evidence was insufficient or a gate kept them off the list. */
export type YearBeforeRow = {
  person: number;
  track: string;
  rank: number | null;
  rankInterval: [number, number] | null;
  score: number;
  activeMonths: number;
  /** Signals that count on the track. */
  items: number;
};

/** Everybody's standing a year before a run, with the window that it is about and how much of it was read. */
export type YearBeforeOfRun<Covered = unknown> = { window: Window; coverage: Covered; rows: YearBeforeRow[] };

const rowsAtOnce = 10_000;

/** Keeps the year before a run, in the transaction that keeps the run. What was kept for older runs of its expertise goes. */
export async function keepYearBefore(
  client: Transaction,
  run: number,
  { window, coverage, rows }: YearBeforeOfRun,
): Promise<void> {
  const { rows: older } = await client.query(
    `update runs set year_before = null
     where year_before is not null and expertise_id = (select expertise_id from runs where id = $1) returning id`,
    [run],
  );
  await client.query("delete from year_before where run_id = any($1::bigint[])", [older.map(({ id }) => id)]);
  await client.query("update runs set year_before = $2 where id = $1", [
    run,
    JSON.stringify({ from: window.from, to: window.to, coverage }),
  ]);
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const part = rows.slice(start, start + rowsAtOnce);
    // Whoever was erased while the run was made must not come back by it.
    await client.query(
      `insert into year_before (run_id, person_id, track, rank, rank_low, rank_high, score, active_months, items)
       select $1, u.* from unnest($2::bigint[], $3::text[], $4::int[], $5::int[], $6::int[], $7::float8[], $8::int[], $9::int[])
         as u (person, track, rank, low, high, score, months, items)
       where exists (select from accounts where id = person or person_id = person)`,
      [
        run,
        part.map(({ person }) => person),
        part.map(({ track }) => track),
        part.map(({ rank }) => rank),
        part.map(({ rankInterval }) => rankInterval?.[0] ?? null),
        part.map(({ rankInterval }) => rankInterval?.[1] ?? null),
        part.map(({ score }) => score),
        part.map(({ activeMonths }) => activeMonths),
        part.map(({ items }) => items),
      ],
    );
  }
}

/** The year before a run as it is kept, of some persons; null where nothing is kept for the run. */
export async function keptYearBefore(
  { pool }: Store,
  run: number,
  persons: readonly number[],
): Promise<YearBeforeOfRun | null> {
  const { rows: runs } = await pool.query("select year_before as kept from runs where id = $1", [run]);
  const kept = runs[0]?.kept as { from: string; to: string; coverage: unknown } | null | undefined;
  if (!kept) return null;
  const { rows } = await pool.query(
    `select person_id as person, track, rank, rank_low as low, rank_high as high, score, active_months as "activeMonths", items
     from year_before where run_id = $1 and person_id = any($2) order by person_id, track`,
    [run, persons],
  );
  return {
    window: { from: new Date(kept.from), to: new Date(kept.to) },
    coverage: kept.coverage,
    rows: rows.map(({ low, high, ...row }) => ({ ...row, rankInterval: low === null ? null : [low, high] })),
  };
}
