import type { Window } from "@groundswell/model";
import type { Store } from "./open.ts";
import { countsAsActivity } from "./roll-up.ts";

/** What one person did in one space on one day, of one kind. */
export type Contribution = {
  person: number;
  space: number;
  platform: string;
  kind: string;
  /** ISO date, UTC. */
  day: string;
  count: number;
  /** Sum over the signals of log2(1 + max(votes, 0)). */
  logVotes: number;
  accepted: number;
};

/**
 * What every person did for an expertise inside a window, endorsed before the window's end only. Dated votes count
 * up to that end; a source that dates none is taken at the total it last showed. Bots and staff are left out.
 */
export async function contributions(store: Store, expertise: string, window: Window): Promise<Contribution[]> {
  const { rows } = await store.pool.query(
    `with acting as (
       select s.id, s.space_id, s.platform, s.kind, (s.occurred_at at time zone 'UTC')::date as day, s.metrics,
         coalesce(a.person_id, a.id) as person
       from expertises e join attributions t on t.expertise_id = e.id join signals s on s.id = t.signal_id
       join accounts a on a.id = s.account_id
       where e.slug = $1 and s.occurred_at >= $2 and s.occurred_at < $3 and not a.bot and not a.staff
         and ${countsAsActivity("s")}
     ), endorsed as (
       select e.signal_id,
         bool_or(e.kind in ('up', 'down', 'like')) as voted,
         count(*) filter (where e.kind in ('up', 'like') and e.at < $3)
           - count(*) filter (where e.kind = 'down' and e.at < $3) as votes,
         bool_or(e.kind in ('accept', 'merge') and (e.at is null or e.at < $3)) as accepted
       from endorsements e where e.signal_id in (select id from acting) group by 1
     )
     select person, space_id as space, platform, kind, to_char(day, 'YYYY-MM-DD') as day, count(*)::int as count,
       -- Rounded, because the order in which PostgreSQL adds would otherwise show in the last digits.
       round(sum(ln(1 + greatest(case when voted then votes
         else coalesce((metrics ->> 'score')::float8, (metrics ->> 'likes')::float8, 0) end, 0)) / ln(2))::numeric, 6)::float8 as "logVotes",
       count(*) filter (where accepted or metrics -> 'accepted' = 'true' or metrics -> 'merged' = 'true')::int as accepted
     from acting left join endorsed on signal_id = id
     group by 1, 2, 3, 4, 5 order by 1, 2, 4, 5`,
    [expertise, window.from, window.to],
  );
  return rows;
}

/** Events of one person in one space; `person` is null for authors that no source names. */
export type SpaceActivity = { space: number; person: number | null; count: number };

/** Who did how much in which space of an expertise inside a window of whole days. Bots are left out. */
export async function spaceActivity(store: Store, expertise: string, window: Window): Promise<SpaceActivity[]> {
  const { rows } = await store.pool.query(
    `select r.space_id as space, coalesce(a.person_id, a.id) as person, sum(r.events)::int as count
     from expertises e join rollups r on r.expertise_id = e.id left join accounts a on a.id = r.account_id
     where e.slug = $1 and r.day >= ($2::timestamptz at time zone 'UTC')::date
       and r.day < ($3::timestamptz at time zone 'UTC')::date and not coalesce(a.bot, false)
     group by 1, 2 order by 1, 2`,
    [expertise, window.from, window.to],
  );
  return rows;
}

export type ExpertiseSpace = { id: number; key: string; name: string; kind: string; url: string | null };

/** Every space that is configured for an expertise, silent ones too. */
export async function expertiseSpaces(store: Store, expertise: string): Promise<ExpertiseSpace[]> {
  const { rows } = await store.pool.query(
    `select s.id, s.platform || ':' || s.native_id as key, s.name, s.kind, s.url
     from expertises e join spaces s on s.id in (
       select space_id from expertise_spaces where expertise_id = e.id
       union select space_id from rollups where expertise_id = e.id)
     where e.slug = $1 order by key`,
    [expertise],
  );
  return rows;
}
