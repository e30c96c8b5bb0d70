import type { Store } from "./open.ts";
import { queryPrepared } from "./prepared.ts";
import type { PullWindow } from "./runs.ts";

/** A source that reads a space, and one of the windows that it has read; without one where it has read none. */
export type SpaceReader = PullWindow & { connector: string; state: string; lastSuccess: Date | null };

/** The sources that made a space one of an expertise's, with the windows that they have read; pulls that met are one window. */
export async function spaceReaders(store: Store, expertise: string, space: number): Promise<SpaceReader[]> {
  const { rows } = await queryPrepared<SpaceReader>(
    store,
    `select s.id as source, s.connector, s.state, s.last_success as "lastSuccess", s.since, lower(p.read) as "from", upper(p.read) as "to",
       s.last_error as error
     from expertises e join expertise_spaces o on o.expertise_id = e.id and o.space_id = $2 and o.reason like 'source %'
       join sources s on s.id = substr(o.reason, length('source ') + 1)
       left join lateral (
         select unnest(range_agg(tstzrange(covers_from, covers_to))) as read from pulls
         where source_id = s.id and state = 'ok' and covers_from < covers_to
       ) p on true
     where e.slug = $1 order by s.id, p.read`,
    [expertise, space],
  );
  return rows;
}
