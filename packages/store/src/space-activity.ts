import type { SignalKind, Window } from "@groundswell/model";
import { queryWindow } from "./large-query.ts";
import type { Store } from "./open.ts";

/** Events of one person in one space; `person` is null for authors that no source names. */
export type SpaceActivity = { space: number; person: number | null; count: number };

/** Who did how much in which space of an expertise inside a window of whole days, by space. */
export async function spaceActivity(store: Store, expertise: string, window: Window): Promise<SpaceActivity[]> {
  // Most accounts are a person by themselves: joining the others alone spares reading all accounts there are. Columns of a whole space at
  // a time: a row for each person takes several times as long to send and to take apart.
  const rows = await queryWindow<{ space: number; persons: (number | null)[]; counts: number[] }>(
    store,
    { expertise, window },
    `select space_id as space, array_to_json(array_agg(person)) as persons, array_to_json(array_agg(events)) as counts
     from (
       select r.space_id, nullif(coalesce(a.person_id, r.account_id), 0) as person, sum(r.events) as events
       from rollups r left join accounts a on a.id = r.account_id and a.person_id is not null
       where r.expertise_id = $1
         and r.day >= ($2::timestamptz at time zone 'UTC')::date and r.day < ($3::timestamptz at time zone 'UTC')::date
       group by 1, 2) counted
     group by 1 order by 1`,
  );
  return rows.flatMap(({ space, persons, counts }) =>
    persons.map((person, row) => ({ space, person, count: counts[row] ?? 0 })),
  );
}

/** Events of one kind in one space. */
export type SpaceKind = { space: number; kind: SignalKind; count: number };

/** How much of which kind happened in some spaces inside a window of whole days, by space and kind. */
export async function spaceKinds(
  store: Store,
  expertise: string,
  { window, spaces }: { window: Window; spaces: readonly number[] },
): Promise<SpaceKind[]> {
  const { rows } = await store.pool.query(
    `select space_id as space, kind, sum(events)::int as count
     from rollups
     where expertise_id = (select id from expertises where slug = $1) and space_id = any($4)
       and day >= ($2::timestamptz at time zone 'UTC')::date and day < ($3::timestamptz at time zone 'UTC')::date
     group by 1, 2 order by 1, 2`,
    [expertise, window.from, window.to, spaces],
  );
  return rows;
}

export type ExpertiseSpace = { id: number; key: string; name: string; kind: string; url: string | null };

/** Every space that is configured for an expertise, silent ones too, and every one that its signals are in. */
export async function expertiseSpaces(store: Store, expertise: string): Promise<ExpertiseSpace[]> {
  const { rows } = await store.pool.query(
    `with own as materialized (select id from expertises where slug = $1)
     select s.id, s.platform || ':' || s.native_id as key, s.name, s.kind, s.url
     from spaces s
     where s.id in (select space_id from expertise_spaces where expertise_id = (select id from own))
       -- A look by index for each space, where reading all the days of an expertise to find its spaces took seconds.
       or exists (select from rollups r where r.expertise_id = (select id from own) and r.space_id = s.id)
     order by key`,
    [expertise],
  );
  return rows;
}
