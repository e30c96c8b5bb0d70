import type { Window } from "@groundswell/model";
import { queryWindow } from "./large-query.ts";
import type { MonthCount } from "./monthly-activity.ts";
import type { Store } from "./open.ts";
import { countsAsActivity } from "./roll-up.ts";

/** The counts of one tag and month. */
export type TagMonth = MonthCount & { tag: string };

/**
 * The people and events of every month of the tags that signals of an expertise carry, in some of its spaces. A signal counts once for each
 * of its tags, so that tags add up to more than there is; what counts is what counts everywhere.
 * @param fewestMonths tags that were used in fewer months of the window are left out
 */
export async function tagActivity(
  store: Store,
  expertise: string,
  window: Window,
  { spaces, fewestMonths }: { spaces: readonly number[]; fewestMonths: number },
): Promise<TagMonth[]> {
  return queryWindow<TagMonth>(
    store,
    { expertise, window },
    `with tagged as (
       select tag, date_trunc('month', s.occurred_at at time zone 'UTC') as month, coalesce(a.person_id, s.account_id) as person, count(*) as events
       from attributions t join signals s on s.id = t.signal_id
       left join accounts a on a.id = s.account_id and a.person_id is not null
       cross join lateral unnest(case when cardinality(s.tags) < 2 then s.tags else array(select distinct unnest(s.tags)) end) tag
       where t.expertise_id = $1 and s.occurred_at >= $2 and s.occurred_at < $3 and s.space_id = any($4) and ${countsAsActivity("s")}
       group by 1, 2, 3
     ), counted as (
       select tag, month, count(person)::int as people, sum(events)::int as events from tagged group by 1, 2
     ), used as (
       select tag from counted group by 1 having count(*) >= $5
     )
     select tag, to_char(month, 'YYYY-MM') as month, people, events from counted join used using (tag) order by tag collate "C", 2`,
    [spaces, fewestMonths],
  );
}
