import { dayMs } from "@groundswell/model";
import type { Store } from "./open.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

// Somebody may be reading a run, or be told of it, a while after the next one was made.
const untouchedDays = 2;
const dailyDays = 35;
const runsAtOnce = 20;

/**
 * Removes runs that a newer one has overtaken, with their scores. What was made in the last two days stays whole; of what was made in the last
 * 35 days the newest of each as-of day stays; of older ones the newest of each as-of month. The newest of each expertise stays, and so does
 * what a frozen dossier or a kept edition of a report names.
 * @returns how many went
 */
export async function thinRuns(store: Store, now: Date): Promise<number> {
  let gone = 0;
  for (;;) {
    const removed = await inTransaction(store, (client) => removeSome(client, now));
    gone += removed;
    if (removed < runsAtOnce) return gone;
  }
}

async function removeSome(client: Transaction, now: Date): Promise<number> {
  await client.query("select pg_advisory_xact_lock(hashtext('groundswell:retention'))");
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
  const { rows } = await client.query(
    `with named as (${await namedRuns(client)}),
     ranked as (
       select id, computed_at, row_number() over (
         partition by expertise_id, computed_at >= $1,
           case when computed_at >= $1 then date_trunc('day', as_of at time zone 'UTC')
             else date_trunc('month', as_of at time zone 'UTC') end
         order by as_of desc, id desc) as place
       from runs)
     select id from ranked where place > 1 and computed_at < $2 and id not in (select run from named)
       and id not in (select max(id) from runs group by expertise_id)
     order by id limit $3`,
    [before(dailyDays), before(untouchedDays), runsAtOnce],
  );
  const ids = rows.map(({ id }) => id);
  for (const table of ["scores", "year_before", "channel_worths", "kept_answers"])
    await client.query(`delete from ${table} where run_id = any($1::bigint[])`, [ids]);
  await client.query("delete from runs where id = any($1::bigint[])", [ids]);
  return ids.length;
}

/** A statement for the numbers of runs that something names which is kept. Editions of reports are there where reports are. */
async function namedRuns(client: Transaction): Promise<string> {
  const dossiers = `select (jsonb_path_query(document::jsonb, '$.run.id') #>> '{}')::bigint as run from dossiers`;
  const { rows } = await client.query("select to_regclass('report_editions') is not null as there");
  if (!rows[0].there) return dossiers;
  return `${dossiers} union
    select (jsonb_path_query(document, '$.basis.runs[*]') #>> '{}')::bigint from report_editions`;
}
