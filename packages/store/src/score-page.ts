import { wordsOfAccount } from "./account-words.ts";
import type { Store } from "./open.ts";
import { undetermined } from "./regions.ts";
import { channelsOfScore, isGated, isHiddenGem, monthsOfScore } from "./score-words.ts";

/** Which rows of a track of a run: null is any. */
export type ScorePageFilter = {
  run: number;
  track: string;
  /** Only what comes after this place in the list; -1 is its beginning. */
  after: number;
  /** Nothing that comes after this place; null is the end. */
  until: number | null;
  persons: readonly number[] | null;
  /** With anything in this channel. */
  channel: string | null;
  gate: string | null;
  /** Active in at least so many months. */
  leastMonths: number | null;
  gemsOnly: boolean;
  /** Some account is in one of these countries; or none is in any that is known. `placesOf` says whose region that is. */
  region: readonly string[] | "unknown" | null;
  /** Some account has a text in this language; or none has enough in any. `placesOf` says in whom that counts. */
  language: { code: string } | "unknown" | null;
};

/** A place in the list, with what filters look at. */
export type ScorePlace = { position: number; person: number; activeMonths: number; hiddenGem: { why: string } | null };

/** The next places of a list that are there, without those moved to another one, in their order. */
export async function scorePlaces({ pool }: Store, filter: ScorePageFilter, limit: number): Promise<ScorePlace[]> {
  const { run, track, after, until, persons, channel, gate, leastMonths, gemsOnly, region, language } = filter;
  const values: unknown[] = [run, track, after, limit];
  const given = (value: unknown) => `$${values.push(value)}`;
  const conditions = ["run_id = $1", "track = $2", "position > $3", "not aside"];
  if (until !== null) conditions.push(`position <= ${given(until)}`);
  if (persons !== null) conditions.push(`person_id = any(${given(persons)}::bigint[])`);
  if (channel !== null) conditions.push(`${channelsOfScore} ? ${given(channel)}`);
  if (gate !== null) conditions.push(isGated, `result -> 'gates' @> ${given(JSON.stringify([{ gate }]))}::jsonb`);
  if (leastMonths !== null) conditions.push(`${monthsOfScore} >= ${given(leastMonths)}`);
  if (gemsOnly) conditions.push(isHiddenGem);
  if (region === "unknown") conditions.push(`not ${ofFellows("account_regions", "f.region is not null")}`);
  else if (region !== null) conditions.push(ofFellows("account_regions", `f.region = any(${given(region)}::text[])`));
  // Three texts of an account always count; whether fewer do is left to whoever reads them all.
  if (language === "unknown")
    conditions.push(`not ${ofFellows("account_languages", `f.language <> '${undetermined}' and f.texts >= 3`)}`);
  else if (language !== null) conditions.push(ofFellows("account_languages", `f.language = ${given(language.code)}`));
  const { rows } = await pool.query(
    `select position, person_id as person, ${monthsOfScore} as "activeMonths",
       nullif(result -> 'hiddenGem', 'null') as "hiddenGem"
     from scores where ${conditions.join(" and ")} order by position limit $4`,
    values,
  );
  return rows;
}

/** The SQL of whether a table has a row of which a condition holds about some account of the person of a score. */
function ofFellows(table: string, condition: string): string {
  return `exists (select from accounts fellow join ${table} f on f.account_id = fellow.id
    where (fellow.person_id = scores.person_id or (fellow.id = scores.person_id and fellow.person_id is null)) and ${condition})`;
}

/** The persons of a track of a run who were active in a channel, found by the channel and not along the list. */
export async function personsInChannel(
  { pool }: Store,
  { run, track, channel }: { run: number; track: string; channel: string },
): Promise<number[]> {
  const { rows } = await pool.query(
    // As a whole of its own: told that the list is wanted in its order, PostgreSQL would walk it.
    `with active as materialized (
       select run_id, track, person_id from scores where ${channelsOfScore} ? $3
     ) select person_id as person from active where run_id = $1 and track = $2`,
    [run, track, channel],
  );
  return rows.map(({ person }) => person);
}

/** What a run says of some persons on one track, or on both where it is null; `aside` of whom a gate keeps off the list. */
export async function scoresOfPersons(
  { pool }: Store,
  run: number,
  persons: readonly number[],
  track: string | null = null,
): Promise<{ person: number; track: string; position: number; aside: boolean; result: unknown }[]> {
  const { rows } = await pool.query(
    `select person_id as person, track, position, aside, result from scores where person_id = any($2) and run_id = $1
       ${track === null ? "" : "and track = $3"} order by track, position`,
    track === null ? [run, persons] : [run, persons, track],
  );
  return rows;
}

/** The persons of whom some account's name and handle have words that begin with each word of a text, in any case. */
export async function personsCalled({ pool }: Store, text: string): Promise<number[]> {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const { rows } = await pool.query(
    `select distinct coalesce(person_id, id) as person from accounts where ${wordsOfAccount} @@ to_tsquery('simple', $1)`,
    [words.map((word) => `'${word}':*`).join(" & ")],
  );
  return rows.map(({ person }) => person);
}

/** Somebody in the list of a run, with what a rank is made of; `rank` is null of whoever has none. */
export type ScoreInList = { position: number; person: number; rank: number | null; score: number; channels: unknown };

/** The first of a track of a run from a place on who are there; a `to` of null gives one alone, else all before that place. */
export async function scoresInList(
  { pool }: Store,
  { run, track, from, to }: { run: number; track: string; from: number; to: number | null },
): Promise<ScoreInList[]> {
  const { rows } = await pool.query(
    `select position, person_id as person, (result ->> 'rank')::int as rank, (result ->> 'score')::float8 as score,
       result -> 'channels' as channels
     from scores where run_id = $1 and track = $2 and position >= $3 and position < coalesce($4, 2147483647)
     order by position limit case when $4::int is null then 1 end`,
    [run, track, from, to],
  );
  return rows;
}
