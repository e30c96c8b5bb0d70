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
     )
     select f.person, to_char(s.occurred_at at time zone 'UTC', 'YYYY-MM-DD') as day,
       extract(hour from s.occurred_at at time zone 'UTC')::int as hour, count(*)::int as count
     from fellows f join signals s on s.account_id = f.id join attributions t on t.signal_id = s.id
       join expertises e on e.id = t.expertise_id and e.slug = $1
     where s.occurred_at >= $2 and s.occurred_at < $3 and s.kind in ${writtenThen} and ${countsAsActivity("s", "$3")}
     group by 1, 2, 3 order by 1, 2, 3`,
    [expertise, window.from, window.to, persons],
  );
  const found = new Map<number, PersonRhythm>();
  for (const { person, day, hour, count } of rows) {
    const own = found.get(person) ?? { hours: new Array<number>(24).fill(0), days: [] };
    found.set(person, own);
    own.hours[hour] = (own.hours[hour] ?? 0) + count;
    const last = own.days.at(-1);
    if (last && last.day === day) last.count += count;
    else own.days.push({ day, count });
  }
  return found;
}
