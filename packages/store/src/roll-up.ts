import type { PoolClient } from "pg";
import { isOwnWork } from "./account-kinds.ts";
import { expectMuch } from "./large-query.ts";
import type { Store } from "./open.ts";
import { addUpTallies } from "./status.ts";
import { readThreads } from "./thread-facts.ts";
import { inTransaction } from "./transaction.ts";

/**
 * Brings attributions, threads and rollups up to date for the days that changed since the last time, for every
 * expertise at once. What commits while it runs keeps its own marks and is taken up by the next one.
 * @returns how many days of how many spaces were computed anew
 */
export async function rollUp(store: Store): Promise<{ days: number; spaces: number }> {
  return inTransaction(store, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtext('groundswell:roll-up'))");
    await addUpTallies(client);
    await matchSpaces(client);
    await client.query(`
      create temp table taken on commit drop as
      with gone as (delete from dirty_days returning space_id, day) select distinct space_id, day from gone`);
    const { rows } = await client.query(
      "select count(*)::int as days, count(distinct space_id)::int as spaces from taken",
    );
    // After a bulk load the planner still believes the tables to be nearly empty, and would walk them row by row.
    const isBulk = rows[0].days > bulkDays;
    if (isBulk) {
      await expectMuch(client);
      await client.query("analyze signals, endorsements, accounts");
    }
    if (rows[0].days > 0) {
      await client.query(`
        create temp table touched on commit drop as
        select s.id, s.platform, s.thread_id, t.space_id, t.day
        from taken t cross join lateral (
          select id, platform, thread_id from signals where space_id = t.space_id
            and occurred_at >= t.day::timestamp at time zone 'UTC'
            and occurred_at < (t.day + 1)::timestamp at time zone 'UTC'
          -- Keeps it a look-up per day: as a join, the planner paired every day of a space with all its signals.
          offset 0) s`);
      await client.query("analyze taken, touched");
      await attribute(client);
      await countDays(client);
      await readThreads(client, "touched");
      if (isBulk) await client.query("analyze attributions, rollups, threads");
    }
    return rows[0];
  });
}

const bulkDays = 500;

/** Spaces that an expertise's patterns name become its spaces, and those that they name no longer are released. */
async function matchSpaces(client: PoolClient): Promise<void> {
  await client.query(`
    with patterns as (
      select e.id as expertise_id, pattern,
        replace(replace(replace(replace(pattern, '\\', '\\\\'), '_', '\\_'), '%', '\\%'), '*', '%') as matching
      from expertises e, jsonb_array_elements_text(e.rules -> 'spaces') pattern
    ), matched as (
      select p.expertise_id, s.id as space_id, 'space ' || min(p.pattern) as reason
      from patterns p join spaces s on s.platform || ':' || s.native_id ilike p.matching group by 1, 2
    ), released as (
      delete from expertise_spaces es
      where es.reason like 'space %' and not exists (
        select from matched m where (m.expertise_id, m.space_id) = (es.expertise_id, es.space_id))
      returning space_id
    ), claimed as (
      insert into expertise_spaces (expertise_id, space_id, reason)
      select expertise_id, space_id, reason from matched order by 1, 2 on conflict do nothing returning space_id
    )
    insert into dirty_days (space_id, day)
    select changed.space_id, held.day from (table released union table claimed) changed cross join lateral (
      select distinct (occurred_at at time zone 'UTC')::date as day from signals where space_id = changed.space_id
    ) held`);
}

/** Says again, for every touched signal, which expertises it belongs to and why. */
async function attribute(client: PoolClient): Promise<void> {
  await client.query("delete from attributions a using touched t where a.signal_id = t.id");
  await client.query(`
    insert into attributions (expertise_id, signal_id, reason)
    select es.expertise_id, t.id, es.reason from touched t join expertise_spaces es using (space_id)`);
  await client.query(`
    with rules as (
      select id as expertise_id, array(select jsonb_array_elements_text(rules -> 'tags')) as tags,
        (select '(^|\\W)(' || string_agg(regexp_replace(word, '([^\\w\\s])', '\\\\\\1', 'g'), '|') || ')($|\\W)'
         from jsonb_array_elements_text(rules -> 'words') word) as words
      from expertises
    ), wanted as (
      select * from rules where tags <> '{}' or words is not null
    )
    insert into attributions (expertise_id, signal_id, reason)
    select w.expertise_id, s.id,
      case when s.tags && w.tags then 'tag ' || (select min(tag) from unnest(s.tags) tag where tag = any(w.tags))
        else 'word ' || (regexp_match(concat_ws(' ', s.title, s.excerpt), w.words, 'i'))[2] end
    from wanted w, touched t join signals s on s.id = t.id
    where s.tags && w.tags or concat_ws(' ', s.title, s.excerpt) ~* w.words
    on conflict do nothing`);
}

/** Counts again every taken day. Merge commits move other people's work and are nobody's. */
async function countDays(client: PoolClient): Promise<void> {
  await client.query("delete from rollups r using taken t where r.space_id = t.space_id and r.day = t.day");
  await client.query(`
    insert into rollups (expertise_id, day, space_id, account_id, kind, events)
    select a.expertise_id, t.day, t.space_id, coalesce(s.account_id, 0), s.kind, count(*)
    from touched t join signals s on s.id = t.id join attributions a on a.signal_id = t.id
    where ${countsAsActivity("s")}
    group by 1, 2, 3, 4, 5`);
}

/**
 * The condition under which a signal is somebody's activity: not deleted, a person's or an unknown author's, no merge commit.
 * @param asOf SQL of an instant: what was deleted since then was there
 */
export function countsAsActivity(signal: string, asOf?: string): string {
  const isThere = `${signal}.deleted_at is null`;
  return `${asOf ? `(${isThere} or ${signal}.deleted_at >= ${asOf})` : isThere} and ${isOwnWork(signal)}`;
}
