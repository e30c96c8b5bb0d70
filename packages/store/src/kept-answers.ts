import type { Store } from "./open.ts";
import { queryPrepared } from "./prepared.ts";
import { holdErasures } from "./tombstones.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

/** An answer as it is kept: JSON whose long list is taken out, and that list row by row. */
export type PrintedAnswer = {
  /** The answer with its list last and empty, so that it ends with `[]}`. */
  frame: string;
  rows: { key: string | null; row: string }[];
  /** Of the frame and all rows, in hex. */
  sha256: string;
};

/** Which rows are asked for: a page (a `limit` of 0 takes all that follow `offset`), of one key only where one is given. */
export type RowsAsked = { offset: number; limit: number; key: string | null };

/** What is given of a kept answer; `page` is the rows, joined by commas. */
export type KeptAnswer = {
  frame: string;
  page: string;
  /** All rows there are, and those of the key where one was given. */
  rows: number;
  sha256: string;
};

/** Where a question stands: the newest run, what people had decided when it was asked, and the answer where one is kept. */
export type KeptStanding = { run: number; decided: string; answer: KeptAnswer | null };

const mostOnDemand = 24;
const rowsAtOnce = 2000;

/**
 * What an answer of a run depends on that changes between runs: decisions about people, marks of accounts, decisions about found spaces,
 * erasures, the sources that there are. What a pull brings shows with the next run.
 */
const decidedNow = `concat_ws(' ', (select coalesce(max(id), 0) from decisions), (select coalesce(max(id), 0) from account_marks),
  (select coalesce(max(id), 0) from found_spaces), (select count(*) from tombstones), (select count(*) from sources))`;

const newestRun = "(select r.id from runs r where r.expertise_id = e.id order by r.as_of desc, r.id desc limit 1)";

type KeptRow = Pick<KeptStanding, "run" | "decided"> &
  Pick<KeptAnswer, "rows" | "sha256"> & { frame: string | null; page: string | null };

/** The kept answer to a question, where nobody has decided anything since; null where the expertise has no run. */
export async function keptAnswer(
  store: Store,
  expertise: string,
  question: string,
  { offset, limit, key }: RowsAsked,
): Promise<KeptStanding | null> {
  const { rows } = await queryPrepared<KeptRow>(
    store,
    `with now as materialized (
       select e.id, ${newestRun} as run, ${decidedNow} as decided from expertises e where e.slug = $1
     )
     select now.run, now.decided, k.frame, k.sha256, page.text as page, ${key === null ? "k.rows" : rowsOfKey} as rows
     from now left join kept_answers k
         on k.expertise_id = now.id and k.question = $2 and k.run_id = now.run and k.decided = now.decided
       left join lateral (
         select string_agg(row, ',' order by position) as text from (${key === null ? pageOfAll : pageOfKey}) part
       ) page on true
     where now.run is not null`,
    [expertise, question, offset, limit === 0 ? null : limit, ...(key === null ? [] : [key])],
  );
  const [found] = rows;
  if (found === undefined) return null;
  const { run, decided, frame, page, rows: count, sha256 } = found;
  return { run, decided, answer: frame === null ? null : { frame, page: page ?? "", rows: count, sha256 } };
}

// Positions have no gaps, so a page of the whole is found by its index and not counted off.
const pageOfAll = `select row, position from kept_rows
  where answer_id = k.id and position >= $3::int and position < coalesce($3::int + $4::int, 2147483647)`;
const pageOfKey = `select row, position from kept_rows
  where answer_id = k.id and key = $5 order by position offset $3 limit $4`;
const rowsOfKey = "(select count(*)::int from kept_rows r where r.answer_id = k.id and r.key = $5)";

export type Keeping = {
  expertise: string;
  question: string;
  run: number;
  /** What people had decided before the answer was reckoned. */
  decided: string;
  isDefault: boolean;
  answer: PrintedAnswer;
  now: Date;
};

/**
 * Keeps an answer, and removes those of older runs. One that is no default makes room: the oldest of them go.
 * @returns false where the answer has been overtaken, by another run or by a decision, and is not kept
 */
export async function keepAnswer(store: Store, keeping: Keeping): Promise<boolean> {
  return inTransaction(store, async (client) => {
    // Whoever is erased meanwhile must not come back by an answer that was reckoned before.
    await holdErasures(client);
    const { expertise, question, run, decided, isDefault, answer, now } = keeping;
    const { rows: owners } = await client.query("select id from expertises where slug = $1 for update", [expertise]);
    const { rows } = await client.query(
      `select e.id from expertises e where e.slug = $1 and ${newestRun} = $2 and ${decidedNow} = $3`,
      [expertise, run, decided],
    );
    if (owners.length === 0 || rows.length === 0) return false;
    const owner: number = rows[0].id;
    await client.query("delete from kept_answers where expertise_id = $1 and (run_id <> $2 or question = $3)", [
      owner,
      run,
      question,
    ]);
    const { rows: kept } = await client.query(
      `insert into kept_answers (expertise_id, run_id, question, decided, is_default, frame, rows, sha256, kept_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
      [owner, run, question, decided, isDefault, answer.frame, answer.rows.length, answer.sha256, now],
    );
    await saveRows(client, kept[0].id, answer.rows);
    await client.query(
      `delete from kept_answers where id in (
         select id from kept_answers where expertise_id = $1 and not is_default order by id desc offset $2)`,
      [owner, mostOnDemand],
    );
    return true;
  });
}

async function saveRows(client: Transaction, answer: number, rows: PrintedAnswer["rows"]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const part = rows.slice(start, start + rowsAtOnce);
    await client.query(
      `insert into kept_rows (answer_id, position, key, row)
       select $1, $2 + number - 1, key, row from unnest($3::text[], $4::text[]) with ordinality as u (key, row, number)`,
      [answer, start, part.map(({ key }) => key), part.map(({ row }) => row)],
    );
  }
}

/** What people have decided so far, for `Keeping`, and the newest run; null where there is none. */
export async function standingOf(store: Store, expertise: string): Promise<Omit<KeptStanding, "answer"> | null> {
  const { rows } = await store.pool.query(
    `select ${newestRun} as run, ${decidedNow} as decided from expertises e where e.slug = $1`,
    [expertise],
  );
  return rows[0]?.run ? rows[0] : null;
}
