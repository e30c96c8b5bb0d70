import type { Window } from "@groundswell/model";
import { type AnswersRead, places, withAnswers } from "./help-answers.ts";
import { fetchMuch } from "./large-query.ts";
import type { Store } from "./open.ts";

/** How one person's answers stand beside other people's in the same threads. */
export type ThreadWins = {
  person: number;
  /** Answers that stand beside at least one of somebody else's. */
  contested: number;
  /** Sum over those of the share of other people's answers that have fewer votes, equally many counting half. */
  wins: number;
};

/** The wins of everybody in an expertise's window, by the votes of before its end. One's own second answer is no rival. */
export async function threadWins(store: Store, expertise: string, window: Window): Promise<ThreadWins[]> {
  return withAnswers(store, expertise, window, readThreadWins);
}

/**
 * A thread of thousands of answers must not cost their square, so rivals are counted by rank: those below everybody's in the thread
 * less those below one's own.
 */
export async function readThreadWins({ client }: AnswersRead): Promise<ThreadWins[]> {
  return fetchMuch<ThreadWins>(
    client,
    `with ${places}, disputed as materialized (
       select platform, thread_id, row_number() over () as thread from thread_answers join places using (space_id)
       where thread_id is not null and votes_shown group by 1, 2
       -- Authors that no source names are one nobody here, and no less a rival for that.
       having count(distinct coalesce(person, 0)) > 1 and bool_or(inside)
     ), judged as (
       select d.thread, coalesce(a.person, 0) as person, coalesce(a.votes, 0) as votes, inside
       from thread_answers a join disputed d using (platform, thread_id)
     ), held as (
       select thread, person, votes, count(*) as answers, count(*) filter (where inside) as inside from judged group by 1, 2, 3
     ), stood as (
       select person, inside,
         sum(answers) over thread_all - sum(answers) over own_all as rivals,
         coalesce(sum(answers) over thread_below, 0) - coalesce(sum(answers) over own_below, 0) as below,
         sum(answers) over thread_level - answers as level
       from held
       window thread_all as (partition by thread), own_all as (partition by thread, person),
         thread_below as (partition by thread order by votes groups between unbounded preceding and 1 preceding),
         own_below as (partition by thread, person order by votes groups between unbounded preceding and 1 preceding),
         thread_level as (partition by thread, votes)
     )
     select person, sum(inside)::int as contested,
       -- Rounded, because the order in which PostgreSQL adds would otherwise show in the last digits.
       round(sum(inside * (below + level / 2.0) / rivals), 6)::float8 as wins
     from stood where inside > 0 and rivals > 0 group by person order by person`,
    [],
  );
}
