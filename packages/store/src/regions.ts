import type { PoolClient } from "pg";
import { columns } from "./columns.ts";
import { linkedFrom } from "./linked-from.ts";
import type { Store } from "./open.ts";

/** The places of profiles that no region has been read of yet. */
export async function newPlaces(client: PoolClient): Promise<string[]> {
  await client.query(
    `update account_regions r set at = a.observed_at from accounts a
     where a.id = r.account_id and a.location = r.place and a.observed_at > r.at`,
  );
  await client.query(
    "delete from account_regions r where not exists (select from accounts a where a.id = r.account_id and a.location is not null)",
  );
  const { rows } = await client.query(
    `select distinct a.location as place from accounts a left join account_regions r on r.account_id = a.id
     where a.location is not null and a.location is distinct from r.place order by 1`,
  );
  return rows.map(({ place }) => place);
}

/** Says of which country places are, for every account whose profile names one of them. */
export async function saveRegions(
  client: PoolClient,
  places: readonly { place: string; region: string | null }[],
): Promise<void> {
  await client.query(
    `insert into account_regions as r (account_id, region, place, at)
     select a.id, u.region, u.place, a.observed_at
     from unnest($1::text[], $2::text[]) as u (place, region) join accounts a on a.location = u.place
     order by a.id
     on conflict (account_id) do update set (region, place, at) = row(excluded.region, excluded.place, excluded.at)
     where (r.region, r.place) is distinct from (excluded.region, excluded.place)`,
    columns(
      [...places],
      ({ place }) => place,
      ({ region }) => region,
    ),
  );
}

/** A text by which an account's languages are judged, and what its source says of its language. */
export type WrittenText = { account: number; text: string; language: string | null; at: Date };

// Commits, releases and packages are written for machines and changelogs, in English wherever one lives.
const written =
  "('question', 'answer', 'comment', 'message', 'post', 'issue', 'review', 'pull-request', 'talk', 'video', 'episode')";
const newestTexts = 20;

// Batches that are being saved hold numbers below the highest, and are seen once they are there.
const lateBy = 100_000;

/**
 * The accounts that have written since their languages were last judged, among the signals that came since the last time: to look at all of
 * them took an analysis the longer, the more the store holds of other expertises.
 * @returns their numbers, ascending, and what to note with `noteLinkedFrom` once they are judged
 */
export async function newWriters(client: PoolClient): Promise<{ accounts: number[]; readTo: string }> {
  const before = Number((await linkedFrom(client, "texts")) ?? 0);
  const { rows: last } = await client.query("select coalesce(max(id), 0)::text as id from signals");
  const { rows } = await client.query(
    `with recent as materialized (
       select s.account_id, max(s.occurred_at) as at from signals s
       where s.id > $1 and s.account_id is not null and s.deleted_at is null and s.kind in ${written} and coalesce(s.title, s.excerpt) is not null
       group by 1
     )
     select account_id as account from recent r
     where at > coalesce((select max(at) from account_languages l where l.account_id = r.account_id), '-infinity') order by 1`,
    [before - lateBy],
  );
  return { accounts: rows.map(({ account }) => account), readTo: last[0].id };
}

/** Up to twenty of the newest texts of each of some accounts, account by account. */
export async function newestTextsOf(client: PoolClient, accounts: readonly number[]): Promise<WrittenText[]> {
  const { rows } = await client.query(
    `select f.account_id as account, t.text, t.language, t.at from unnest($1::bigint[]) f (account_id) cross join lateral (
       select concat_ws(' ', s.title, s.excerpt) as text, s.language, s.occurred_at as at
       from signals s where s.account_id = f.account_id and s.deleted_at is null and s.kind in ${written}
         and coalesce(s.title, s.excerpt) is not null
       order by s.occurred_at desc, s.id limit ${newestTexts}
     ) t order by 1`,
    [accounts],
  );
  return rows;
}

/** Stands for texts of which no language can be told, so that they are not judged again and count in the whole. */
export const undetermined = "und";

/** How many of an account's newest texts are in a language. */
export type LanguageCount = { account: number; language: string; texts: number; at: Date };

/** Makes the languages of the accounts that are named what is given. */
export async function saveLanguages(client: PoolClient, counts: readonly LanguageCount[]): Promise<void> {
  const values = columns(
    [...counts],
    (one) => one.account,
    (one) => one.language,
    (one) => one.texts,
    (one) => one.at,
  );
  await client.query("delete from account_languages where account_id = any($1)", [values[0]]);
  await client.query(
    `insert into account_languages (account_id, language, texts, at)
     select * from unnest($1::bigint[], $2::text[], $3::int[], $4::timestamptz[])`,
    values,
  );
}

/** Where a person is and in what languages the person writes, as far as is known. */
export type PersonPlace = {
  person: number;
  /** ISO 3166-1 alpha-2. */
  region: string | null;
  regionSource: { place: string; account: string; at: string } | null;
  /** ISO 639-1, the one that most texts are in first. */
  languages: string[];
};

/**
 * Regions and languages of persons. The region is that of the account which was seen last among those whose place names one. A language
 * counts where three texts of an account, or a fifth of those that could be judged, are in it.
 */
export async function placesOf(store: Store, persons: readonly number[]): Promise<Map<number, PersonPlace>> {
  const { rows } = await store.pool.query(
    `with fellows as materialized (
       select p.id as person, a.id, a.platform || ':' || a.native_id as account
       from (select distinct unnest($1::bigint[])) p (id)
       join accounts a on a.person_id = p.id or (a.id = p.id and a.person_id is null)
     ), regions as (
       select distinct on (f.person) f.person, r.region, r.place, f.account,
         to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
       from fellows f join account_regions r on r.account_id = f.id
       where r.region is not null order by f.person, r.at desc, f.account
     ), shares as (
       select f.person, l.language, l.texts, sum(l.texts) over (partition by f.id) as judged
       from fellows f join account_languages l on l.account_id = f.id where l.language <> '${undetermined}'
     ), spoken as (
       select person, language, sum(texts) as texts from shares where texts >= 3 or texts >= judged * 0.2 group by 1, 2
     ), listed as (
       -- Once for all: looked up person by person, a hundred thousand of them would take the square of that.
       select person, array_agg(language order by texts desc, language) as languages from spoken group by 1
     )
     select p.person, r.region,
       case when r.region is not null then jsonb_build_object('place', r.place, 'account', r.account, 'at', r.at) end as "regionSource",
       coalesce(l.languages, '{}') as languages
     from (select distinct person from fellows) p left join regions r using (person) left join listed l using (person)`,
    [persons],
  );
  return new Map(rows.map((row) => [row.person, row]));
}
