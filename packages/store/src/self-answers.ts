import type { Window } from "@groundswell/model";
import { queryWindow } from "./large-query.ts";
import type { Store } from "./open.ts";
import { countsAsActivity } from "./roll-up.ts";

/** What one person said in threads of their own: kept for whoever checks, worth nothing in a score. */
export type SelfAnswers = {
  person: number;
  answers: number;
  /** Of the answers, those that were accepted before the window's end. */
  accepted: number;
  comments: number;
};

/** The condition that an answer or comment, by one of a person's accounts, is in a thread that the person began with any of them. */
export function isSelfAnswer(signal: string, account: string): string {
  return `exists (
    select from threads own_thread join accounts own_asker on own_asker.id = own_thread.account_id
    where ${signal}.kind in ('answer', 'comment')
      and own_thread.platform = ${signal}.platform and own_thread.native_id = ${signal}.thread_id
      and coalesce(own_asker.person_id, own_asker.id) = coalesce(${account}.person_id, ${account}.id))`;
}

/** Who answered and commented in threads of their own inside an expertise's window; whoever did not is not listed. */
export async function selfAnswers(store: Store, expertise: string, window: Window): Promise<SelfAnswers[]> {
  return queryWindow<SelfAnswers>(
    store,
    { expertise, window },
    `select coalesce(a.person_id, a.id) as person, count(*) filter (where s.kind = 'answer')::int as answers,
       count(*) filter (where s.kind = 'answer' and coalesce(
         (select bool_or(e.at is null or e.at < $3) from endorsements e where e.signal_id = s.id and e.kind = 'accept'),
         s.metrics -> 'accepted' = 'true'))::int as accepted,
       count(*) filter (where s.kind = 'comment')::int as comments
     from attributions t join signals s on s.id = t.signal_id join accounts a on a.id = s.account_id
     where t.expertise_id = $1 and s.occurred_at >= $2 and s.occurred_at < $3 and ${countsAsActivity("s", "$3")} and ${isSelfAnswer("s", "a")}
     group by 1 order by 1`,
  );
}
