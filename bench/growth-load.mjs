// Fills a PostgreSQL store million by million, made in SQL through the indexes that are there and rolled up by the store's own roll-up. Each million
// brings spaces, people and an expertise of its own, as a store grows in life: one expertise stays as it is, one gets a fifth of everything.
import { ensureExpertise, rollUp } from "@groundswell/store";

export const asOf = new Date("2026-01-01T00:00:00Z");
/** `steady` never grows, `crowd` gets a fifth of every million, and the rest belongs to others. */
export const expertises = { steady: "steady", crowd: "crowd" };

const from = new Date("2024-01-01T00:00:00Z");
/** So many threads are written by one statement: what the server holds at once is the same for any number of signals. */
const threadsAtOnce = 50_000;
/** What a thread comes to on average: 30 % stay unanswered, the others have one to five answers. */
const signalsPerThread = 2.34;

/**
 * Writes one million signals more, a little off at the end of a thread, and rolls them up.
 * @param million which it is, from 0; ids follow from it
 * @returns signals, and the seconds that writing and rolling up took
 */
export async function addMillion(store, million) {
  const blocks = [
    ...(million === 0 ? [{ expertise: expertises.steady, signals: 100_000, spaces: 100 }] : []),
    { expertise: expertises.crowd, signals: 200_000, spaces: 200 },
    { expertise: `other-${million}`, signals: million === 0 ? 700_000 : 800_000, spaces: 1_000 },
  ];
  const found = { signals: 0, writeSeconds: 0, rollUpSeconds: 0 };
  for (const [index, block] of blocks.entries()) {
    await ensureExpertise(store, block.expertise);
    const [signals, writeSeconds] = await timed(() => writeBlock(store, block, 10 * million + index));
    const [, rollUpSeconds] = await timed(() => rollUp(store));
    found.signals += signals;
    found.writeSeconds += writeSeconds;
    found.rollUpSeconds += rollUpSeconds;
  }
  return found;
}

/** One connection throughout: the seed of `random()` and the table that is for now are its own. */
async function writeBlock(store, { expertise, signals, spaces }, block) {
  const client = await store.pool.connect();
  try {
    await client.query("select setseed($1::float8)", [1 / (block + 2)]);
    const places = await makePlaces(client, { expertise, spaces, people: signals / 10, block });
    let written = 0;
    for (let chunk = 0; signals - written > signalsPerThread; chunk++) {
      const threads = Math.min(threadsAtOnce, Math.round((signals - written) / signalsPerThread));
      written += await writeThreads(client, places, { first: (block * 100 + chunk) * threadsAtOnce, threads });
    }
    await client.query(
      `insert into dirty_days (space_id, day)
       select distinct space_id, (occurred_at at time zone 'UTC')::date from signals where space_id between $1 and $2`,
      [places.firstSpace, places.firstSpace + spaces - 1],
    );
    await client.query("analyze signals, accounts, spaces");
    return written;
  } finally {
    client.release();
  }
}

async function makePlaces(client, { expertise, spaces, people, block }) {
  const { rows: made } = await client.query(
    `with made as (
       insert into spaces (platform, native_id, kind, name, url)
       select 'qa.example', 'tag-' || $1::int || '-' || n, 'tag', 'tag-' || n, 'https://qa.example/tags/tag-' || $1::int || '-' || n
       from generate_series(1, $2::int) n returning id
     ), kept as (
       insert into expertise_spaces (expertise_id, space_id, reason)
       select e.id, made.id, 'catalogue' from expertises e, made where e.slug = $3
     )
     select min(id)::bigint as first from made`,
    [block, spaces, expertise],
  );
  const { rows: known } = await client.query(
    `with made as (
       insert into accounts (platform, native_id, name, url, bot, staff, observed_at)
       select 'qa.example', $1::int || '-' || n, 'person ' || n, 'https://qa.example/people/' || $1::int || '-' || n, false, false, $3
       from generate_series(1, $2::int) n returning id
     ) select min(id)::bigint as first from made`,
    [block, people, asOf],
  );
  return { firstSpace: made[0].first, spaces, firstPerson: known[0].first, people };
}

/** Somebody: four times in five of the block's own people, few of whom do most; else anybody there is. */
const somebody = (
  power,
) => `case when random() < 0.8 then $3::bigint + floor($4::int * power(random(), ${power}))::bigint
  else 1 + floor(($3::bigint + $4::int - 1) * random())::bigint end`;

/** Half of the places count their posts, the other half give them addresses in no order: an index takes both. */
const nativeId = "case when space_id % 2 = 0 then n::text else md5(n::text) end";

/** Three to fifteen times 33 characters: what an excerpt has on average. */
const text = "repeat(md5(random()::text) || ' ', 3 + floor(12 * random())::int)";

async function writeThreads(client, { firstSpace, spaces, firstPerson, people }, { first, threads }) {
  await client.query("drop table if exists made_threads");
  await client.query(
    `create temp table made_threads as
     select *, ${nativeId} as key from (
       select $6::bigint + n as n, $1::bigint + floor($2::int * power(random(), 3))::bigint as space_id, ${somebody(2)} as asker,
         date_trunc('milliseconds', $7::timestamptz + random() * ($8::timestamptz - $7::timestamptz)) as at,
         case when random() < 0.3 then 0 else 1 + width_bucket(random(), '{0.5,0.75,0.88,0.96}'::float8[]) end as answers
       from generate_series(1, $5::int) n) drawn`,
    [firstSpace, spaces, firstPerson, people, threads, first, from, asOf],
  );
  const { rowCount: questions } = await client.query(
    `insert into signals (connector, platform, kind, native_id, space_id, account_id, occurred_at, thread_id, title, excerpt, url, tags, metrics, bot)
     select 'bench', 'qa.example', 'question', key, space_id, asker, at, key, 'How is thread ' || n || ' done?', ${text},
       'https://qa.example/q/' || key, array['tag-' || space_id],
       jsonb_build_object('score', floor(4 * power(random(), 3)), 'views', floor(900 * power(random(), 3)), 'replies', answers), false
     from made_threads`,
  );
  const { rows } = await client.query(
    `with answered as (
       select t.*, i, ${somebody(3)} as helper, i = 1 and random() < 0.6 as accepted,
         date_trunc('milliseconds', at + least(power(10, 3.3 * random() - 0.8) * interval '1 hour', random() * ($1::timestamptz - at))) as said
       from made_threads t, generate_series(1, answers) i, (select $2::int) unused
     ), saved as (
       insert into signals (connector, platform, kind, native_id, space_id, account_id, occurred_at, thread_id, parent_id, excerpt, url, tags, metrics, bot)
       select 'bench', 'qa.example', 'answer', key || '-' || i, space_id, helper, said, key, key, ${text},
         'https://qa.example/a/' || key || '-' || i, array['tag-' || space_id],
         jsonb_build_object('score', floor(6 * power(random(), 2)), 'accepted', accepted), false
       from answered returning id, occurred_at, metrics
     ), endorsed as (
       insert into endorsements (signal_id, kind, native_id, at)
       select id, 'accept', 'accept', occurred_at + random() * ($1::timestamptz - occurred_at) from saved where metrics -> 'accepted' = 'true'
     )
     select count(*)::int as answers from saved`,
    [asOf, 0, firstPerson, people],
  );
  return questions + rows[0].answers;
}

async function timed(work) {
  const startedAt = performance.now();
  const result = await work();
  return [result, (performance.now() - startedAt) / 1000];
}
