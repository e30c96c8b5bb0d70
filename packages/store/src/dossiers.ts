import { createHash } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import { numericMetric } from "./columns.ts";
import { isCopyByRow } from "./copies.ts";
import type { Store } from "./open.ts";
import { countsAsActivity } from "./roll-up.ts";
import { isSelfAnswer } from "./self-answers.ts";

/** A dossier as it was when somebody decided. */
export type FrozenDossier = { event: number; candidacy: number; at: Date; document: string; sha256: string };

/** The SHA-256 of a document in UTF-8, in hex. */
export function documentHash(document: string): string {
  return createHash("sha256").update(document, "utf8").digest("hex");
}

/** Keeps the dossier of a move. */
export async function freezeDossier(
  client: PoolClient,
  { event, candidacy, at, document }: Omit<FrozenDossier, "sha256">,
): Promise<string> {
  const sha256 = documentHash(document);
  await client.query(
    "insert into dossiers (event_id, candidacy_id, at, document, sha256) values ($1, $2, $3, $4, $5)",
    [event, candidacy, at, document, sha256],
  );
  return sha256;
}

/** The dossiers that some moves froze, the newest first. */
export async function frozenDossiers(client: Pool | PoolClient, events: readonly number[]): Promise<FrozenDossier[]> {
  const { rows } = await client.query(
    `select event_id as event, candidacy_id as candidacy, at, document, sha256 from dossiers
     where event_id = any($1) order by event_id desc`,
    [events],
  );
  return rows;
}

/** What a run says of one person, per track. */
export async function personScores(store: Store, runId: number, person: number): Promise<Map<string, unknown>> {
  const { rows } = await store.pool.query("select track, result from scores where run_id = $1 and person_id = $2", [
    runId,
    person,
  ]);
  return new Map(rows.map(({ track, result }) => [track, result]));
}

/** Which signals of a person: in an expertise, inside a window, of some kinds. */
export type ItemFilter = {
  expertise: string;
  window: { from: Date; to: Date };
  kinds: readonly string[];
  person: number;
};

/** One signal with its numbers as of the window's end. */
export type DossierItemRow = {
  /** `platform:kind:id` */
  signal: string;
  url: string | null;
  title: string | null;
  kind: string;
  space: string;
  spaceName: string;
  occurredAt: Date;
  votes: number;
  accepted: boolean;
  /** When the numbers were last read from the source; null where no reading is kept. */
  capturedAt: Date | null;
  value: number;
};

// What everybody's signals are judged by, of one person: those of the window with their votes as `contributions` counts them, dated ones up to
// its end, or the total that was shown on that day. Which of them count is asked of as few as may be: see `counts`.
const written = `written as (
  select s.*, coalesce(earlier.metrics, s.metrics) as then_metrics, v.votes, v.accepted, v.votes + 2 * v.accepted::int as value,
    earlier.signal_id is not null and not v.dated as replaced
  from accounts a join signals s on s.account_id = a.id
    left join lateral (
      select signal_id, metrics from earlier_metrics
      where signal_id = s.id and replaced_on >= ($3::timestamptz at time zone 'UTC')::date order by replaced_on limit 1
    ) earlier on true
    cross join lateral (
      select count(*) filter (where kind in ('up', 'down', 'like')) > 0 as dated,
        greatest(case when count(*) filter (where kind in ('up', 'down', 'like')) > 0
          then count(*) filter (where kind in ('up', 'like') and at < $3) - count(*) filter (where kind = 'down' and at < $3)
          else coalesce(${numericMetric("coalesce(earlier.metrics, s.metrics)", "score")},
            ${numericMetric("coalesce(earlier.metrics, s.metrics)", "likes")}, 0) end, 0)::float8 as votes,
        coalesce(bool_or(kind in ('accept', 'merge') and (at is null or at < $3)), false)
          or coalesce(coalesce(earlier.metrics, s.metrics) -> 'accepted' = 'true', false)
          or coalesce(coalesce(earlier.metrics, s.metrics) -> 'merged' = 'true', false) as accepted
      from endorsements where signal_id = s.id
    ) v
  where (a.person_id = $5 or (a.id = $5 and a.person_id is null))
    and s.occurred_at >= $2 and s.occurred_at < $3 and ${countsAsActivity("s")} and s.kind = any($4)
)`;

