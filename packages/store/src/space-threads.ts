import { type AskedThread, dayMs, type ThreadPost, type Window } from "@groundswell/model";
import { numericMetric } from "./columns.ts";
import { metricsAsOf } from "./contributions.ts";
import { type FirstDays, firstDays } from "./first-days.ts";
import { expectMuch, expertiseNumber } from "./large-query.ts";
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

/** The threads of a space as they came: a tenth of what they take as objects. `open` makes them, each time anew. */
export type PackedThreads = Pick<SpaceThreads, "space" | "recordedSince"> & {
  /** Threads of the window that are not told, only counted. */
  counted: number;
  open(): SpaceThreads;
  /** How often each person wrote in the threads of others that were asked at an instant or later; cheaper than opening them. */
  responders(from: number): Map<number, number>;
};

/** What is told of a window; by default every thread, and who was new. */
export type ThreadsTold = {
  /** Threads asked before it are counted and not told. */
  from?: Date;
  /** Without it `isNewcomer` is null throughout: to find out takes a look at everything that askers did before. */
  newcomers?: boolean;
};

/**
 * The threads asked in a window, space by space, with all that was written in them before its end. A space that people ask in, but did not in
 * the window, has none; a space that nobody ever asked in is not in the list. Pull requests are left out: they offer work and do not ask for help.
 * Who is the asker is told by persons, not by accounts as in `threads`, because links between accounts come and go. What was
 * deleted at the window's end or later was there.
 */
export async function spaceThreads(store: Store, expertise: string, window: Window): Promise<SpaceThreads[]> {
  return (await packedThreads(store, expertise, window)).map((space) => space.open());
}

/** The same for whoever looks at one space after the other: of all spaces together the threads are never there as objects. */
export async function packedThreads(
  store: Store,
  expertise: string,
  window: Window,
  { from = window.from, newcomers = true }: ThreadsTold = {},
): Promise<PackedThreads[]> {
  const number = await expertiseNumber(store.pool, expertise);
  const values = [number, window.from, window.to, await spacesOf(store, number)];
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
      rows: (await client.query(threadColumns, [...values, from])).rows as PackedColumns[],
    })),
    newcomers ? read((client) => firstDays(client, askedThreads, values)) : null,
  ]);
  const told = { end: window.to.getTime(), persons, earlier, since };
  return rows.map((row) => ({
    space: row.key,
    recordedSince: row.since,
    counted: row.counted ?? 0,
    open: () => spaceOf(row, told),
    responders: (from) => respondersOf(row, told, from),
  }));
}

/** The condition under which a thread asks for something, as of the window's end. */
const isAsked = "h.asks and (h.deleted_at is null or h.deleted_at >= $3)";

const askedThreads = `select h.* from threads h
  where h.space_id = any ($4) and h.asked_at >= $2 and h.asked_at < $3 and ${isAsked} and $1::int = any (h.expertises)`;

/** The spaces in which to look for threads of an expertise: its own, and those where any activity is attributed to it. */
async function spacesOf({ pool }: Store, expertise: number): Promise<number[]> {
  const { rows } = await pool.query(
    `select space_id as id from expertise_spaces where expertise_id = $1
     union select space_id from rollups where expertise_id = $1 order by 1`,
    [expertise],
  );
  return rows.map(({ id }) => id);
}

// Columns of a whole space at a time: a row for each thread takes several times as long to send and to take apart. As text, which is opened when
// its space is looked at.
const column = (values: string) => `array_to_json(array_agg(${values}) filter (where h.asked_at >= $5))::text`;
const threadColumns = `
  with ${metricsAsOf("$3")}, own as (
    select h.space_id, ${column("h.question_id")} as ids, ${column(milliseconds("h.asked_at"))} as instants,
      ${column("h.is_question::int")} as questions, ${column("h.account_id")} as askers,
      ${column(`case when earlier.signal_id is null then h.views else ${numericMetric("earlier.metrics", "views")} end`)} as views,
      ${column(`case when earlier.signal_id is null then h.closed else ${closedIn("earlier.metrics")} end`)} as closed,
      '[' || string_agg(h.posts::text, ',') filter (where h.asked_at >= $5) || ']' as posts,
      (count(*) filter (where h.asked_at < $5))::int as counted
    from (${askedThreads}) h left join earlier on earlier.signal_id = h.question_id group by 1
  ), asked_in as materialized (
    select p.id, p.platform, p.platform || ':' || p.native_id as key from spaces p
    where p.id in (select space_id from own)
      or (p.id in (select space_id from expertise_spaces where expertise_id = $1)
        -- A look by index for each space, where an "exists" read all threads there are.
        and (select true from threads h where h.space_id = p.id and h.asked_at < $3 and ${isAsked} limit 1))
  )
  select p.platform, p.key, ${milliseconds("oldest.at")} as since, own.* from asked_in p left join own on own.space_id = p.id
    cross join lateral (select occurred_at as at from signals where space_id = p.id order by occurred_at limit 1) oldest
  order by p.key`;

