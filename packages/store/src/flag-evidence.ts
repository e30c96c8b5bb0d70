import type { Window } from "@groundswell/model";
import { numericMetric } from "./columns.ts";
import { type Contribution, metricsAsOf } from "./contributions.ts";
import type { Store } from "./open.ts";
import { countsAsActivity } from "./roll-up.ts";
import { isSelfAnswer } from "./self-answers.ts";

/** What a person answered one asker, told like any other contribution. */
export type AnsweredRow = Contribution & { asker: number };

const mine = `accounts a join signals s on s.account_id = a.id
  join attributions t on t.signal_id = s.id join expertises e on e.id = t.expertise_id and e.slug = $1`;
const isOf = (person: string) => `(a.person_id = ${person} or (a.id = ${person} and a.person_id is null))`;

/** The answers of a few persons by who asked, as `contributions` counts them: what is left of somebody without an asker. */
export async function answersByAsker(
  store: Store,
  expertise: string,
  window: Window,
  persons: readonly number[],
): Promise<AnsweredRow[]> {
  const { rows } = await store.pool.query(
    `with ${metricsAsOf("$3")}, answered as (
       select p.id as person, coalesce(qa.person_id, qa.id) as asker, s.space_id, (s.occurred_at at time zone 'UTC')::date as day,
         coalesce(earlier.metrics, s.metrics) as metrics, x.voted, x.votes, x.accepted
       from unnest($4::bigint[]) p (id) cross join lateral (select s.* , a.person_id, a.id as account from ${mine}
         where ${isOf("p.id")} and s.kind = 'answer' and s.occurred_at >= $2 and s.occurred_at < $3
           and ${countsAsActivity("s", "$3")} and not ${isSelfAnswer("s", "a")}) s
       left join earlier on earlier.signal_id = s.id
       join threads h on h.platform = s.platform and h.native_id = s.thread_id
       join signals q on q.id = h.question_id join accounts qa on qa.id = q.account_id
       cross join lateral (
         select bool_or(kind in ('up', 'down', 'like')) as voted,
           count(*) filter (where kind in ('up', 'like') and at < $3) - count(*) filter (where kind = 'down' and at < $3) as votes,
           bool_or(at is null or at < $3) filter (where kind = 'accept') as accepted
         from endorsements where signal_id = s.id) x
     )
     select person, asker, sp.platform || ':' || sp.native_id as space, 'answer' as kind, to_char(day, 'YYYY-MM-DD') as day, count(*)::int as count,
       round(sum(ln(1 + greatest(case when voted then votes
         else coalesce(${numericMetric("metrics", "score")}, ${numericMetric("metrics", "likes")}, 0) end, 0)) / ln(2))::numeric, 6)::float8 as "logVotes",
       case when bool_or(accepted or metrics ? 'accepted')
         then count(*) filter (where coalesce(accepted, metrics -> 'accepted' = 'true'))::int end as accepted
     from answered join spaces sp on sp.id = space_id group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`,
    [expertise, window.from, window.to, persons],
  );
  return rows;
}

/** When each of a few persons did something in an expertise's window, in milliseconds since 1970. */
export async function signalTimes(
  store: Store,
  expertise: string,
  window: Window,
  persons: readonly number[],
): Promise<Map<number, number[]>> {
  const { rows } = await store.pool.query(
    `select p.id as person, array_agg(extract(epoch from s.occurred_at)::float8 * 1000 order by s.occurred_at) as times
     from unnest($4::bigint[]) p (id) cross join lateral (select s.occurred_at from ${mine}
       where ${isOf("p.id")} and s.occurred_at >= $2 and s.occurred_at < $3 and ${countsAsActivity("s", "$3")}) s
     group by 1`,
    [expertise, window.from, window.to, persons],
  );
  return new Map(rows.map(({ person, times }) => [person, times]));
}

/** Which of a person's signals are meant; null leaves a side open, and `to` is the last day, included. */
export type SignalsMeant = {
  person: number;
  kind: string | null;
  days: { from: string; to: string } | null;
  askers: number[] | null;
};

/** Addresses of some signals of each that is meant, the newest first: in the order of `meant`. */
export async function addressesOf(
  store: Store,
  expertise: string,
  window: Window,
  meant: readonly SignalsMeant[],
  each: number,
): Promise<string[][]> {
  const { rows } = await store.pool.query(
    `select m.place, s.url from jsonb_to_recordset($4::jsonb) as m (place int, person bigint, kind text, first date, last date, askers jsonb)
     cross join lateral (
       select s.url, s.occurred_at, s.id from ${mine}
         left join threads h on h.platform = s.platform and h.native_id = s.thread_id
         left join signals q on q.id = h.question_id left join accounts qa on qa.id = q.account_id
       where ${isOf("m.person")} and s.url is not null and (m.kind is null or s.kind = m.kind)
         and s.occurred_at >= $2 and s.occurred_at < $3
         and (m.first is null or (s.occurred_at at time zone 'UTC')::date between m.first and m.last)
         and (m.askers is null or m.askers @> to_jsonb(coalesce(qa.person_id, qa.id)))
         and ${countsAsActivity("s", "$3")}
       order by s.occurred_at desc, s.id limit $5
     ) s order by m.place, s.occurred_at desc, s.id`,
    [
      expertise,
      window.from,
      window.to,
      JSON.stringify(
        meant.map(({ person, kind, days, askers }, place) => ({
          ...{ place, person, askers, kind: kind === "newcomer-help" ? "answer" : kind },
          ...{ first: days?.from ?? null, last: days?.to ?? null },
        })),
      ),
      each,
    ],
  );
  const found: string[][] = meant.map(() => []);
  for (const { place, url } of rows) found[place]?.push(url);
  return found;
}
