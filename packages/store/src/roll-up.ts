import type { PoolClient } from "pg";
import { byAPerson, byNoMachine } from "./account-kinds.ts";
import { numericMetric } from "./columns.ts";
import type { Store } from "./open.ts";
import { inTransaction } from "./transaction.ts";

/**
 * Brings attributions, threads and rollups up to date for the days that changed since the last time, for every
 * expertise at once. What commits while it runs keeps its own marks and is taken up by the next one.
 * @returns how many days of how many spaces were computed anew
 */
export async function rollUp(store: Store): Promise<{ days: number; spaces: number }> {
  return inTransaction(store, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtext('groundswell:roll-up'))");
    await matchSpaces(client);
    await client.query(`
      create temp table taken on commit drop as
      with gone as (delete from dirty_days returning space_id, day) select distinct space_id, day from gone`);
    const { rows } = await client.query(
      "select count(*)::int as days, count(distinct space_id)::int as spaces from taken",
    );
    // After a bulk load the planner still believes the tables to be nearly empty, and would walk them row by row.
    const isBulk = rows[0].days > bulkDays;
    if (isBulk) await client.query("analyze signals, endorsements, accounts");
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
      await readThreads(client);
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

/** Reads again every touched thread: a response is by somebody else than the asker, and no bot. */
async function readThreads(client: PoolClient): Promise<void> {
  await client.query(`
    with heads as (
      select distinct on (q.platform, q.native_id) q.*
      from (select distinct platform, thread_id from touched where thread_id is not null) t
      join signals q on q.platform = t.platform and q.thread_id = t.thread_id and q.native_id = q.thread_id
      where q.kind in ('question', 'issue', 'pull-request', 'message')
      order by q.platform, q.native_id, q.id
    )
    insert into threads (platform, native_id, space_id, question_id, asked_at, responses, first_response_at, accepted_at, accepted)
    select h.platform, h.native_id, h.space_id, h.id, h.occurred_at,
      count(r.id) filter (where r.responds), min(r.occurred_at) filter (where r.responds),
      min(r.accepted_at), coalesce(bool_or(r.accepted), false)
    from heads h left join lateral (
      select s.id, s.occurred_at,
        (s.account_id is null or s.account_id is distinct from h.account_id) and s.deleted_at is null and ${byNoMachine("s")} as responds,
        (select min(e.at) from endorsements e where e.signal_id = s.id and e.kind = 'accept') as accepted_at,
        coalesce(s.metrics -> 'accepted' = 'true', false)
          or exists (select from endorsements e where e.signal_id = s.id and e.kind = 'accept') as accepted
      from signals s
      where s.platform = h.platform and s.thread_id = h.thread_id and s.id <> h.id
    ) r on true
    group by h.platform, h.native_id, h.space_id, h.id, h.occurred_at
    on conflict (platform, native_id) do update set
      (space_id, question_id, asked_at, responses, first_response_at, accepted_at, accepted) =
      row(excluded.space_id, excluded.question_id, excluded.asked_at, excluded.responses, excluded.first_response_at,
          excluded.accepted_at, excluded.accepted)`);
}

/**
 * The condition under which a signal is somebody's activity: not deleted, a person's or an unknown author's, no merge commit.
 * @param asOf SQL of an instant: what was deleted since then was there
 */
export function countsAsActivity(signal: string, asOf?: string): string {
  const isThere = `${signal}.deleted_at is null`;
  return `${asOf ? `(${isThere} or ${signal}.deleted_at >= ${asOf})` : isThere} and ${byAPerson(signal)} and coalesce(${numericMetric(`${signal}.metrics`, "parents")}, 0) < 2`;
}
