import { createHash } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import { numericMetric } from "./columns.ts";
import { metricsAsOf } from "./contributions.ts";
import { isCopy } from "./copies.ts";
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

// What `contributions` counts, and votes as it counts them: dated ones up to the window's end, or the total that was shown on that day.
const signalsOfPerson = `${metricsAsOf("$3")}, mine as materialized (
  select s.*, coalesce(earlier.metrics, s.metrics) as then_metrics, v.votes, v.accepted,
    earlier.signal_id is not null and not v.dated as replaced
  from accounts a join signals s on s.account_id = a.id
    join attributions t on t.signal_id = s.id join expertises e on e.id = t.expertise_id and e.slug = $1
    left join earlier on earlier.signal_id = s.id
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
    and not ${isSelfAnswer("s", "a")} and not ${isCopy("s")}
)`;

/** The best items of a person over all kinds: by votes, an acceptance counting two, then the newest. */
export async function dossierItems(
  store: Store,
  { expertise, window, kinds, person }: ItemFilter,
  limit: number,
): Promise<DossierItemRow[]> {
  const { rows } = await store.pool.query(
    `with ${signalsOfPerson}
     select m.platform || ':' || m.kind || ':' || m.native_id as signal, m.url, coalesce(m.title, m.excerpt) as title, m.kind,
       sp.platform || ':' || sp.native_id as space, sp.name as "spaceName", m.occurred_at as "occurredAt", m.votes, m.accepted,
       m.votes + 2 * m.accepted::int as value,
       -- Numbers that a later reading has replaced were read before it, nobody knows when.
       case when not m.replaced then coalesce((select max(k.last_read) from known_threads k where k.platform = m.platform and k.native_id = m.thread_id),
         (select r.fetched_at from raw_pages r where r.id = m.raw_id)) end as "capturedAt"
     from mine m join spaces sp on sp.id = m.space_id
     order by value desc, m.occurred_at desc, m.id limit $6`,
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

/** Counts of a person's signals per kind, the most frequent first. */
export async function kindActivity(
  store: Store,
  { expertise, window, kinds, person }: ItemFilter,
): Promise<KindActivity[]> {
  const { rows } = await store.pool.query(
    `with ${signalsOfPerson}
     select kind, count(*)::int as count, (count(*) filter (where accepted))::int as accepted, sum(votes)::float8 as votes,
       case when count(*) = count(${numericMetric("then_metrics", "views")})
         then sum(${numericMetric("then_metrics", "views")})::float8 end as views,
       count(distinct space_id)::int as spaces, min(occurred_at) as first, max(occurred_at) as last
     from mine group by 1 order by 2 desc, 1`,
    [expertise, window.from, window.to, kinds, person],
  );
  return rows;
}

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

/** An award that a file of awardees tells of. */
export type AwardRow = {
  registry: string;
  person: number;
  expertise: string;
  /** ISO dates. */
  awardedOn: string | null;
  endedOn: string | null;
  status: string;
  /** Whether the person has any account beside those that stand for entries of files. */
  matched: boolean;
};

/** Every award, the oldest first. */
export async function readAwards(store: Store): Promise<AwardRow[]> {
  const { rows } = await store.pool.query(
    `select w.registry, coalesce(a.person_id, a.id) as person, w.expertise, to_char(w.awarded_on, 'YYYY-MM-DD') as "awardedOn",
       to_char(w.ended_on, 'YYYY-MM-DD') as "endedOn", w.status,
       exists (select from accounts o where (o.person_id = coalesce(a.person_id, a.id) or (o.id = coalesce(a.person_id, a.id) and o.person_id is null))
         and o.id not in (select account_id from awards)) as matched
     from awards w join accounts a on a.id = w.account_id order by w.awarded_on nulls first, w.id`,
  );
  return rows;
}
