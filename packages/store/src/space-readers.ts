import type { Store } from "./open.ts";
import type { PullWindow } from "./runs.ts";

/** A source that reads a space, and one of the windows that it has read; without one where it has read none. */
export type SpaceReader = PullWindow & { connector: string; state: string; lastSuccess: Date | null };

/** The sources that made a space one of an expertise's, with the windows that they have read. */
export async function spaceReaders(store: Store, expertise: string, space: number): Promise<SpaceReader[]> {
  const { rows } = await store.pool.query(
    `select s.id as source, s.connector, s.state, s.last_success as "lastSuccess", s.since, p.covers_from as "from", p.covers_to as "to",
       s.last_error as error
     from expertises e join expertise_spaces o on o.expertise_id = e.id and o.space_id = $2 and o.reason like 'source %'
       join sources s on s.id = substr(o.reason, length('source ') + 1)
       left join pulls p on p.source_id = s.id and p.state = 'ok' and p.covers_from is not null
     where e.slug = $1 order by s.id, p.covers_from`,
    [expertise, space],
  );
  return rows;
}
