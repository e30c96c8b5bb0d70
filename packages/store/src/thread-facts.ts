import { byNoMachine, isOwnWork } from "./account-kinds.ts";
import { numericMetric } from "./columns.ts";
import type { Transaction } from "./transaction.ts";

/**
 * What is kept of everything written in a thread, by instant: of each post `postNumbers` numbers, one after the other, which is a fraction of what
 * an object for each would take: its signal, when, by which account, `postMarks`, when it was first accepted, and since when it is gone; 0 where
 * there is none. Instants are whole milliseconds since 1970. Whose account it is and who was staff is told where it is read, and so
 * is what was there at an instant: nothing here has to be made anew for them.
 */
export type ThreadPosts = readonly number[];

export const postNumbers = 6;

/** What the marks of a post add up: an answer; one whose own numbers say whether it was accepted, and that it was; endorsed as accepted, and without a date. */
export const postMarks = { answer: 1, tells: 2, accepted: 4, endorsed: 8, undated: 16 } as const;

/** The SQL of an instant in whole milliseconds since 1970, never later than it was. */
export function milliseconds(instant: string): string {
  // In floating point, which holds milliseconds exactly: extract() computes in numeric, several times as long.
  return `(date_part('epoch', date_trunc('milliseconds', ${instant})) * 1000)::bigint`;
}

/** The SQL of when the source says that a thread was closed, from the numbers of its question. */
export function closedIn(metrics: string): string {
  return `coalesce(${metrics} ->> 'closedAt', case when ${metrics} -> 'closed' = 'true' or ${metrics} ->> 'state' = 'closed' then 'undated' end)`;
}

/**
 * Reads some threads again; a response is by somebody else than the asker, and no bot.
 * @param table names the `platform` and `thread_id` of each, or of signals in them
 */
export async function readThreads(client: Transaction, table: string): Promise<void> {
  const { answer, tells, accepted, endorsed, undated } = postMarks;
  await client.query(`
    with heads as (
      select distinct on (q.platform, q.native_id) q.*
      from (select distinct platform, thread_id from ${table} where thread_id is not null) t
      join signals q on q.platform = t.platform and q.thread_id = t.thread_id and q.native_id = t.thread_id
      where q.kind in ('question', 'issue', 'pull-request', 'message')
      order by q.platform, q.native_id, q.id
    )
    insert into threads (platform, native_id, space_id, question_id, asked_at, asks, is_question, account_id, deleted_at, views, closed,
      expertises, responses, first_response_at, accepted_at, accepted, posts)
    select h.platform, h.native_id, h.space_id, h.id, h.occurred_at, h.kind <> 'pull-request' and ${isOwnWork("h")}, h.kind = 'question',
      h.account_id, h.deleted_at, ${numericMetric("h.metrics", "views")}, ${closedIn("h.metrics")},
      array(select expertise_id from attributions where signal_id = h.id order by 1), r.*
    from heads h cross join lateral (
      select count(*) filter (where responds), min(occurred_at) filter (where responds), min(accepted_at),
        coalesce(bool_or(says_accepted or is_endorsed), false),
        ('[' || coalesce(string_agg(concat_ws(',', id, ${milliseconds("occurred_at")}, coalesce(account_id, 0),
          (kind = 'answer')::int * ${answer} + (metrics ? 'accepted')::int * ${tells} + says_accepted::int * ${accepted}
            + is_endorsed::int * ${endorsed} + coalesce(is_undated, false)::int * ${undated},
          coalesce(${milliseconds("accepted_at")}, 0), coalesce(${milliseconds("deleted_at")}, 0)),
          ',' order by occurred_at, id) filter (where is_written), '') || ']')::json
      from (
        select w.*, w.is_written and w.deleted_at is null and (w.account_id is null or w.account_id is distinct from h.account_id) as responds,
          coalesce(w.metrics -> 'accepted' = 'true', false) as says_accepted, e.accepted_at, e.is_undated, e.is_undated is not null as is_endorsed
        from (select s.*, ${byNoMachine("s")} as is_written from signals s
          where s.platform = h.platform and s.thread_id = h.thread_id and s.id <> h.id) w
        left join lateral (select min(at) as accepted_at, bool_or(at is null) as is_undated from endorsements
          where signal_id = w.id and kind = 'accept') e on true) one
    ) r
    on conflict (platform, native_id) do update set
      (space_id, question_id, asked_at, asks, is_question, account_id, deleted_at, views, closed, expertises, responses, first_response_at,
        accepted_at, accepted, posts) =
      row(excluded.space_id, excluded.question_id, excluded.asked_at, excluded.asks, excluded.is_question, excluded.account_id,
        excluded.deleted_at, excluded.views, excluded.closed, excluded.expertises, excluded.responses, excluded.first_response_at,
        excluded.accepted_at, excluded.accepted, excluded.posts)`);
}
