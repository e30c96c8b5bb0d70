import type { SignalKind, Window } from "@groundswell/model";
import { accountsOf, byAnEmployee, movedAsOf } from "./account-kinds.ts";
import { numericMetric } from "./columns.ts";
import { isCopy } from "./copies.ts";
import { expertiseNumber, queryWindow } from "./large-query.ts";
import type { Store } from "./open.ts";
import { countsAsActivity } from "./roll-up.ts";
import { isSelfAnswer } from "./self-answers.ts";

/** What one person did in one space on one day, of one kind. */
export type Contribution = {
  person: number;
  /** `platform:id` */
  space: string;
  kind: SignalKind;
  /** ISO date, UTC. */
  day: string;
  count: number;
  /** Sum over the signals of log2(1 + max(votes, 0)). */
  logVotes: number;
  /** Null where the source knows no acceptance. */
  accepted: number | null;
};

/** The SQL of `earlier`: the metrics that signals had at the beginning of the day of an instant, where they have changed since; of some persons' only, or of all. */
export function metricsAsOf(instant: string, persons: string | null = null): string {
  const theirs =
    persons === null
      ? "true"
      : `signal_id = any(array(select id from signals where account_id = any(array(${accountsOf(persons)}))))`;
  return `earlier as materialized (
    select distinct on (signal_id) signal_id, metrics from earlier_metrics
    where replaced_on >= (${instant}::timestamptz at time zone 'UTC')::date and ${theirs} order by signal_id, replaced_on
  )`;
}

/** Gates that are known before anything is scored. */
export const listGates = ["employee_of_vendor", "vendor_contractor", "bot_or_org_account"] as const;
export type ListGate = (typeof listGates)[number];

/**
 * What every person did for an expertise inside a window, endorsed before the window's end only. Dated votes count
 * up to that end; a source that dates none is taken at the total it showed on that day. Whoever is staff, a contractor or nobody as of
 * the end is left out: `ineligible` names them. Of somebody who left such a job before, what was done in it does not count. Nor does what
 * people say in threads of their own, nor copies of what was there before: `selfAnswers` and `copiesOf` tell of those.
 * @param gates those that take people off the list
 * @param persons the only ones that are asked about, or null for everybody
 */
export async function contributions(
  store: Store,
  expertise: string,
  window: Window,
  gates: readonly ListGate[] = listGates,
  persons: readonly number[] | null = null,
): Promise<Contribution[]> {
  const theirs = persons && "$5";
  return queryWindow<Contribution>(
    store,
    { expertise, window },
    `with ${movedAsOf("$3", theirs)}, ${metricsAsOf("$3", theirs)}, acting as (
       select s.id, s.space_id, s.kind, (s.occurred_at at time zone 'UTC')::date as day,
         coalesce(earlier.metrics, s.metrics) as metrics, coalesce(a.person_id, a.id) as person
       from attributions t join signals s on s.id = t.signal_id
       join accounts a on a.id = s.account_id left join earlier on earlier.signal_id = s.id
       where t.expertise_id = $1 and s.occurred_at >= $2 and s.occurred_at < $3 and ${countsAsActivity("s", "$3")}
         and coalesce(a.person_id, a.id) not in (select person from moved where gate = any($4))
         and not ${byAnEmployee("s", "coalesce(a.person_id, a.id)", "$4")}
         and not ${isSelfAnswer("s", "a")} and not ${isCopy("s")} and ${theirs ? `s.account_id = any(array(${accountsOf(theirs)}))` : "true"}
     ), endorsed as (
       select e.signal_id,
         bool_or(e.kind in ('up', 'down', 'like')) as voted,
         count(*) filter (where e.kind in ('up', 'like') and e.at < $3)
           - count(*) filter (where e.kind = 'down' and e.at < $3) as votes,
         -- Where an acceptance is dated, its date decides and not what the signal's own metrics say by now.
         bool_or(e.at is null or e.at < $3) filter (where e.kind in ('accept', 'merge')) as accepted
       from acting join endorsements e on e.signal_id = acting.id group by 1
     )
     select person, p.platform || ':' || p.native_id as space, acting.kind, to_char(day, 'YYYY-MM-DD') as day, count(*)::int as count,
       -- Rounded, because the order in which PostgreSQL adds would otherwise show in the last digits.
       round(sum(ln(1 + greatest(case when voted then votes
         else coalesce(${numericMetric("metrics", "score")}, ${numericMetric("metrics", "likes")}, 0) end, 0)) / ln(2))::numeric, 6)::float8 as "logVotes",
       case when bool_or(accepted or metrics ? 'accepted' or metrics ? 'merged')
         then count(*) filter (where coalesce(accepted, metrics -> 'accepted' = 'true' or metrics -> 'merged' = 'true'))::int end as accepted
     from acting join spaces p on p.id = space_id left join endorsed on signal_id = acting.id
     group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    [gates, ...(persons ? [persons] : [])],
  );
}

/** Persons who are active but cannot be candidates, and why: moved to another list, never scored lower. */
export type Ineligible = {
  person: number;
  gate: ListGate;
  /** A sentence about one of the person's accounts; of what a profile says, with the day it was seen. */
  why: string;
  /** `platform`, `company`, `email-domain`, `membership`, `name`, the name of a file, or `mark`. */
  source: string;
  confidence: number;
  /** When that was last seen, read or said: ISO 8601. */
  at: string;
};

const fromProfiles = new Set(["company", "email-domain", "membership"]);

/**
 * The persons that `contributions` leaves out of an expertise's window: active with any account, and as of the window's end staff or
 * contractors by one of their accounts, be it silent in the window, or nobody by all of them. Of `persons` only, or null for all.
 */
export async function ineligible(
  store: Store,
  expertise: string,
  window: Window,
  persons: readonly number[] | null = null,
): Promise<Ineligible[]> {
  const { rows } = await store.pool.query(
    `with ${movedAsOf("$3", persons && "$4")}
     select m.* from moved m
     where exists (
       select from accounts a join signals s on s.account_id = a.id
         join attributions t on t.signal_id = s.id and t.expertise_id = $1
       where (a.person_id = m.person or (a.id = m.person and a.person_id is null)) and s.occurred_at >= $2 and s.occurred_at < $3
         and s.deleted_at is null)
     order by 1`,
    [await expertiseNumber(store.pool, expertise), window.from, window.to, ...(persons ? [persons] : [])],
  );
  return rows.map(({ person, gate, account, why, source, confidence, at }) => {
    const seen = at.toISOString();
    const day = fromProfiles.has(source) ? `, seen ${seen.slice(0, 10)}` : "";
    return { person, gate, why: `${account} ${why}${day}`, source, confidence, at: seen };
  });
}
