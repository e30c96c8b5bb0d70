import { type AskedThread, dayMs, type ThreadPost, type Window } from "@groundswell/model";
import { numericMetric } from "./columns.ts";
import { metricsAsOf } from "./contributions.ts";
import { type FirstDays, firstDays } from "./first-days.ts";
import { expectMuch } from "./large-query.ts";
import { newcomerDays } from "./newcomers.ts";
import type { Store } from "./open.ts";
import { type Persons, personsOf } from "./persons-of.ts";
import { closedIn, milliseconds, postMarks, postNumbers, type ThreadPosts } from "./thread-facts.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

export type SpaceThreads = {
  /** `platform:id` */
  space: string;
  /** Whether any answer here says if it was accepted. */
  acceptanceShown: boolean;
  /** The oldest signal of the space: what was asked there before it was never read. Milliseconds since 1970. */
  recordedSince: number;
  /** By instant, then id. */
  threads: AskedThread[];
};

/**
 * The threads asked in a window, space by space, with all that was written in them before its end. A space that people ask in, but did not in
 * the window, has none; a space that nobody ever asked in is not in the list. Pull requests are left out: they offer work and do not ask for help.
 * Who is the asker is told by persons, not by accounts as in `threads`, because links between accounts come and go. What was
 * deleted at the window's end or later was there.
 */
export async function spaceThreads(store: Store, expertise: string, window: Window): Promise<SpaceThreads[]> {
  const values = [expertise, window.from, window.to];
  const read = <T>(work: (client: Transaction) => Promise<T>) =>
    inTransaction(store, async (client) => {
      await expectMuch(client);
      return work(client);
    });
  // At once, on connections of their own: neither needs the other.
  const [{ rows, persons, earlier }, since] = await Promise.all([
    read(async (client) => ({
      persons: await personsOf(client),
      earlier: await earlierAcceptances(client, window.to),
      rows: (await client.query(threadColumns, values)).rows as SpaceColumns[],
    })),
    read((client) => firstDays(client, askedThreads, values)),
  ]);
  const told = { end: window.to.getTime(), persons, earlier, ...since };
  return rows.map((row) => spaceOf(row, told));
}

/** The condition under which a thread asks for something, as of the window's end. */
const isAsked = "h.asks and (h.deleted_at is null or h.deleted_at >= $3)";

const askedThreads = `select h.* from threads h where h.asked_at >= $2 and h.asked_at < $3 and ${isAsked}
  and (select id from expertises where slug = $1) = any (h.expertises)`;

// Columns of a whole space at a time: a row for each thread takes several times as long to send and to take apart.
const threadColumns = `
  with ${metricsAsOf("$3")}, own as (
    select h.space_id, array_to_json(array_agg(h.question_id)) as ids, array_to_json(array_agg(${milliseconds("h.asked_at")})) as instants,
      array_to_json(array_agg(h.is_question::int)) as questions, array_to_json(array_agg(h.account_id)) as askers,
      array_to_json(array_agg(case when earlier.signal_id is null then h.views else ${numericMetric("earlier.metrics", "views")} end)) as views,
      array_to_json(array_agg(case when earlier.signal_id is null then h.closed else ${closedIn("earlier.metrics")} end)) as closed,
      ('[' || string_agg(h.posts::text, ',') || ']')::json as posts
    from (${askedThreads}) h left join earlier on earlier.signal_id = h.question_id group by 1
  ), asked_in as materialized (
    select p.id, p.platform, p.platform || ':' || p.native_id as key from spaces p
    where p.id in (select space_id from own)
      or (p.id in (select space_id from expertise_spaces s join expertises e on e.id = s.expertise_id where e.slug = $1)
        -- A look by index for each space, where an "exists" read all threads there are.
        and (select true from threads h where h.space_id = p.id and h.asked_at < $3 and ${isAsked} limit 1))
  )
  select p.platform, p.key, ${milliseconds("oldest.at")} as since, own.* from asked_in p left join own on own.space_id = p.id
    cross join lateral (select occurred_at as at from signals where space_id = p.id order by occurred_at limit 1) oldest
  order by p.key`;

type SpaceColumns = { platform: string; key: string; since: number; questions: number[]; instants: number[] } & Record<
  "askers" | "views",
  (number | null)[]
