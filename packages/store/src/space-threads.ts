import type { AskedThread, ThreadPost, Window } from "@groundswell/model";
import { byNoMachine, movedAsOf } from "./account-kinds.ts";
import { numericMetric } from "./columns.ts";
import { metricsAsOf } from "./contributions.ts";
import { expectMuch } from "./large-query.ts";
import { newcomerDays } from "./newcomers.ts";
import type { Store } from "./open.ts";
import { countsAsActivity } from "./roll-up.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

export type SpaceThreads = {
  /** `platform:id` */
  space: string;
  /** Whether any answer here says if it was accepted. */
  acceptanceShown: boolean;
  /** The oldest signal of the space: what was asked there before it was never read. Milliseconds since 1970. */
  recordedSince: number;
  /** By instant, then id. */
  threads: AskedThread[];
};

/**
 * The threads asked in a window, space by space, with all that was written in them before its end. A space that people ask in, but did not in
 * the window, has none; a space that nobody ever asked in is not in the list. Pull requests are left out: they offer work and do not ask for help.
 * Who is the asker is told by persons, not by accounts as in `threads`, because links between accounts come and go. What was
 * deleted at the window's end or later was there.
 */
export async function spaceThreads(store: Store, expertise: string, window: Window): Promise<SpaceThreads[]> {
  return inTransaction(store, async (client) => {
    await expectMuch(client);
    await client.query(threadsTable, [expertise, window.from, window.to]);
    await client.query("analyze asked_threads");
    const posts = await readPosts(client, window);
    const spaces = await readThreads(client, expertise, window, posts);
    await client.query("drop table asked_threads");
    return spaces;
  });
}

/** The SQL of the condition that a signal asks. */
function asks(signal: string): string {
  return `${signal}.kind in ('question', 'issue', 'message')`;
}

/** The SQL of an instant in milliseconds since 1970. */
function milliseconds(instant: string): string {
  // In floating point, which holds milliseconds exactly: extract() computes in numeric, several times as long.
  return `(date_part('epoch', ${instant}) * 1000)::bigint`;
}

const threadsTable = `
  create temp table asked_threads on commit drop as
  with ${metricsAsOf("$3")}
  select h.question_id as id, h.space_id, h.platform, h.native_id, h.asked_at, q.kind = 'question' as is_question,
    coalesce(a.person_id, a.id) as asker, ${numericMetric("coalesce(earlier.metrics, q.metrics)", "views")} as views,
    coalesce(coalesce(earlier.metrics, q.metrics) ->> 'closedAt', case
      when coalesce(earlier.metrics, q.metrics) -> 'closed' = 'true' or coalesce(earlier.metrics, q.metrics) ->> 'state' = 'closed'
      then 'undated' end) as closed
  from expertises e join attributions t on t.expertise_id = e.id join threads h on h.question_id = t.signal_id
    join signals q on q.id = h.question_id left join accounts a on a.id = q.account_id
    left join earlier on earlier.signal_id = q.id
  where e.slug = $1 and h.asked_at >= $2 and h.asked_at < $3 and ${asks("q")} and ${countsAsActivity("q", "$3")}`;

/** Posts by thread, and the spaces that show acceptances, by their numbers in the store. */
type Posts = { byThread: Map<number, ThreadPost[]>; accepting: Set<number> };

// Columns of a whole space at a time: a row for each post takes several times as long to send and to take apart.
async function readPosts(client: Transaction, window: Window): Promise<Posts> {
  const { rows } = await client.query(
    `with ${movedAsOf("$1")}, ${metricsAsOf("$1")}, post as materialized (
       select s.id, h.id as thread, h.space_id, s.account_id, s.kind, s.occurred_at, s.bot, s.metrics, coalesce(a.person_id, a.id) as person
       from asked_threads h join signals s on s.platform = h.platform and s.thread_id = h.native_id and s.id <> h.id
         left join accounts a on a.id = s.account_id
       where s.occurred_at < $1 and (s.deleted_at is null or s.deleted_at >= $1) and ${byNoMachine("s")}
     ), by_staff as materialized (
       -- Joined and not asked post by post: with a thousand employees that would be a thousand times the posts.
       select distinct s.id from post s join employed e on e.person = s.person
         and (e."from" is null or e."from" <= s.occurred_at) and (e.until is null or s.occurred_at < e.until)
     ), acceptance as materialized (
       -- Where an acceptance is dated, its date decides and not what the answer's own metrics say by now.
       select e.signal_id, min(e.at) filter (where e.at < $1) as at, bool_or(e.at is null) as undated
       from post join endorsements e on e.signal_id = post.id where e.kind = 'accept' group by 1
     ), told as (
       select post.*, coalesce(earlier.metrics, post.metrics) as known, by_staff.id is not null as is_staff, acceptance.at as accepted_at,
         acceptance.undated, acceptance.signal_id is not null as endorsed
       from post left join by_staff on by_staff.id = post.id left join acceptance on acceptance.signal_id = post.id
         left join earlier on earlier.signal_id = post.id
       order by post.space_id, post.occurred_at, post.id
     )
     select space_id as space, bool_or(endorsed or kind = 'answer' and known ? 'accepted') as accepting,
       array_to_json(array_agg(thread)) as threads, array_to_json(array_agg(${milliseconds("occurred_at")})) as instants,
       array_to_json(array_agg(person)) as persons, array_to_json(array_agg(is_staff::int)) as staff,
       array_to_json(array_agg((kind = 'answer')::int)) as answers,
       array_to_json(array_agg(case when accepted_at is not null then ${milliseconds("accepted_at")}
         when undated or not endorsed and known -> 'accepted' = 'true' then -1 end)) as accepted
     from told group by space_id`,
    [window.to],
  );
  const byThread = new Map<number, ThreadPost[]>();
  for (const row of rows) addPosts(byThread, row);
  return { byThread, accepting: new Set(rows.filter((row) => row.accepting).map((row) => row.space)) };
}

