import { standingLinks } from "./links.ts";
import type { Store } from "./open.ts";

/** Evidence about a pair of accounts that are two persons: one row of a proposal. */
export type OpenLink = {
  a: number;
  b: number;
  personA: number;
  personB: number;
  method: string;
  tier: string | null;
  confidence: number;
  reasons: string[];
  against: string[];
  /** Why it joins nothing though it is accepted. */
  leftOut: string | null;
  /** What the two persons score together in the newest runs, on the tracks on which both do. */
  change: number;
};

export type OpenLinksQuestion = {
  /** Only what is scored in this expertise counts; null for all. */
  expertise: string | null;
  /** How many pairs of persons; 0 for all. */
  limit: number;
  /** Pairs of accounts whose persons are not to be proposed. */
  except: readonly { a: number; b: number }[];
};

/**
 * The evidence between persons, pair of persons by pair of persons: first those whose joining would change the newest runs
 * most, then by certainty. Inside a pair the most certain row comes first.
 */
export async function openLinks(store: Store, question: OpenLinksQuestion): Promise<OpenLink[]> {
  const { expertise, limit, except } = question;
  const { rows } = await store.pool.query(
    `with ${standingLinks()}, open as (
       select s.*, coalesce(x.person_id, x.id) as person_a, coalesce(y.person_id, y.id) as person_b,
         least(coalesce(x.person_id, x.id), coalesce(y.person_id, y.id)) as lo,
         greatest(coalesce(x.person_id, x.id), coalesce(y.person_id, y.id)) as hi
       from standing s join accounts x on x.id = s.a join accounts y on y.id = s.b
       where coalesce(x.person_id, x.id) <> coalesce(y.person_id, y.id)
     ), excepted as (
       select least(coalesce(x.person_id, x.id), coalesce(y.person_id, y.id)) as lo,
         greatest(coalesce(x.person_id, x.id), coalesce(y.person_id, y.id)) as hi
       from unnest($3::bigint[], $4::bigint[]) as u (a, b) join accounts x on x.id = u.a join accounts y on y.id = u.b
     ), pairs as (
       select lo, hi, max(confidence) as confidence, min(a) as a from open
       where (lo, hi) not in (select lo, hi from excepted) group by 1, 2
     ), latest as (
       select distinct on (expertise_id) r.id from runs r join expertises e on e.id = r.expertise_id
       where $1::text is null or e.slug = $1 order by expertise_id, r.as_of desc, r.id desc
     ), weighed as (
       -- One row per pair and track, so that no pair has to be looked for again.
       select p.lo, p.hi, p.confidence, p.a, coalesce(sum(
         (one.result ->> 'score')::float8 + (other.result ->> 'score')::float8) filter (where other.run_id is not null), 0) as change
       from pairs p left join scores one on one.person_id = p.lo and one.run_id in (select id from latest)
         left join scores other on other.person_id = p.hi and other.run_id = one.run_id and other.track = one.track
       group by 1, 2, 3, 4
     ), ranked as (
       select *, row_number() over (order by change desc, confidence desc, a, lo, hi) as place from weighed
     ), shown as materialized (
       select * from ranked where $2 = 0 or place <= $2
     )
     select o.a, o.b, o.person_a as "personA", o.person_b as "personB", o.method, o.tier, o.confidence, o.reasons, o.against,
       l.why as "leftOut", r.change
     from shown r join open o using (lo, hi) left join left_out_links l on (l.a, l.b) = (o.a, o.b)
     order by r.place, o.confidence desc, o.a, o.b, o.source`,
    [expertise, limit, except.map(({ a }) => a), except.map(({ b }) => b)],
  );
  return rows;
}
