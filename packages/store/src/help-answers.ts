import type { Window } from "@groundswell/model";
import { accountsOf, byNoEmployee, movedAsOf } from "./account-kinds.ts";
import { numericMetric } from "./columns.ts";
import { type ListGate, listGates, metricsAsOf } from "./contributions.ts";
import { expectMuch } from "./large-query.ts";
import type { Store } from "./open.ts";
import { countsAsActivity } from "./roll-up.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

/** What the queries of help are asked with, once the answers are read. */
export type AnswersRead = {
  client: Transaction;
  expertise: string;
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
    const values = [expertise, window.from, window.to, gates, ...(persons ? [persons] : [])];
    await client.query(answersTable(persons && "$5"), values);
    await client.query("analyze thread_answers");
    const result = await work({ client, expertise, window, persons });
    // Whoever joins this transaction to a longer one may read a second window.
    await client.query("drop table thread_answers");
    return result;
  });
}

const besideMany =
  "((s.platform, s.thread_id) in (select platform, thread_id from own) or s.id in (select id from own where thread_id is null))";
// Looked up thread by thread: told of either, PostgreSQL reads every answer that there is.
const besideFew = `s.id = any(array(
        select o.id from own join signals o on o.platform = own.platform and o.thread_id = own.thread_id
        union select id from own where thread_id is null))`;

const answersTable = (persons: string | null) => `
  create temp table thread_answers on commit drop as
  with ${movedAsOf("$3", persons)}, ${metricsAsOf("$3", persons)}, own as materialized (
    select s.id, s.platform, s.thread_id
    from expertises e join attributions t on t.expertise_id = e.id join signals s on s.id = t.signal_id
    where e.slug = $1 and s.kind = 'answer' and s.occurred_at >= $2 and s.occurred_at < $3 and ${countsAsActivity("s", "$3")}
      and ${persons ? `s.account_id = any(array(${accountsOf(persons)}))` : "true"}
  ), beside as materialized (
    select s.id, s.space_id, s.account_id, s.platform, s.thread_id, s.occurred_at, coalesce(earlier.metrics, s.metrics) as metrics
    from signals s left join earlier on earlier.signal_id = s.id
    where s.kind = 'answer' and s.occurred_at < $3 and ${countsAsActivity("s", "$3")}
      and ${persons ? besideFew : besideMany}
  ), endorsed as (
    select e.signal_id,
      bool_or(e.kind in ('up', 'down', 'like')) as voted,
      count(*) filter (where e.kind in ('up', 'like') and e.at < $3)
        - count(*) filter (where e.kind = 'down' and e.at < $3) as votes,
      -- Where an acceptance is dated, its date decides and not what the answer's own metrics say by now.
      bool_or(e.at is null or e.at < $3) filter (where e.kind = 'accept') as accepted
    from beside join endorsements e on e.signal_id = beside.id group by 1
  )
  select b.id, b.space_id, b.occurred_at, b.platform, b.thread_id, h.question_id, h.asked_at,
    coalesce(a.person_id, a.id) as person,
    own.id is not null and a.id is not null and coalesce(a.person_id, a.id) not in (select person from moved where gate = any($4))
      and ${byNoEmployee("b", "coalesce(a.person_id, a.id)", "$4")} as inside,
    case when not q.bot then coalesce(qa.person_id, qa.id) end as asker,
    case when endorsed.voted then endorsed.votes else coalesce(${numericMetric("b.metrics", "score")}, ${numericMetric("b.metrics", "likes")}) end::float8 as votes,
    case when coalesce(endorsed.accepted, b.metrics -> 'accepted' = 'true') then true
      when b.metrics ? 'accepted' then false end as accepted
  from beside b left join own on own.id = b.id left join endorsed on endorsed.signal_id = b.id
    left join accounts a on a.id = b.account_id
    left join threads h on h.platform = b.platform and h.native_id = b.thread_id
    left join signals q on q.id = h.question_id left join accounts qa on qa.id = q.account_id`;

/** The SQL of `places`: which spaces show votes and acceptances at all; where one does, an answer without any has none. */
export const places = `places as materialized (
  select space_id, bool_or(votes is not null) as votes_shown, bool_or(accepted is not null) as acceptance_shown
  from thread_answers group by 1
)`;
