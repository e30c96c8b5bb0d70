import type { KindPeriod } from "@groundswell/model";
import type { PoolClient } from "pg";
import { columns, numericMetric } from "./columns.ts";

/** Kinds that are no person: what they do is left out of every list of people. */
const nobody = "('bot', 'organisation', 'shared')";

/** The SQL of whether a row with `from` and `until` covers an instant: its beginning is in it, its end is not. */
function covers(row: string, instant: string): string {
  return `(${row}."from" is null or ${row}."from" <= ${instant}) and (${row}.until is null or ${instant} < ${row}.until)`;
}

/** The condition under which no machine made a signal, as far as is known of its account. */
export function byNoMachine(signal: string): string {
  return `not ${signal}.bot and not exists (select from account_kinds k where k.account_id = ${signal}.account_id
    and k.kind = 'bot' and ${covers("k", `${signal}.occurred_at`)})`;
}

/** The condition under which a signal is a person's: its account was no bot, organisation or shared account then. */
export function byAPerson(signal: string): string {
  return `not ${signal}.bot and not exists (select from account_kinds k where k.account_id = ${signal}.account_id
    and k.kind in ${nobody} and ${covers("k", `${signal}.occurred_at`)})`;
}

/** The condition under which a signal is a person's or an unknown author's own work: a merge commit moves other people's. */
export function isOwnWork(signal: string): string {
  return `${byAPerson(signal)} and coalesce(${numericMetric(`${signal}.metrics`, "parents")}, 0) < 2`;
}

/** The SQL of the accounts of some persons. */
export function accountsOf(persons: string): string {
  return `select id from accounts where person_id = any(${persons}::bigint[]) or (id = any(${persons}::bigint[]) and person_id is null)`;
}

/**
 * The SQL of `employed`, the periods in which persons were staff or contractors, and of `moved`, whoever cannot be a candidate as of an
 * instant and the surest reason: all of the person's accounts are no person's, or one of them names an employer that is not eligible.
 * @param persons SQL of the only persons that are asked about; left out, everybody
 */
export function movedAsOf(instant: string, persons: string | null = null): string {
  const theirs = persons === null ? "true" : `k.account_id = any(array(${accountsOf(persons)}))`;
  const account = `coalesce(a.person_id, a.id) as person, a.platform || ':' || a.native_id as account`;
  return `employed as materialized (
    select k.*, ${account} from account_kinds k join accounts a on a.id = k.account_id where k.kind in ('staff', 'vendor') and ${theirs}
  ), absent as materialized (
    select k.*, ${account} from account_kinds k join accounts a on a.id = k.account_id
    where k.kind in ${nobody} and ${covers("k", `${instant}::timestamptz`)} and ${theirs}
  ), moved as materialized (
    select distinct on (person) person, gate, account, why, source, confidence, at from (
      select person, 'bot_or_org_account' as gate, 1 as place, account, why, source, confidence, at from absent
      where not exists (
        select from accounts o where (o.person_id = absent.person or (o.id = absent.person and o.person_id is null))
          and o.id not in (select account_id from absent))
      union all
      select person, ${employerGate("kind")}, 2, account, why, source, confidence, at
      from employed where ${covers("employed", `${instant}::timestamptz`)}
    ) reason order by person, place, confidence desc, gate, account, why
  )`;
}

/**
 * The condition under which a signal was made in a job that makes its person ineligible, and so does not count for them. Needs `employed`.
 * @param gates SQL of the gates that take people off the list
 */
export function byAnEmployee(signal: string, person: string, gates: string): string {
  return `exists (select from employed e where e.person = ${person} and ${covers("e", `${signal}.occurred_at`)}
    and ${employerGate("e.kind")} = any(${gates}))`;
}

/** The SQL of the gate that a job closes. */
function employerGate(kind: string): string {
  return `case ${kind} when 'vendor' then 'vendor_contractor' else 'employee_of_vendor' end`;
}

/**
 * Makes the kinds of some accounts what is given. Rows that are there already are left alone, but for when they were last seen. The days
 * of whoever became a person, or stopped being one, are marked, for counts and threads are to be made anew.
 * @returns how many rows came and went
 */
export async function saveKinds(
  client: PoolClient,
  accounts: readonly number[],
  kinds: readonly (KindPeriod & { account: number })[],
): Promise<number> {
  const { rows } = await client.query(
    `with wanted as materialized (
       select account_id, kind, "from", until, why, source, confidence, max(at) as at
       from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[], $8::float8[], $9::timestamptz[])
         as u (account_id, kind, "from", until, why, source, confidence, at)
       group by 1, 2, 3, 4, 5, 6, 7
     ), known as materialized (
       select k.ctid as place, k.*, w.at as seen, w.account_id is not null as stays
       from account_kinds k left join wanted w on w.account_id = k.account_id and w.kind = k.kind and w.why = k.why
         and w.source = k.source and w.confidence = k.confidence and (w."from", w.until) is not distinct from (k."from", k.until)
       where k.account_id = any($1)
     ), gone as (
       delete from account_kinds where ctid in (select place from known where not stays)
       returning account_id, kind, "from", until
     ), seen as (
       update account_kinds k set at = known.seen from known where k.ctid = known.place and known.stays and known.seen <> known.at
     ), fresh as (
       insert into account_kinds (account_id, kind, "from", until, why, source, confidence, at)
       select w.* from wanted w where not exists (
         select from known where stays and known.account_id = w.account_id and known.kind = w.kind and known.why = w.why
           and known.source = w.source and known.confidence = w.confidence
           and (known."from", known.until) is not distinct from (w."from", w.until))
       returning account_id, kind, "from", until
     ), changed as (
       -- A person who is told apart by other words, in the same period, is told apart as before.
       select account_id from (
         (table gone except table fresh) union all (table fresh except table gone)
       ) difference where kind in ${nobody} group by 1
     ), marked as (
       insert into dirty_days (space_id, day)
       select distinct s.space_id, (s.occurred_at at time zone 'UTC')::date from changed join signals s using (account_id)
     )
     select (select count(*) from gone)::int + (select count(*) from fresh)::int as changes`,
    [
      accounts,
      ...columns(
        [...kinds],
        (k) => k.account,
        (k) => k.kind,
        (k) => k.from,
        (k) => k.until,
        (k) => k.why,
        (k) => k.source,
        (k) => k.confidence,
        (k) => k.at,
      ),
    ],
  );
  return rows[0].changes;
}
