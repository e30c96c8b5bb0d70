import type { Window } from "@groundswell/model";
import { accountsOf, byAnEmployee, movedAsOf } from "./account-kinds.ts";
import { numericMetric } from "./columns.ts";
import { type ListGate, listGates, metricsAsOf } from "./contributions.ts";
import { expectMuch, expertiseNumber } from "./large-query.ts";
import type { Store } from "./open.ts";
import { countsAsActivity } from "./roll-up.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

/** What the queries of help are asked with, once the answers are read. */
export type AnswersRead = {
  client: Transaction;
  /** Its number. */
  expertise: number;
  window: Window;
  /** The only ones whose answers were read, with those beside them; null for everybody's. */
  persons: readonly number[] | null;
};

/**
 * Reads the answers of an expertise's window once, for all queries of `work`: into `thread_answers`, one row for each of them
 * and for each that stands beside one in its thread. `inside` are those to be judged; persons whom `contributions`
 * leaves out are none, but remain somebody's rivals. Votes and acceptances are those of before the window's end, null
 * where the source shows none.
 */
export async function withAnswers<T>(
  store: Store,
  expertise: string,
  window: Window,
  work: (answers: AnswersRead) => Promise<T>,
  gates: readonly ListGate[] = listGates,
  persons: readonly number[] | null = null,
): Promise<T> {
  return inTransaction(store, async (client) => {
    await expectMuch(client);
    const number = await expertiseNumber(client, expertise);
    const given = persons ? [persons] : [];
    // Step by step, each counted before the next is planned: of few answers the threads are looked up, of many everything is read once.
    await client.query(ownAnswers(persons && "$4"), [number, window.from, window.to, ...given]);
    await client.query("analyze own_answers");
    await client.query(answersBeside(persons && "$2"), [window.to, ...given]);
    await client.query("analyze answers_beside");
    await client.query(threadAnswers(persons && "$3"), [window.to, gates, ...given]);
    await client.query("analyze thread_answers");
    const result = await work({ client, expertise: number, window, persons });
    // Whoever joins this transaction to a longer one may read a second window.
    await client.query("drop table own_answers, answers_beside, thread_answers");
    return result;
  });
}

const ownAnswers = (persons: string | null) => `
  create temp table own_answers on commit drop as
  select s.id, s.platform, s.thread_id
  from attributions t join signals s on s.id = t.signal_id
  where t.expertise_id = $1 and s.kind = 'answer' and s.occurred_at >= $2 and s.occurred_at < $3 and ${countsAsActivity("s", "$3")}
    and ${persons ? `s.account_id = any(array(${accountsOf(persons)}))` : "true"}`;

const answersBeside = (persons: string | null) => `
  create temp table answers_beside on commit drop as
  with ${metricsAsOf("$1", persons)}, found as (
    select s.* from (select distinct platform, thread_id from own_answers where thread_id is not null) o
      join signals s on s.platform = o.platform and s.thread_id = o.thread_id where s.kind = 'answer'
    union all
    select s.* from own_answers o join signals s on s.id = o.id where o.thread_id is null
  )
  select s.id, s.space_id, s.account_id, s.platform, s.thread_id, s.occurred_at, coalesce(earlier.metrics, s.metrics) as metrics
  from found s left join earlier on earlier.signal_id = s.id
  where s.occurred_at < $1 and ${countsAsActivity("s", "$1")}`;

// One by one, also where there are no answers: PostgreSQL expects some of a table that is empty, and would read every endorsement for them.
const endorsementsOfEach = "cross join lateral (select * from endorsements where signal_id = b.id offset 0) e";

const threadAnswers = (persons: string | null) => `
  create temp table thread_answers on commit drop as
  with ${movedAsOf("$1", persons)}, beside as (
    select b.*, coalesce(a.person_id, a.id) as person from answers_beside b left join accounts a on a.id = b.account_id
  ), in_a_job as materialized (
    select b.id from beside b where ${byAnEmployee("b", "b.person", "$2")}
  ), endorsed as (
    select e.signal_id,
      bool_or(e.kind in ('up', 'down', 'like')) as voted,
      count(*) filter (where e.kind in ('up', 'like') and e.at < $1)
        - count(*) filter (where e.kind = 'down' and e.at < $1) as votes,
      -- Where an acceptance is dated, its date decides and not what the answer's own metrics say by now.
      bool_or(e.at is null or e.at < $1) filter (where e.kind = 'accept') as accepted
    from answers_beside b ${persons ? endorsementsOfEach : "join endorsements e on e.signal_id = b.id"} group by 1
  )
  select b.id, b.space_id, b.occurred_at, b.platform, b.thread_id, h.question_id, h.asked_at, b.person,
    own.id is not null and b.person is not null and b.person not in (select person from moved where gate = any($2))
      and b.id not in (select id from in_a_job) as inside,
    case when not q.bot then coalesce(qa.person_id, qa.id) end as asker,
    case when endorsed.voted then endorsed.votes else coalesce(${numericMetric("b.metrics", "score")}, ${numericMetric("b.metrics", "likes")}) end::float8 as votes,
    case when coalesce(endorsed.accepted, b.metrics -> 'accepted' = 'true') then true
      when b.metrics ? 'accepted' then false end as accepted
  from beside b left join own_answers own on own.id = b.id left join endorsed on endorsed.signal_id = b.id
    left join threads h on h.platform = b.platform and h.native_id = b.thread_id
    left join signals q on q.id = h.question_id left join accounts qa on qa.id = q.account_id`;

/** The SQL of `places`: which spaces show votes and acceptances at all; where one does, an answer without any has none. */
export const places = `places as materialized (
  select space_id, bool_or(votes is not null) as votes_shown, bool_or(accepted is not null) as acceptance_shown
  from thread_answers group by 1
)`;
