import type { Window } from "@groundswell/model";
import type { Contribution, ListGate } from "./contributions.ts";
import { type AnswersRead, places, withAnswers } from "./help-answers.ts";
import { fetchMuch } from "./large-query.ts";
import type { Store } from "./open.ts";

/** Answers to newcomers, told like any other contribution. */
export type NewcomerHelp = Omit<Contribution, "kind"> & { kind: "newcomer-help" };

/** For how long somebody is new to an expertise. */
export const newcomerDays = 60;

/**
 * The answers of an expertise's window to people who were new to it when they asked: whatever they had done there before, with any
 * account, was at most 60 days old. Where a platform's own record is no older than that, nobody can tell who was new, and
 * nothing is counted. Of `persons` only, whose `accepted` is null where nothing that was read shows acceptance; or null for everybody.
 */
export async function newcomerHelp(
  store: Store,
  expertise: string,
  window: Window,
  gates?: readonly ListGate[],
  persons: readonly number[] | null = null,
): Promise<NewcomerHelp[]> {
  return withAnswers(store, expertise, window, readNewcomerHelp, gates, persons);
}

/** The same of a few persons by who asked: what is left of somebody without an asker. */
export async function newcomersByAsker(
  store: Store,
  expertise: string,
  window: Window,
  gates: readonly ListGate[],
  persons: readonly number[],
): Promise<(NewcomerHelp & { asker: number })[]> {
  return withAnswers(store, expertise, window, (answers) => newcomerRows(answers, "h.asker,"), gates, persons);
}

/** The answers of one person that `newcomerHelp` counts, by the number of their signals. */
export async function newcomerAnswers(
  store: Store,
  expertise: string,
  window: Window,
  gates: readonly ListGate[],
  person: number,
): Promise<number[]> {
  const read = ({ client, expertise: number, persons }: AnswersRead) =>
    fetchMuch<{ id: number }>(
      client,
      `with ${newcomersOf(persons)} select h.id from thread_answers h ${toNewcomers} and h.person = $2`,
      [number, person],
    );
  return (await withAnswers(store, expertise, window, read, gates, [person])).map(({ id }) => id);
}

export async function readNewcomerHelp(answers: AnswersRead): Promise<NewcomerHelp[]> {
  return newcomerRows<NewcomerHelp>(answers, "");
}

/** @param more another column to tell the rows apart by, with its comma; or nothing */
async function newcomerRows<Row extends NewcomerHelp>(
  { client, expertise, persons }: AnswersRead,
  more: string,
): Promise<Row[]> {
  return fetchMuch<Row>(
    client,
    `with ${places}, ${newcomersOf(persons)}
     select h.person, ${more} p.platform || ':' || p.native_id as space, 'newcomer-help' as kind,
       to_char((h.occurred_at at time zone 'UTC')::date, 'YYYY-MM-DD') as day, count(*)::int as count,
       -- Rounded, because the order in which PostgreSQL adds would otherwise show in the last digits.
       round(sum(ln(1 + greatest(coalesce(h.votes, 0), 0)) / ln(2))::numeric, 6)::float8 as "logVotes",
       case when bool_or(acceptance_shown) then count(*) filter (where h.accepted)::int end as accepted
     from thread_answers h join places using (space_id) join spaces p on p.id = h.space_id ${toNewcomers}
     group by h.person, ${more} space, h.space_id, day order by h.person, ${more} space, day`,
    [expertise],
  );
}

/** The SQL of `recorded`, since when each platform's record is kept, and `first_seen`, when each asker did anything there first. */
function newcomersOf(persons: readonly number[] | null): string {
  // The askers of few are looked up one by one; those of everybody are most people.
  const isAsking = persons
    ? "s.account_id = any(array(select a.id from asking join accounts a on a.person_id = asker or (a.id = asker and a.person_id is null)))"
    : "coalesce(a.person_id, a.id) in (select asker from asking)";
  return `recorded as materialized (
       select platform, min(since) as since
       from spaces p cross join lateral (
         select occurred_at as since from signals where space_id = p.id order by occurred_at limit 1) first
       where p.platform in (select distinct platform from thread_answers) group by 1
     ), asking as materialized (
       select distinct asker from thread_answers where inside and asker <> person
     ), first_seen as materialized (
       select coalesce(a.person_id, a.id) as asker, min(s.occurred_at) as at
       from attributions t join signals s on s.id = t.signal_id join accounts a on a.id = s.account_id
       where t.expertise_id = $1 and ${isAsking} group by 1
     )`;
}

/** The SQL that leaves of answers `h` those to whoever was new when they asked. Needs `newcomersOf`. */
const toNewcomers = `join first_seen f on f.asker = h.asker join recorded r on r.platform = h.platform
     where h.inside and h.asker <> h.person
       and f.at >= h.asked_at - interval '${newcomerDays * 24} hours'
       and r.since < h.asked_at - interval '${newcomerDays * 24} hours'`;
