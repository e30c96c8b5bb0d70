import type { Window } from "@groundswell/model";
import type { Store } from "./open.ts";
import { countsAsActivity } from "./roll-up.ts";

/** When a person was active in an expertise: signals per hour of the day in UTC, and per UTC day. */
export type PersonRhythm = { hours: number[]; days: { day: string; count: number }[] };

// Only what somebody writes at the moment it is dated: posts, talks, episodes and releases come out by a schedule.
const writtenThen =
  "('question', 'answer', 'comment', 'message', 'issue', 'pull-request', 'review', 'commit', 'doc-edit')";

/** The rhythms of a handful of persons inside an expertise's window; whoever wrote nothing is not listed. */
export async function rhythmsOf(
  store: Store,
  { expertise, window, persons }: { expertise: string; window: Window; persons: readonly number[] },
): Promise<Map<number, PersonRhythm>> {
  const { rows } = await store.pool.query(
    `with fellows as materialized (
       select p.id as person, a.id from (select distinct unnest($4::bigint[])) p (id)
       join accounts a on a.person_id = p.id or (a.id = p.id and a.person_id is null)
     ), acted as (
       select f.person, (s.occurred_at at time zone 'UTC')::date as day, extract(hour from s.occurred_at at time zone 'UTC')::int as hour,
         count(*)::int as count
     from fellows f join signals s on s.account_id = f.id join attributions t on t.signal_id = s.id
       join expertises e on e.id = t.expertise_id and e.slug = $1
     where s.occurred_at >= $2 and s.occurred_at < $3 and s.kind in ${writtenThen} and ${countsAsActivity("s", "$3")}
     group by 1, 2, 3
     ), daily as (
       select person, json_agg(json_build_object('day', to_char(day, 'YYYY-MM-DD'), 'count', count) order by day) as days
       from (select person, day, sum(count)::int as count from acted group by 1, 2) d group by 1
     ), hourly as (
       select person, json_object_agg(hour, count) as hours
       from (select person, hour, sum(count)::int as count from acted group by 1, 2) h group by 1
     ) select person, hours, days from daily join hourly using (person) order by 1`,
    [expertise, window.from, window.to, persons],
  );
  return new Map(
    rows.map(({ person, hours, days }): [number, PersonRhythm] => [
      person,
      { hours: Array.from({ length: 24 }, (_, hour) => hours[hour] ?? 0), days },
    ]),
  );
}