/** The SQL of the person of the question as an account. */
const self = "(select $5::bigint as id, null::bigint as person_id)";

/**
 * The SQL of whether a signal of `written` counts in the expertise. A case is asked row by row: whoever wants ten rows asks of ten.
 * @param inOwnThread SQL of whether it is said in a thread of the person's own
 */
function counts(inOwnThread: string): string {
  return `case when (
             select true from attributions t where t.signal_id = w.id and t.expertise_id = (select id from expertises where slug = $1)) is null then false
    when ${inOwnThread} then false when ${isCopyByRow("w")} then false else true end`;
}

/** The SQL of `own`, the threads that a person began: of whoever answers a thousand times, it is quicker to know these than to ask a thousand times. */
const ownThreads = `own as materialized (
  select t.platform, t.native_id from accounts a join signals q on q.account_id = a.id
    join threads t on t.platform = q.platform and t.native_id = q.native_id and t.question_id = q.id
  where (a.person_id = $5 or (a.id = $5 and a.person_id is null)) and q.kind in ('question', 'issue', 'pull-request', 'message')
)`;
const inOwnThread =
  "w.kind in ('answer', 'comment') and (w.platform, w.thread_id) in (select platform, native_id from own)";

const bestFirst = (row: string) => `${row}.value desc, ${row}.occurred_at desc, ${row}.id`;

/** The SQL of an item's columns. Numbers that a later reading has replaced were read before it, nobody knows when. */
const itemColumns = `m.platform || ':' || m.kind || ':' || m.native_id as signal, m.url, coalesce(m.title, m.excerpt) as title, m.kind,
  sp.platform || ':' || sp.native_id as space, sp.name as "spaceName", m.occurred_at as "occurredAt", m.votes, m.accepted, m.value,
  case when not m.replaced then coalesce((select max(k.last_read) from known_threads k where k.platform = m.platform and k.native_id = m.thread_id),
    (select r.fetched_at from raw_pages r where r.id = m.raw_id)) end as "capturedAt"`;

/** The best items of a person over all kinds: by votes, an acceptance counting two, then the newest. */
export async function dossierItems(
  store: Store,
  { expertise, window, kinds, person }: ItemFilter,
  limit: number,
): Promise<DossierItemRow[]> {
  const { rows } = await store.pool.query(
    `with ${written}, ranked as (
       select * from written order by ${bestFirst("written")}
     ), m as materialized (
       select w.* from ranked w cross join ${self} self where ${counts(isSelfAnswer("w", "self"))}
       order by ${bestFirst("w")} limit $6
     )
     select ${itemColumns} from m join spaces sp on sp.id = m.space_id order by ${bestFirst("m")}`,
    [expertise, window.from, window.to, kinds, person, limit],
  );
  return rows;
}

/** What a person did of one kind. `views` is null unless the source counts them for every one of the signals. */
export type KindActivity = {
  kind: string;
  count: number;
  accepted: number;
  votes: number;
  views: number | null;
  spaces: number;
  first: Date;
  last: Date;
};

/** The best items over all kinds, each kind's counts, the most frequent first, and the best item of each group of kinds. */
export type ActivityOfPerson = {
  items: DossierItemRow[];
  kinds: KindActivity[];
  best: Map<string, { url: string | null; title: string | null }>;
};

/**
 * Counts of a person's signals per kind, and the best of them. All from one reading: of whoever wrote thousands of signals, to tell which
 * of them count takes longer than all the rest.
 * @param groupOf kinds, each with its group
 */
