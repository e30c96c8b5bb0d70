import type { Window } from "@groundswell/model";
import { queryWindow } from "./large-query.ts";
import type { Store } from "./open.ts";

/** How many people a track of a run has ranked, without those moved to another list. */
export async function rankedByTrack({ pool }: Store, run: number): Promise<Map<string, number>> {
  const { rows } = await pool.query(
    `select track, count(*)::int as ranked from scores
     where run_id = $1 and not aside and result -> 'rank' <> 'null' group by 1`,
    [run],
  );
  return new Map(rows.map(({ track, ranked }) => [track, ranked]));
}

/** The hidden gems of a run on any track, each once, the one that stands first in a list first; without those moved to another list. */
export async function gemsOfRun({ pool }: Store, run: number): Promise<number[]> {
  const { rows } = await pool.query(
    `select person_id as person from scores where run_id = $1 and not aside and result -> 'hiddenGem' <> 'null'
     group by 1 order by min(position), 1`,
    [run],
  );
  return rows.map(({ person }) => person);
}

/** Which persons some numbers are by now: people are joined and taken apart between runs. Whose accounts are gone is not in it. */
export async function personsByNow({ pool }: Store, persons: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await pool.query(
    `select p.id, case when exists (select from accounts where person_id = p.id) then p.id else a.person end as person
     from (select distinct unnest($1::bigint[])) p (id)
       left join (select id, coalesce(person_id, id) as person from accounts) a using (id)
     where a.id is not null or exists (select from accounts where person_id = p.id)`,
    [persons],
  );
  return new Map(rows.map(({ id, person }) => [id, person]));
}

/** How much of somebody's work is in one space. */
export type WorkInSpace = { person: number; inside: number; all: number };

/** The space with the most activity in a window of whole days, and how much everybody whom a run ranked did there; null where nothing happened. */
export async function workInLargest(
  store: Store,
  { expertise, window, run }: { expertise: string; window: Window; run: number },
): Promise<{ space: { key: string; name: string }; work: WorkInSpace[] } | null> {
  const days = `r.expertise_id = $1 and r.day >= ($2::timestamptz at time zone 'UTC')::date and r.day < ($3::timestamptz at time zone 'UTC')::date`;
  const [space] = await queryWindow<{ id: number; key: string; name: string }>(
    store,
    { expertise, window },
    `select s.id, s.platform || ':' || s.native_id as key, s.name
     from (select space_id, sum(events) as events from rollups r where ${days} group by 1) counted
       join spaces s on s.id = counted.space_id
     order by counted.events desc, key limit 1`,
  );
  if (!space) return null;
  const work = await queryWindow<WorkInSpace>(
    store,
    { expertise, window },
    `with ranked as materialized (
       select distinct person_id as person from scores where run_id = $4 and not aside and result -> 'rank' <> 'null'
     )
     select person, coalesce(sum(r.events) filter (where r.space_id = $5), 0)::int as inside, sum(r.events)::int as all
     from rollups r left join accounts a on a.id = r.account_id and a.person_id is not null
       join ranked on person = coalesce(a.person_id, r.account_id)
     where ${days} group by 1 order by 1`,
    [run, space.id],
  );
  return { space: { key: space.key, name: space.name }, work };
}
