import { mentionHint, type Window } from "@groundswell/model";
import { byAnEmployee, movedAsOf } from "./account-kinds.ts";
import { numericMetric } from "./columns.ts";
import { queryMuch, queryWindow } from "./large-query.ts";
import { leadingWords, leadsSomewhere } from "./leading-words.ts";
import type { Store } from "./open.ts";
import { countsAsActivity } from "./roll-up.ts";

/** Signals of one person in one space and month with the same links and words. */
export type LinkingRow = {
  person: number;
  space: number;
  spaceUrl: string | null;
  /** `YYYY-MM`, UTC. */
  month: string;
  /** MD5 of their words without addresses, digits and case; null below forty letters, where two are alike by chance. */
  text: string | null;
  links: string[];
  /** The words, where they may name a space (`mentionHint`); else null. */
  hinted: string | null;
  count: number;
  first: Date;
  last: Date;
  /** The earliest of them, and its address. */
  signal: number;
  url: string | null;
};

const employers = ["employee_of_vendor", "vendor_contractor"];

/**
 * The signals of an expertise in a window that link somewhere, or whose words may name a space, of persons alone: bots, organisations,
 * shared accounts, and what staff and contractors wrote in their jobs are left out.
 */
export async function linkingSignals(store: Store, expertise: string, window: Window): Promise<LinkingRow[]> {
  return queryWindow<LinkingRow>(
    store,
    { expertise, window },
    `with ${movedAsOf("$3")}, linking as (
       select s.id, s.space_id, s.occurred_at, s.links, s.url, coalesce(a.person_id, a.id) as person,
         regexp_replace(lower(regexp_replace(coalesce(s.excerpt, ''), 'https?://[^[:space:]]+', ' ', 'g')), '[^[:alpha:]]+', ' ', 'g') as words,
         case when ${leadingWords("s")} ~* '${mentionHint}' then concat_ws(' ', s.title, s.excerpt) end as hinted
       -- Looked up one by one: the planner takes those that lead somewhere for a third of all, and would read every account and attribution.
       from signals s cross join lateral (select id, person_id from accounts where id = s.account_id limit 1) a
       cross join lateral (select from attributions where signal_id = s.id
         and expertise_id = $1 limit 1) t
       where s.occurred_at >= $2 and s.occurred_at < $3
         and ${leadsSomewhere("s")}
         and ${countsAsActivity("s", "$3")} and not ${byAnEmployee("s", "coalesce(a.person_id, a.id)", "$4")}
     )
     select person, space_id as space, p.url as "spaceUrl", to_char(occurred_at at time zone 'UTC', 'YYYY-MM') as month,
       case when length(words) >= 40 then md5(words) end as text, to_jsonb(links) as links, hinted, count(*)::int as count,
       min(occurred_at) as first, max(occurred_at) as last, (array_agg(l.id order by occurred_at, l.id))[1] as signal,
       (array_agg(l.url order by occurred_at, l.id))[1] as url
     from linking l join spaces p on p.id = l.space_id
     group by 1, 2, 3, 4, 5, links, hinted order by 1, 2, 4, 5, signal`,
    [employers],
  );
}

/** What tells how much somebody's link says. */
export type LinkerRow = {
  person: number;
  firstSeen: Date;
  /** Signals that somebody voted up, accepted, liked or merged. */
  endorsed: number;
  /** Signals whose place shows such numbers. */
  endorsable: number;
};

/** Since when some persons are known, and how often they were endorsed before an instant. */
export async function linkersOf(store: Store, persons: readonly number[], asOf: Date): Promise<LinkerRow[]> {
  const score = numericMetric("s.metrics", "score");
  const likes = numericMetric("s.metrics", "likes");
  return queryMuch<LinkerRow>(
    store,
    `select coalesce(a.person_id, a.id) as person, min(s.occurred_at) as "firstSeen",
       count(*) filter (where e.up or ${score} > 0 or ${likes} > 0 or s.metrics -> 'accepted' = 'true' or s.metrics -> 'merged' = 'true')::int
         as endorsed,
       count(*) filter (where e.up is not null or ${score} is not null or ${likes} is not null
         or s.metrics ? 'accepted' or s.metrics ? 'merged')::int as endorsable
     from accounts a join signals s on s.account_id = a.id left join lateral (
       select bool_or(e.kind in ('up', 'like', 'accept', 'merge') and (e.account_id is null or e.account_id <> s.account_id)) as up
       from endorsements e where e.signal_id = s.id and (e.at is null or e.at < $2)
     ) e on true
     where (a.person_id = any ($1) or (a.person_id is null and a.id = any ($1))) and s.occurred_at < $2 and s.deleted_at is null
     group by 1 order by 1`,
    [persons, asOf],
  );
}

/** The addresses that the profiles of an expertise's active people name. */
export async function profileLinks(
  store: Store,
  expertise: string,
  window: Window,
): Promise<{ person: number; link: string }[]> {
  return queryWindow<{ person: number; link: string }>(
    store,
    { expertise, window },
    `with active as (
       select distinct coalesce(a.person_id, a.id) as person
       from rollups r join accounts a on a.id = r.account_id
       where r.expertise_id = $1 and r.day >= ($2::timestamptz at time zone 'UTC')::date
         and r.day < ($3::timestamptz at time zone 'UTC')::date
     )
     select distinct person, link from active join accounts a on coalesce(a.person_id, a.id) = person
     cross join unnest(a.links) as link
     where not exists (select from account_kinds k where k.account_id = a.id) order by 1, 2`,
  );
}

/** Everything that the store has a space for, by what tells where it is. */
export async function knownSpaces(store: Store): Promise<{ platform: string; url: string | null }[]> {
  const { rows } = await store.pool.query("select distinct platform, url from spaces order by 1, 2");
  return rows;
}