> & { ids: number[] | null; closed: (string | null)[]; posts: ThreadPosts[] };

/** What posts said of their acceptance at an instant, in `postMarks`, where they say something else by now. */
async function earlierAcceptances(client: Transaction, instant: Date): Promise<Map<number, number>> {
  const { rows } = await client.query(
    `with ${metricsAsOf("$1")}
     select s.id, (earlier.metrics ? 'accepted')::int * ${postMarks.tells}
       + coalesce(earlier.metrics -> 'accepted' = 'true', false)::int * ${postMarks.accepted} as marks
     from earlier join signals s on s.id = earlier.signal_id
     where s.occurred_at < $1 and earlier.metrics -> 'accepted' is distinct from s.metrics -> 'accepted'`,
    [instant],
  );
  return new Map(rows.map(({ id, marks }) => [id, marks]));
}

type Told = FirstDays & { end: number; persons: Persons; earlier: Map<number, number> };

function spaceOf(columns: SpaceColumns, told: Told): SpaceThreads {
  const { key, since, ids } = columns;
  const space: SpaceThreads = { space: key, acceptanceShown: false, recordedSince: since, threads: [] };
  for (let row = 0; row < (ids?.length ?? 0); row += 1) {
    const asker = columns.askers[row] ?? null;
    const askedAt = columns.instants[row] ?? 0;
    const posts: ThreadPost[] = [];
    const kept = columns.posts[row] ?? [];
    for (let first = 0; first < kept.length; first += postNumbers) {
      const at = kept[first + 1] ?? 0;
      const account = kept[first + 2] ?? 0;
      const deletedAt = kept[first + 5] ?? 0;
      if (at >= told.end || (deletedAt !== 0 && deletedAt < told.end)) continue;
      const marks = marksThen(kept[first] ?? 0, kept[first + 3] ?? 0, told.earlier);
      if (marks & postMarks.endorsed || (marks & postMarks.answer && marks & postMarks.tells))
        space.acceptanceShown = true;
      const person = account === 0 ? null : told.persons.of(account);
      posts.push({
        at,
        person,
        isStaff: person !== null && told.persons.isStaff(person, at),
        isAnswer: (marks & postMarks.answer) !== 0,
        accepted: acceptedThen(kept[first + 4] ?? 0, marks, told.end),
      });
    }
    space.threads.push({
      id: ids?.[row] ?? 0,
      askedAt,
      isQuestion: columns.questions[row] === 1,
      asker: asker === null ? null : told.persons.of(asker),
      isNewcomer: asker === null ? null : isNewcomer(asker, askedAt, columns.platform, told),
      views: columns.views[row] ?? null,
      closed: instantOf(columns.closed[row] ?? null),
      posts,
    });
  }
  space.threads.sort((a, b) => a.askedAt - b.askedAt || a.id - b.id);
  return space;
}

function marksThen(signal: number, marks: number, earlier: Told["earlier"]): number {
  const then = earlier.get(signal);
  return then === undefined ? marks : (marks & ~(postMarks.tells | postMarks.accepted)) | then;
}

/** Where an acceptance is dated, its date decides and not what the answer's own numbers say by now. */
function acceptedThen(acceptedAt: number, marks: number, end: number): ThreadPost["accepted"] {
  if (acceptedAt !== 0 && acceptedAt < end) return acceptedAt;
  const isUndated = marks & postMarks.undated || (marks & postMarks.accepted && !(marks & postMarks.endorsed));
  return isUndated ? "undated" : null;
}

/** Null where a platform's own record is no older than newcomers are: nobody can tell who was new. */
function isNewcomer(account: number, askedAt: number, platform: string, told: Told): boolean | null {
  const longAgo = Math.floor(askedAt / dayMs) - newcomerDays;
  if (!((told.platforms.get(platform) ?? Number.POSITIVE_INFINITY) < longAgo)) return null;
  const days = told.persons.accountsOf(account).flatMap((one) => told.accounts.get(one) ?? []);
  return days.length === 0 ? null : Math.min(...days) >= longAgo;
}

function instantOf(text: string | null): AskedThread["closed"] {
  if (text === null) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? "undated" : instant;
}
