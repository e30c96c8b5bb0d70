import type { PoolClient } from "pg";
import type { Finder } from "./erase-sweep.ts";
import type { Traces } from "./erase-traces.ts";
import { readThreads } from "./thread-facts.ts";
import { pseudonym } from "./tombstones.ts";

/** What became of the signals and endorsements that lead to a person. */
export type ErasedSignals = {
  /** Kept as events that nobody is named for. */
  unnamed: number;
  /** Gone, for their ids or their space name the person. */
  removed: number;
  endorsements: number;
  /** The raw pages that all of them came from. */
  rawIds: number[];
};

/**
 * Takes a person out of signals, endorsements and all that is counted from them. Threads stay answered and counts stay
 * true: what the person did is still there, done by nobody.
 */
export async function eraseSignals(
  client: PoolClient,
  { accounts, spaces }: Pick<Traces, "accounts" | "spaces">,
  finder: Finder,
  key: string,
): Promise<ErasedSignals> {
  const ids = accounts.map(({ id }) => id);
  const spaceIds = spaces.map(({ id }) => id);
  await client.query("create temp table erased_signals (id bigint primary key) on commit drop");
  await client.query("insert into erased_signals select id from signals where space_id = any ($1)", [spaceIds]);
  await findNamed(client, finder);
  const { rows } = await client.query(
    `select coalesce(jsonb_agg(distinct raw_id) filter (where raw_id is not null), '[]') as raw from signals
     where account_id = any ($1) or id in (select id from erased_signals)`,
    [ids],
  );
  await client.query(
    `insert into dirty_days (space_id, day)
     select distinct space_id, (occurred_at at time zone 'UTC')::date from signals
     where (account_id = any ($1) or id in (select id from erased_signals)) and space_id <> all ($2)`,
    [ids, spaceIds],
  );
  await client.query(
    `create temp table erased_from on commit drop as select distinct platform, thread_id from signals
     where account_id = any ($1) or id in (select id from erased_signals)`,
    [ids],
  );
  const endorsements = await unnameEndorsements(client, ids, finder, key);
  const removed = await removeSignals(client, spaceIds);
  const unnamed = await unnameSignals(client, ids);
  await readThreads(client, "erased_from");
  await client.query(
    `with moved as (delete from rollups where account_id = any ($1) returning *)
     insert into rollups (expertise_id, day, space_id, account_id, kind, events)
     select expertise_id, day, space_id, 0, kind, sum(events) from moved group by 1, 2, 3, 5
     on conflict (expertise_id, day, space_id, account_id, kind) do update set events = rollups.events + excluded.events`,
    [ids],
  );
  return { unnamed, removed, endorsements, rawIds: rows[0].raw };
}

/** Marks the signals whose own ids name the person: their thread's address is one on the person's blog, as it may be. */
async function findNamed(client: PoolClient, finder: Finder): Promise<void> {
  for (let after = 0; ; ) {
    const { rows } = await client.query(
      `select id, concat_ws(E'\\n', native_id, thread_id, parent_id) as ids from signals
       where id > $1 and concat_ws(E'\\n', native_id, thread_id, parent_id) ilike any ($2) order by id limit 5000`,
      [after, finder.patterns],
    );
    const named = rows.filter(({ ids }) => ids.split("\n").some((one: string) => finder.names(one)));
    await client.query("insert into erased_signals select unnest($1::bigint[]) on conflict do nothing", [
      named.map(({ id }) => id),
    ]);
    after = rows.at(-1)?.id ?? 0;
    if (rows.length === 0) return;
  }
}

async function removeSignals(client: PoolClient, spaceIds: number[]): Promise<number> {
  await client.query("delete from threads where space_id = any ($1)", [spaceIds]);
  await client.query("delete from threads t using erased_signals e where t.question_id = e.id");
  await client.query(
    `delete from known_threads k using erased_signals e join signals s using (id)
     where (k.platform, k.kind, k.native_id) = (s.platform, s.kind, s.native_id)`,
  );
  for (const table of ["attributions", "endorsements", "earlier_metrics"])
    await client.query(`delete from ${table} t using erased_signals e where t.signal_id = e.id`);
  const { rowCount } = await client.query("delete from signals s using erased_signals e where s.id = e.id");
  for (const table of ["rollups", "dirty_days", "expertise_spaces"])
    await client.query(`delete from ${table} where space_id = any ($1)`, [spaceIds]);
  await client.query("delete from spaces where id = any ($1)", [spaceIds]);
  return rowCount ?? 0;
}

async function unnameSignals(client: PoolClient, ids: number[]): Promise<number> {
  // The address of a question often spells its title.
  await client.query(
    `update known_threads k set url = null from signals s
     where s.account_id = any ($1) and (k.platform, k.kind, k.native_id) = (s.platform, s.kind, s.native_id)`,
    [ids],
  );
  const { rowCount } = await client.query(
    "update signals set account_id = null, title = null, excerpt = null, url = null, links = '{}' where account_id = any ($1)",
    [ids],
  );
  return rowCount ?? 0;
}

async function unnameEndorsements(client: PoolClient, ids: number[], finder: Finder, key: string): Promise<number> {
  const { rows } = await client.query(
    `select e.signal_id, e.kind, e.native_id as id, e.account_id is not null and e.account_id = any ($1) as theirs,
       e.native_id = a.native_id as "isAccount"
     from endorsements e left join accounts a on a.id = e.account_id and a.id = any ($1)
     where e.account_id = any ($1) or e.native_id ilike any ($2)`,
    [ids, finder.patterns],
  );
  const touched = rows.filter(({ theirs, id }) => theirs || finder.names(id));
  const after = touched.map(({ id, isAccount }) => (isAccount || finder.names(id) ? pseudonym(key, id) : id));
  await client.query(
    `update endorsements e set native_id = u.after, account_id = case when u.theirs then null else e.account_id end
     from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bool[]) as u (signal_id, kind, native_id, after, theirs)
     where (e.signal_id, e.kind, e.native_id) = (u.signal_id, u.kind, u.native_id)`,
    [
      touched.map(({ signal_id }) => signal_id),
      touched.map(({ kind }) => kind),
      touched.map(({ id }) => id),
      after,
      touched.map(({ theirs }) => theirs),
    ],
  );
  return touched.length;
}