export async function activityOfPerson(
  store: Store,
  { expertise, window, kinds, person }: ItemFilter,
  groupOf: ReadonlyMap<string, string>,
  limit: number,
): Promise<ActivityOfPerson> {
  const { rows } = await store.pool.query(
    `with ${written}, ${ownThreads}, grouped as (
       select *, ($8::text[])[array_position($7::text[], kind)] as "group" from written
     ), mine as materialized (
       select w.*, row_number() over (order by ${bestFirst("w")}) as place,
         row_number() over (partition by w."group" order by ${bestFirst("w")}) as first_of_group
       from grouped w where ${counts(inOwnThread)}
     ), m as materialized (
       select * from mine where place <= $6 or first_of_group = 1
     ), item as (
       select m.place, m.first_of_group = 1 as leads, m."group", ${itemColumns} from m join spaces sp on sp.id = m.space_id
     ), counted as (
       select kind, count(*)::int as count, (count(*) filter (where accepted))::int as accepted, sum(votes)::float8 as votes,
         case when count(*) = count(${numericMetric("then_metrics", "views")})
           then sum(${numericMetric("then_metrics", "views")})::float8 end as views,
         count(distinct space_id)::int as spaces, min(occurred_at) as first, max(occurred_at) as last
       from mine group by 1
     )
     select (select json_agg(c order by c.count desc, c.kind) from counted c) as kinds,
       (select json_agg(i order by i.place) from item i) as items`,
    [expertise, window.from, window.to, kinds, person, limit, [...groupOf.keys()], [...groupOf.values()]],
  );
  const [found] = rows as { kinds: Printed<KindActivity>[] | null; items: Printed<RankedItem>[] | null }[];
  const items = (found?.items ?? []).map(
    ({ occurredAt, capturedAt, ...item }): RankedItem => ({
      ...item,
      occurredAt: new Date(occurredAt),
      capturedAt: capturedAt === null ? null : new Date(capturedAt),
    }),
  );
  return {
    items: items.flatMap(({ place, leads: _, group: __, ...item }) => (place <= limit ? [item] : [])),
    kinds: (found?.kinds ?? []).map((one) => ({ ...one, first: new Date(one.first), last: new Date(one.last) })),
    best: new Map(items.flatMap(({ leads, group, url, title }) => (leads && group ? [[group, { url, title }]] : []))),
  };
}

type RankedItem = DossierItemRow & { place: number; leads: boolean; group: string | null };

/** A row as JSON carries it: instants are texts. */
type Printed<Row> = { [Key in keyof Row]: Row[Key] extends Date | null ? string | Extract<Row[Key], null> : Row[Key] };

/** When each person was last active in an expertise before an instant, with any kind of signal. */
export async function lastActivity(
  store: Store,
  expertise: string,
  persons: readonly number[],
  before: Date,
): Promise<Map<number, Date>> {
  const { rows } = await store.pool.query(
    `select p.id as person, max(s.occurred_at) as at
     from unnest($2::bigint[]) p (id) join accounts a on a.person_id = p.id or (a.id = p.id and a.person_id is null)
       join signals s on s.account_id = a.id join attributions t on t.signal_id = s.id
       join expertises e on e.id = t.expertise_id and e.slug = $1
     where s.occurred_at < $3 and s.deleted_at is null group by 1`,
    [expertise, persons, before],
  );
  return new Map(rows.map(({ person, at }) => [person, at]));
}

/** Which of some persons have any account beside those that stand for entries of files of awardees. */
export async function matchedPersons(store: Store, persons: readonly number[]): Promise<Set<number>> {
  const { rows } = await store.pool.query(
    `select p.id from unnest($1::bigint[]) p (id)
     where exists (select from accounts a where (a.person_id = p.id or (a.id = p.id and a.person_id is null))
       and a.id not in (select account_id from awards))`,
    [persons],
  );
  return new Set(rows.map(({ id }) => id));
}
