import type { Window } from "@groundswell/model";
import { queryWindow } from "./large-query.ts";
import type { Store } from "./open.ts";

/** What happened in a month, `month` being 2026-01: distinct people, and the events of everybody, unknown authors too. */
export type MonthCount = { month: string; people: number; events: number };

/** The counts of one space and month. */
export type SpaceMonth = MonthCount & { space: number };

/**
 * What every person did in each month of an expertise, by something more as well, as by space; from the same counts as `spaceActivity`. For
 * `queryWindow`, of whole days. Most accounts are a person by themselves: joining the others alone spares reading all there are.
 */
const monthly = (by: string, condition: string) => `monthly as (
  select ${by} as part, date_trunc('month', r.day::timestamp) as month, nullif(coalesce(a.person_id, r.account_id), 0) as person, sum(r.events) as events
  from rollups r left join accounts a on a.id = r.account_id and a.person_id is not null
  where r.expertise_id = $1
    and r.day >= ($2::timestamptz at time zone 'UTC')::date and r.day < ($3::timestamptz at time zone 'UTC')::date and ${condition}
  group by 1, 2, 3
)`;

/** The people and events of every month in which a space of an expertise had any, inside a window of whole days. */
export async function monthlyActivity(store: Store, expertise: string, window: Window): Promise<SpaceMonth[]> {
  return queryWindow<SpaceMonth>(
    store,
    { expertise, window },
    `with ${monthly("r.space_id", "true")}
     select part as space, to_char(month, 'YYYY-MM') as month, count(person)::int as people, sum(events)::int as events
     from monthly group by part, monthly.month order by 1, 2`,
  );
}

/** The people and events of every month of an expertise in some of its spaces taken together: whoever is active in two counts once. */
export async function monthlyTotals(
  store: Store,
  expertise: string,
  window: Window,
  spaces: readonly number[],
): Promise<MonthCount[]> {
  return queryWindow<MonthCount>(
    store,
    { expertise, window },
    `with ${monthly("null::int", "r.space_id = any($4)")}
     select to_char(month, 'YYYY-MM') as month, count(person)::int as people, sum(events)::int as events
     from monthly group by monthly.month order by 1`,
    [spaces],
  );
}

/** The source that made a space one of an expertise; spaces that a rule or the catalogue named have none here. */
export async function spaceSources(store: Store, expertise: string): Promise<{ space: number; source: string }[]> {
  const { rows } = await store.pool.query(
    `select es.space_id as space, substr(es.reason, length('source ') + 1) as source
     from expertises e join expertise_spaces es on es.expertise_id = e.id
     where e.slug = $1 and es.reason like 'source %' order by 1`,
    [expertise],
  );
  return rows;
}

/** How much each person did for an expertise on each day of a window of whole days, of those with at least `fewestEvents` in it. */
export async function personDays(
  store: Store,
  expertise: string,
  window: Window,
  fewestEvents: number,
): Promise<{ person: number; day: string; events: number }[]> {
  return queryWindow<{ person: number; day: string; events: number }>(
    store,
    { expertise, window },
    `with daily as (
       select coalesce(a.person_id, r.account_id) as person, r.day, r.events
       from rollups r left join accounts a on a.id = r.account_id and a.person_id is not null
       where r.expertise_id = $1 and r.account_id <> 0
         and r.day >= ($2::timestamptz at time zone 'UTC')::date and r.day < ($3::timestamptz at time zone 'UTC')::date
     ), busy as (select person from daily group by 1 having sum(events) >= $4)
     select person, to_char(daily.day, 'YYYY-MM-DD') as day, sum(events)::int as events
     from daily join busy using (person) group by person, daily.day order by person, daily.day`,
    [fewestEvents],
  );
}