type Columns = {
  ids: number[];
  instants: number[];
  questions: number[];
  askers: (number | null)[];
  views: (number | null)[];
  closed: (string | null)[];
  posts: ThreadPosts[];
};
/** The same as JSON; null where the space has no thread that is told. */
type PackedColumns = { [Name in keyof Columns]: string | null } & {
  platform: string;
  key: string;
  since: number;
  counted: number | null;
};

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

type Told = { end: number; persons: Persons; earlier: Map<number, number>; since: FirstDays | null };

function unpack(packed: PackedColumns): Columns {
  const of = <Name extends keyof Columns>(name: Name) => list(packed, name);
  return {
    ...{ ids: of("ids"), instants: of("instants"), questions: of("questions"), askers: of("askers") },
    ...{ views: of("views"), closed: of("closed"), posts: of("posts") },
  };
}

function list<Name extends keyof Columns>(packed: PackedColumns, name: Name): Columns[Name] {
  return JSON.parse(packed[name] ?? "[]");
}

function spaceOf(packed: PackedColumns, told: Told): SpaceThreads {
  const { key, since, platform } = packed;
  const space: SpaceThreads = { space: key, acceptanceShown: false, recordedSince: since, threads: [] };
  const columns = unpack(packed);
  for (let row = 0; row < columns.ids.length; row += 1) {
    const asker = columns.askers[row] ?? null;
    const askedAt = columns.instants[row] ?? 0;
    const posts: ThreadPost[] = [];
    const kept = columns.posts[row] ?? [];
    for (let first = 0; first < kept.length; first += postNumbers) {
      const at = kept[first + 1] ?? 0;
      const account = kept[first + 2] ?? 0;
      const deletedAt = kept[first + 5] ?? 0;
      if (!isThere(at, deletedAt, told)) continue;
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
      id: columns.ids[row] ?? 0,
      askedAt,
      isQuestion: columns.questions[row] === 1,
      asker: asker === null ? null : told.persons.of(asker),
      isNewcomer: asker === null ? null : isNewcomer(asker, askedAt, platform, told),
      views: columns.views[row] ?? null,
      closed: instantOf(columns.closed[row] ?? null),
      posts,
    });
  }
  space.threads.sort((a, b) => a.askedAt - b.askedAt || a.id - b.id);
  return space;
}

function respondersOf(packed: PackedColumns, told: Told, from: number): Map<number, number> {
  const [instants, askers, posts] = [list(packed, "instants"), list(packed, "askers"), list(packed, "posts")];
  const counts = new Map<number, number>();
  for (let row = 0; row < instants.length; row += 1) {
    if ((instants[row] ?? 0) < from) continue;
    const account = askers[row] ?? null;
    const asker = account === null ? null : told.persons.of(account);
    const kept = posts[row] ?? [];
    for (let first = 0; first < kept.length; first += postNumbers) {
      const writer = kept[first + 2] ?? 0;
      if (writer === 0 || !isThere(kept[first + 1] ?? 0, kept[first + 5] ?? 0, told)) continue;
      const person = told.persons.of(writer);
      if (person !== asker) counts.set(person, (counts.get(person) ?? 0) + 1);
    }
  }
  return counts;
}

/** Whether a post was there at the window's end; a `deletedAt` of 0 is never. */
function isThere(at: number, deletedAt: number, { end }: Told): boolean {
  return at < end && (deletedAt === 0 || deletedAt >= end);
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
  const { persons, since } = told;
  if (since === null) return null;
  const longAgo = Math.floor(askedAt / dayMs) - newcomerDays;
  if (!((since.platforms.get(platform) ?? Number.POSITIVE_INFINITY) < longAgo)) return null;
  const days = persons.accountsOf(account).flatMap((one) => since.accounts.get(one) ?? []);
  return days.length === 0 ? null : Math.min(...days) >= longAgo;
}

function instantOf(text: string | null): AskedThread["closed"] {
  if (text === null) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? "undated" : instant;
}
