import type { Window } from "@groundswell/model";
import { type AnswersRead, places, withAnswers } from "./help-answers.ts";
import { fetchMuch } from "./large-query.ts";
import type { Store } from "./open.ts";

/** What one person answered another inside a window. */
export type HelpGiven = {
  helper: number;
  /** Null where the source names no asker: deleted, anonymous, or a question that was never read. */
  asker: number | null;
  answers: number;
  /** Of the answers, those whose place shows acceptances and that had 14 days to be accepted. */
  eligible: number;
  accepted: number;
  /** Of the eligible ones. */
  eligibleAccepted: number;
  /** Those of which the votes are known. */
  rated: number;
  /** Of the rated ones, those that nobody voted for. */
  unvoted: number;
  /** Sum over the answers of what their votes come to, where that is above 0. */
  votes: number;
  /** Answers that were accepted or voted for. */
  endorsed: number;
  /** ISO dates, UTC. */
  firstDay: string;
  lastDay: string;
};

/** Days after which an answer that is not accepted counts as one that could have been. */
export const acceptanceDays = 14;

/** Who answered whom in an expertise's window, endorsed before its end only. Nobody helps themselves with a second account. */
export async function helpGiven(store: Store, expertise: string, window: Window): Promise<HelpGiven[]> {
  return withAnswers(store, expertise, window, readHelpGiven);
}

export async function readHelpGiven({ client, window }: AnswersRead): Promise<HelpGiven[]> {
  return fetchMuch<HelpGiven>(
    client,
    `with ${places}, judged as (
       select a.person, a.asker, (a.occurred_at at time zone 'UTC')::date as day,
         acceptance_shown and a.occurred_at < $1::timestamptz - interval '${acceptanceDays * 24} hours' as eligible,
         coalesce(a.accepted, false) as accepted, votes_shown as rated, greatest(coalesce(a.votes, 0), 0) as votes
       from thread_answers a join places using (space_id) where a.inside and a.asker is distinct from a.person
     )
     select person as helper, asker, count(*)::int as answers,
       count(*) filter (where eligible)::int as eligible, count(*) filter (where accepted)::int as accepted,
       count(*) filter (where eligible and accepted)::int as "eligibleAccepted",
       count(*) filter (where rated)::int as rated, count(*) filter (where rated and votes = 0)::int as unvoted,
       sum(votes)::float8 as votes, count(*) filter (where accepted or votes > 0)::int as endorsed,
       to_char(min(day), 'YYYY-MM-DD') as "firstDay", to_char(max(day), 'YYYY-MM-DD') as "lastDay"
     from judged group by person, asker order by person, asker`,
    [window.to],
  );
}