type PostColumns = Record<"threads" | "instants" | "staff" | "answers", number[]> &
  Record<"persons" | "accepted", (number | null)[]>;

function addPosts(byThread: Posts["byThread"], columns: PostColumns): void {
  for (const [row, thread] of columns.threads.entries()) {
    const accepted = columns.accepted[row] ?? null;
    const own = byThread.get(thread) ?? [];
    if (own.length === 0) byThread.set(thread, own);
    own.push({
      at: columns.instants[row] ?? 0,
      person: columns.persons[row] ?? null,
      isStaff: columns.staff[row] === 1,
      isAnswer: columns.answers[row] === 1,
      accepted: accepted === -1 ? "undated" : accepted,
    });
  }
}

async function readThreads(
  client: Transaction,
  expertise: string,
  window: Window,
  { byThread, accepting }: Posts,
): Promise<SpaceThreads[]> {
  const { rows } = await client.query(
    `with active as materialized (
       -- First days from the counts: a signal that is deleted by now is in none of them, even where it was there at the window's end.
       select r.account_id, min(r.day) as day from rollups r join expertises e on e.id = r.expertise_id
       where e.slug = $1 and r.account_id <> 0 group by 1
     ), recorded as materialized (
       select a.platform, min(active.day) as day from active join accounts a on a.id = active.account_id group by 1
     ), first_seen as materialized (
       select coalesce(a.person_id, a.id) as person, min(active.day) as day from active join accounts a on a.id = active.account_id group by 1
     ), thread as (
       -- Where a platform's own record is no older than that, nobody can tell who was new.
       select h.*, case when r.day < h.long_ago then (f.day >= h.long_ago)::int end as newcomer
       from (select *, (asked_at at time zone 'UTC')::date - ${newcomerDays} as long_ago from asked_threads) h
         left join recorded r on r.platform = h.platform left join first_seen f on f.person = h.asker
       order by h.space_id, h.asked_at, h.id
     ), own as (
       select h.space_id, array_to_json(array_agg(h.id)) as ids, array_to_json(array_agg(${milliseconds("h.asked_at")})) as instants,
         array_to_json(array_agg(h.is_question::int)) as questions, array_to_json(array_agg(h.asker)) as askers,
         array_to_json(array_agg(h.views)) as views, array_to_json(array_agg(h.closed)) as closed,
         array_to_json(array_agg(h.newcomer)) as newcomers
       from thread h group by 1
     ), asked_in as materialized (
       select id, platform || ':' || native_id as key from spaces p
       where id in (select space_id from own)
         or (id in (select space_id from expertise_spaces s join expertises e on e.id = s.expertise_id where e.slug = $1)
           and exists (select from threads h join signals q on q.id = h.question_id
             where h.space_id = p.id and h.asked_at < $2 and ${asks("q")} and ${countsAsActivity("q", "$2")}))
     )
     select p.id as space, p.key, ${milliseconds("oldest.at")} as since, own.* from asked_in p left join own on own.space_id = p.id
       cross join lateral (select occurred_at as at from signals where space_id = p.id order by occurred_at limit 1) oldest
     order by p.key`,
    [expertise, window.to],
  );
  return rows.map(({ space, key, since, ...columns }) => ({
    space: key,
    acceptanceShown: accepting.has(space),
    recordedSince: since,
    threads: columns.ids === null ? [] : threadsOf(columns, byThread),
  }));
}

type ThreadColumns = Record<"ids" | "instants" | "questions", number[]> &
  Record<"askers" | "views" | "newcomers", (number | null)[]> & { closed: (string | null)[] };

function threadsOf(columns: ThreadColumns, byThread: Posts["byThread"]): AskedThread[] {
  return columns.ids.map((id, row) => {
    const isNewcomer = columns.newcomers[row] ?? null;
    return {
      id,
      askedAt: columns.instants[row] ?? 0,
      isQuestion: columns.questions[row] === 1,
      asker: columns.askers[row] ?? null,
      isNewcomer: isNewcomer === null ? null : isNewcomer === 1,
      views: columns.views[row] ?? null,
      closed: instantOf(columns.closed[row] ?? null),
      posts: byThread.get(id) ?? [],
    };
  });
}

function instantOf(text: string | null): AskedThread["closed"] {
  if (text === null) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? "undated" : instant;
}
