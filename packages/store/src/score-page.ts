import { wordsOfAccount } from "./account-words.ts";
import type { Store } from "./open.ts";

/** Which rows of a track of a run: null is any. */
export type ScorePageFilter = {
  run: number;
  track: string;
  /** Only what comes after this place in the list; -1 is its beginning. */
  after: number;
  persons: readonly number[] | null;
  /** With anything in this channel. */
  channel: string | null;
  gate: string | null;
};

/** A place in the list, with what filters look at. */
export type ScorePlace = { position: number; person: number; activeMonths: number; hiddenGem: { why: string } | null };

/** The next places of a list that are there, without those moved to another one, in their order. */
export async function scorePlaces(
  { pool }: Store,
  { run, track, after, persons, channel, gate }: ScorePageFilter,
  limit: number,
): Promise<ScorePlace[]> {
  const { rows } = await pool.query(
    `select position, person_id as person, (result ->> 'activeMonths')::int as "activeMonths",
       nullif(result -> 'hiddenGem', 'null') as "hiddenGem"
     from scores where run_id = $1 and track = $2 and position > $3 and not aside
       and ($4::bigint[] is null or person_id = any($4))
       and ($5::text is null or result -> 'channels' @> jsonb_build_array(jsonb_build_object('channel', $5::text)))
       and ($6::text is null or result -> 'gates' @> jsonb_build_array(jsonb_build_object('gate', $6::text)))
     order by position limit $7`,
    [run, track, after, persons, channel, gate, limit],
  );
  return rows;
}

/** What a run says of some persons on both tracks; `aside` of whom a gate keeps off the list. */
export async function scoresOfPersons(
  { pool }: Store,
  run: number,
  persons: readonly number[],
): Promise<{ person: number; track: string; aside: boolean; result: unknown }[]> {
  const { rows } = await pool.query(
    `select person_id as person, track, aside, result from scores where person_id = any($2) and run_id = $1
     order by track, position`,
    [run, persons],
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
