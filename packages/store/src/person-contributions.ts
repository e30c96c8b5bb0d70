import type { Period, Window } from "@groundswell/model";
import { isCopyByRow } from "./copies.ts";
import type { Store } from "./open.ts";
import { countsAsActivity } from "./roll-up.ts";
import { isSelfAnswer } from "./self-answers.ts";

/** Those of some persons of whom an expertise has any signal, or whom somebody considers there. */
export async function knownIn({ pool }: Store, expertise: string, persons: readonly number[]): Promise<Set<number>> {
  const { rows } = await pool.query(
    `select p.id as person from (select distinct unnest($2::bigint[])) p (id) join expertises e on e.slug = $1
     where exists (
       select from accounts a join signals s on s.account_id = a.id
         join attributions t on t.signal_id = s.id and t.expertise_id = e.id
       where (a.person_id = p.id or (a.id = p.id and a.person_id is null)) and s.deleted_at is null)
     or exists (
       select from accounts a join candidacies c on c.account_id = a.id and c.expertise_id = e.id
       where a.person_id = p.id or (a.id = p.id and a.person_id is null))`,
    [expertise, persons],
  );
  return new Set(rows.map(({ person }) => person));
}

/** The expertises that have signals of a person. */
export async function expertisesOfPerson({ pool }: Store, person: number): Promise<{ slug: string; name: string }[]> {
  const { rows } = await pool.query(
    `select e.slug, e.name from expertises e where exists (
       select from accounts a join signals s on s.account_id = a.id
         join attributions t on t.signal_id = s.id and t.expertise_id = e.id
       where (a.person_id = $1 or (a.id = $1 and a.person_id is null)) and s.deleted_at is null)
     order by e.slug`,
    [person],
  );
  return rows;
}

/** What an account's profile says of its owner. */
export type AccountFacts = {
  person: number;
  platform: string;
  id: string;
  handle: string | null;
  name: string | null;
  url: string | null;
  location: string | null;
  company: string | null;
  observedAt: Date;
};

/** The profiles of some persons' accounts, in the order of their names. */
export async function accountFacts({ pool }: Store, persons: readonly number[]): Promise<AccountFacts[]> {
  const { rows } = await pool.query(
    `select coalesce(person_id, id) as person, platform, native_id as id, handle, name, url, location, company, observed_at as "observedAt"
     from accounts where person_id = any($1) or (id = any($1) and person_id is null)
     order by platform collate "C", native_id collate "C"`,
    [persons],
  );
  return rows;
}

/** A period in which an account was not simply a person's, or its owner worked for somebody; `kind` is null for other employers. */
export type AccountPeriod = Period & {
  /** `platform:id` */
  account: string;
  kind: string | null;
  why: string;
  source: string;
  confidence: number;
  at: Date;
};

/** What the accounts of a person were, when, and what says so. */
export async function accountPeriods({ pool }: Store, person: number): Promise<AccountPeriod[]> {
  const { rows } = await pool.query(
    `with fellows as materialized (
       select id, platform || ':' || native_id as account from accounts
       where person_id = $1 or (id = $1 and person_id is null)
     )
     select f.account, k.kind, k."from", k.until, k.why, k.source, k.confidence, k.at
     from fellows f join account_kinds k on k.account_id = f.id
     union all
     select f.account, null, t."from", t.until, 'worked for ' || t.organisation, t.source, t.confidence, t.read_at
     from fellows f join affiliations t on t.account_id = f.id
     where not exists (
       select from account_kinds k where k.account_id = t.account_id and k.source = t.source
         and (k."from", k.until) is not distinct from (t."from", t.until))
     order by 1, 3 nulls first, 4 nulls last, 6, 5`,
    [person],
  );
  return rows;
}

/** Which signals of a person: null is any. `after` is the last row of the page before. */
export type PersonSignalsFilter = {
  expertise: string;
  person: number;
  window: Window;
  kind: string | null;
  space: string | null;
  /** The only ones that are asked for, by number. */
  only: readonly number[] | null;
  after: { occurredAt: Date; id: number } | null;
};

export type PersonSignal = {
  id: number;
  /** `platform:kind:id` */
  signal: string;
  kind: string;
  space: string;
  spaceName: string;
  title: string | null;
  url: string | null;
  occurredAt: Date;
  /** Why it counts for no score though it is activity: said in a thread of their own, or a copy. Null where it counts. */
  leftOut: "own thread" | "copy" | null;
};

/** The signals behind a number, the newest first. */
export async function signalsOfPerson(
  { pool }: Store,
  { expertise, person, window, kind, space, only, after }: PersonSignalsFilter,
  limit: number,
): Promise<PersonSignal[]> {
  // Most of what somebody wrote counts, so the newest are looked at in turn until a page is full: a case is asked row by row.
  const { rows } = await pool.query(
    `with near as (
       select s.* from accounts a join signals s on s.account_id = a.id
       where (a.person_id = $2 or (a.id = $2 and a.person_id is null)) and s.occurred_at >= $3 and s.occurred_at < $4
         and ($5::text is null or s.kind = $5) and ($10::bigint[] is null or s.id = any($10)) and ($7::timestamptz is null or (s.occurred_at, s.id) < ($7, $8::bigint))
       order by s.occurred_at desc, s.id desc
     ), shown as materialized (
       select * from near n
       where case when (
             select true from attributions t where t.signal_id = n.id and t.expertise_id = (select id from expertises where slug = $1)) is null then false
           when $6::text is not null and not exists (
             select from spaces p where p.id = n.space_id and p.platform || ':' || p.native_id = $6) then false
           else ${countsAsActivity("n")} end
       order by n.occurred_at desc, n.id desc limit $9
     )
     select s.id, s.platform || ':' || s.kind || ':' || s.native_id as signal, s.kind, p.platform || ':' || p.native_id as space,
       p.name as "spaceName", coalesce(s.title, s.excerpt) as title, s.url, s.occurred_at as "occurredAt",
       case when ${isSelfAnswer("s", "self")} then 'own thread' when ${isCopyByRow("s")} then 'copy' end as "leftOut"
     from shown s join spaces p on p.id = s.space_id cross join (select $2::bigint as id, null::bigint as person_id) self
     order by s.occurred_at desc, s.id desc`,
    [
      ...[expertise, person, window.from, window.to, kind, space],
      ...[after?.occurredAt ?? null, after?.id ?? null, limit, only],
    ],
  );
  return rows;
}
