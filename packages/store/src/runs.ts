import type { Window } from "@groundswell/model";
import { type ChannelWorths, keepWorths } from "./channel-worths.ts";
import type { Store } from "./open.ts";
import { queryPrepared } from "./prepared.ts";
import { holdErasures } from "./tombstones.ts";
import { inTransaction, type Transaction } from "./transaction.ts";
import { keepYearBefore, type YearBeforeOfRun } from "./year-before.ts";

/** A window that a source has read, or tried to. */
export type PullWindow = {
  source: string;
  since: Date | null;
  from: Date | null;
  to: Date | null;
  error: string | null;
};

/** What each source of an expertise has read so far, for coverage. A source that never pulled has one empty row. */
export async function pullWindows(store: Store, expertise: string): Promise<PullWindow[]> {
  const { rows } = await store.pool.query(
    `select s.id as source, s.since, p.covers_from as "from", p.covers_to as "to", s.last_error as error
     from sources s left join pulls p on p.source_id = s.id and p.state = 'ok' and p.covers_from is not null
     where $1 = any(s.expertises) order by 1, 3`,
    [expertise],
  );
  return rows;
}

export type NewRun = {
  expertise: string;
  asOf: Date;
  window: Window;
  policyVersion: string;
  /** The last signal that was there before anything was read for it: what is saved while it is made has a higher number. */
  inputWatermark: number;
  coverage: unknown;
  now: Date;
  scores: { track: string; results: { person: number; aside: boolean; result: unknown }[] }[];
  /** Left out, it is scored anew when somebody asks for it. */
  yearBefore?: YearBeforeOfRun;
  /** Left out, nobody can be told what joining two persons would do. */
  worths?: readonly ChannelWorths[];
};

/** Keeps a run with its scores, whole or not at all. */
export async function saveRun(store: Store, run: NewRun): Promise<number> {
  return inTransaction(store, async (client) => {
    // Whoever is erased while a run is made must not come back by it.
    await holdErasures(client);
    const { rows } = await client.query(
      `insert into runs (expertise_id, as_of, window_from, window_to, policy_version, input_watermark, coverage, computed_at)
       select id, $2, $3, $4, $5, $6, $7, $8 from expertises where slug = $1
       returning id`,
      [
        run.expertise,
        run.asOf,
        run.window.from,
        run.window.to,
        run.policyVersion,
        run.inputWatermark,
        JSON.stringify(run.coverage),
        run.now,
      ],
    );
    const runId: number = rows[0].id;
    for (const { track, results } of run.scores) {
      for (let start = 0; start < results.length; start += 2000) {
        const part = results.slice(start, start + 2000);
        await client.query(
          `insert into scores (run_id, track, position, person_id, aside, result)
           select $1, $2, $3 + row, person, aside, result
           from rows from (unnest($4::bigint[]), unnest($5::bool[]), jsonb_array_elements($6)) with ordinality as u (person, aside, result, row)
           where exists (select from accounts where id = person or person_id = person)`,
          [
            runId,
            track,
            start,
            part.map((r) => r.person),
            part.map((r) => r.aside),
            // One document and not an array of them: in an array each would be quoted once more, and unquoted again.
            JSON.stringify(part.map((r) => r.result)),
          ],
        );
      }
    }
    if (await isLatest(client, runId)) {
      await keepWorths(client, runId, run.worths ?? []);
      if (run.yearBefore) await keepYearBefore(client, runId, run.yearBefore);
    }
    return runId;
  });
}

/** Whether no run of the expertise is as of a later instant: what is kept for pages is kept for the latest. */
async function isLatest(client: Transaction, run: number): Promise<boolean> {
  const { rows } = await client.query(
    `select not exists (select from runs other where other.expertise_id = r.expertise_id and other.as_of > r.as_of) as latest
     from runs r where r.id = $1`,
    [run],
  );
  return rows[0].latest;
}

export type RunRow = {
  id: number;
  asOf: Date;
  windowFrom: Date;
  windowTo: Date;
  policyVersion: string;
  inputWatermark: number;
  coverage: unknown;
  computedAt: Date;
};

/**
 * The run of an expertise as of an instant, the newest one of it; without an instant, of the latest that there is one of:
 * an analysis as of an earlier day, for a report that comes late, is no news. Null where there is none.
 */
export async function latestRun(store: Store, expertise: string, asOf: Date | null): Promise<RunRow | null> {
  const { rows } = await queryPrepared<RunRow>(
    store,
    `select r.id, as_of as "asOf", window_from as "windowFrom", window_to as "windowTo", policy_version as "policyVersion",
       input_watermark as "inputWatermark", coverage, computed_at as "computedAt"
     from runs r join expertises e on e.id = r.expertise_id
     where e.slug = $1 and ($2::timestamptz is null or as_of = $2) order by as_of desc, r.id desc limit 1`,
    [expertise, asOf],
  );
  return rows[0] ?? null;
}

/** The scores of one track of a run in their order, without those moved to another list; a `limit` of 0 gives all. */
export async function runScores(store: Store, runId: number, track: string, limit: number): Promise<unknown[]> {
  const { rows } = await store.pool.query(
    `select result from scores where run_id = $1 and track = $2 and not aside order by position limit case when $3 > 0 then $3 end`,
    [runId, track, limit],
  );
  return rows.map((row) => row.result);
}

/** The scores of those of a track whom a gate moved to another list. */
export async function asideScores(store: Store, runId: number, track: string): Promise<unknown[]> {
  const { rows } = await store.pool.query(
    "select result from scores where run_id = $1 and track = $2 and aside order by position",
    [runId, track],
  );
  return rows.map((row) => row.result);
}

/** How many people a track of a run has scored: the last place of its list, whoever was erased since. */
export async function runPopulation(store: Store, runId: number, track: string): Promise<number> {
  const { rows } = await store.pool.query(
    "select coalesce(max(position), 0)::int as n from scores where run_id = $1 and track = $2",
    [runId, track],
  );
  return rows[0].n;
}

/** The slugs of all expertises. */
export async function listExpertises(store: Store): Promise<{ slug: string; name: string }[]> {
  const { rows } = await queryPrepared<{ slug: string; name: string }>(
    store,
    "select slug, name from expertises order by slug",
    [],
  );
  return rows;
}
