import type { Window } from "@groundswell/model";
import type { Store } from "./open.ts";

/** The SQL of `fellows`: the accounts of some persons. */
function fellowsOf(persons: string): string {
  return `fellows as materialized (
    select p.id as person, a.id from (select distinct unnest(${persons}::bigint[])) p (id)
    join accounts a on a.person_id = p.id or (a.id = p.id and a.person_id is null)
  )`;
}

/** What one person did for an expertise: on a day, of one kind, in one space. */
export type PersonDay = {
  /** ISO date, UTC. */
  day: string;
  kind: string;
  /** `platform:id` */
  space: string;
  spaceName: string;
  spaceUrl: string | null;
  events: number;
};

/** Everything that counts as activity of one person in an expertise, inside a window of whole days. */
export async function daysOfPerson(
  { pool }: Store,
  { expertise, person, window }: { expertise: string; person: number; window: Window },
): Promise<PersonDay[]> {
  const { rows } = await pool.query(
    `with ${fellowsOf("$4")}
     select to_char(r.day, 'YYYY-MM-DD') as day, r.kind, s.platform || ':' || s.native_id as space, s.name as "spaceName",
       s.url as "spaceUrl", sum(r.events)::int as events
     from fellows f join expertises e on e.slug = $1
       join rollups r on r.account_id = f.id and r.expertise_id = e.id join spaces s on s.id = r.space_id
     where r.day >= ($2::timestamptz at time zone 'UTC')::date and r.day < ($3::timestamptz at time zone 'UTC')::date
     group by r.day, r.kind, s.id order by r.day, s.platform, s.native_id, r.kind`,
    [expertise, window.from, window.to, [person]],
  );
  return rows;
}

/**
 * How much each of some persons did for an expertise between one of the given days and the next, all in one statement.
 * @param days ISO dates, ascending: one more than there are counts of each person
 */
export async function countsBetween(
  { pool }: Store,
  { expertise, persons, days }: { expertise: string; persons: readonly number[]; days: readonly string[] },
): Promise<Map<number, number[]>> {
  const { rows } = await pool.query(
    // A row a person and not one a count: reading rows is most of what they cost here.
    `with ${fellowsOf("$2")}, counted as (
       select f.person, width_bucket(r.day, $3::date[]) - 1 as place, sum(r.events)::int as events
       from fellows f join expertises e on e.slug = $1 join rollups r on r.account_id = f.id and r.expertise_id = e.id
       where r.day >= $4::date and r.day < $5::date
       group by 1, 2
     ) select person, json_object_agg(place, events) as places from counted group by 1`,
    [expertise, persons, days, days[0], days.at(-1)],
  );
  const counts = new Map(persons.map((person) => [person, new Array<number>(days.length - 1).fill(0)]));
  for (const { person, places } of rows) {
    const own = counts.get(person);
    for (const [place, events] of Object.entries<number>(places)) if (own) own[Number(place)] = events;
  }
  return counts;
}
