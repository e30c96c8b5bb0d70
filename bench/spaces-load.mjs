// Fills an empty PostgreSQL store with one large expertise, made in SQL: two years of threads in thousands of spaces of a heavy tail, with
// answers, acceptances, links, bots and staff. `node bench/spaces-load.mjs [signals]` does it on DATABASE_URL and prints the seconds.
import { pathToFileURL } from "node:url";
import { ensureExpertise, openStore, rollUp } from "@groundswell/store";

export const defaults = {
  ...{ expertise: "crowd", signals: 1_000_000, spaces: 5_000, people: 200_000, months: 24 },
  asOf: new Date("2026-01-01T00:00:00Z"),
};

/** So many threads are written by one statement: what a server holds at once is the same for any number of signals. */
const threadsAtOnce = 100_000;
/** What a thread comes to on average: 30 % stay unanswered, the others have one to five answers. */
const signalsPerThread = 2.34;

/**
 * Fills an empty store and rolls it up. The same options give the same rows, save their order on disk.
 * @returns the counts and how long writing and rolling up took
 */
export async function fillSpaces(store, options = {}) {
  const plan = { ...defaults, ...options };
  await ensureExpertise(store, plan.expertise);
  const [, writeSeconds] = await timed(() =>
    onOneConnection(store, async (client) => {
      await client.query("select setseed(0.5)");
      await makePlaces(client, plan);
      let written = 0;
      for (let chunk = 0; written < plan.signals; chunk++)
        written += await writeThreads(client, plan, chunk, plan.signals - written);
      await client.query(
        `insert into dirty_days (space_id, day)
         select distinct space_id, (occurred_at at time zone 'UTC')::date from signals`,
      );
      await client.query("analyze");
    }),
  );
  const [rolled, rollUpSeconds] = await timed(() => rollUp(store));
  return { ...(await counted(store)), days: rolled.days, writeSeconds, rollUpSeconds };
}

/**
 * Writes exactly so many signals more, dated in the last week before `asOf`, and marks their days; rolling up is left to the caller.
 * @param call how many times this was done before, so that ids stay apart
 */
export async function addSignals(store, signals, options = {}, call = 0) {
  const plan = { ...defaults, ...options, lastDays: 7 };
  await onOneConnection(store, async (client) => {
    await client.query("select setseed(0.25)");
    const first = await newestSignal(client);
    let written = 0;
    // Above every chunk that a first filling has.
    for (let chunk = 1_000 + 10 * call; written < signals; chunk++)
      written += await writeThreads(client, plan, chunk, signals - written);
    await client.query(
      `insert into dirty_days (space_id, day)
       select distinct space_id, (occurred_at at time zone 'UTC')::date from signals where id > $1`,
      [first],
    );
  });
}

async function newestSignal(client) {
  const { rows } = await client.query("select coalesce(max(id), 0)::bigint as id from signals");
  return rows[0].id;
}

/** One connection throughout: the seed of `random()` and the tables that are for now are its own. */
async function onOneConnection(store, work) {
  const client = await store.pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

async function makePlaces(client, { expertise, spaces, people, asOf }) {
  await client.query(
    `insert into spaces (platform, native_id, kind, name, url)
     select 'qa.example', 'tag-' || n, 'tag', 'tag-' || n, 'https://qa.example/tags/tag-' || n from generate_series(1, $1::int) n`,
    [spaces],
  );
  await client.query(
    `insert into expertise_spaces (expertise_id, space_id, reason)
     select e.id, s.id, 'catalogue' from expertises e, spaces s where e.slug = $1`,
    [expertise],
  );
  // One account in 400 is a machine and one in 250 the maker's.
  await client.query(
    `insert into accounts (platform, native_id, name, url, bot, staff, observed_at)
     select 'qa.example', n::text, 'person ' || n, 'https://qa.example/people/' || n, n % 400 = 0, n % 250 = 7, $2
     from generate_series(1, $1::int) n`,
    [people, asOf],
  );
  await client.query(
    `insert into account_kinds (account_id, kind, why, source, confidence, at)
     select id, case when bot then 'bot' else 'staff' end, 'marked by its source', 'platform', 1, observed_at
     from accounts where bot or staff`,
  );
}

/** Inverse of a power law: the sums that a number in [0, 1) falls between, largest share first. */
function powerLaw(count, power) {
  const weights = Array.from({ length: count }, (_, i) => 1 / (i + 1) ** power);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight) => {
    sum += weight / total;
    return sum;
  });
}

/** Somebody of a space: four times in five of its own people, few of whom do most; else anybody. */
const somebody = (space, people, power) => `1 + (case when random() < 0.8
    then (${space}::bigint * 7919 + floor(greatest(20, ${people} / (3 + ${space})) * power(random(), ${power}))::bigint) % ${people}
    else floor(${people} * power(random(), 2))::bigint end)`;

/** One post in twenty links somewhere: to one of 2,000 forums, or of 500 repositories. */
const links = `case when random() < 0.05 then array[case when random() < 0.8
    then 'https://talk-' || floor(2000 * power(random(), 3)) || '.example/t/topic/' || floor(9000 * random())
    else 'https://github.com/owner-' || floor(500 * power(random(), 3)) || '/project' end] else '{}' end`;

async function writeThreads(client, plan, chunk, wanted) {
  const { spaces, people, asOf, months, lastDays = null } = plan;
  const count = Math.min(threadsAtOnce, Math.ceil((wanted / signalsPerThread) * 1.1) + 5);
  const begin = lastDays === null ? monthsBefore(asOf, months) : new Date(asOf.getTime() - lastDays * 86_400_000);
  await client.query("drop table if exists made_threads, made_answers");
  await client.query(
    `create temp table made_threads as
     select n, space, ${somebody("space", people, 1.5)} as asker, at, answers from (
       select n, space, at, sum(1 + answers) over (order by n) - 1 - answers as before, answers from (
         select $1::bigint + n as n, 1 + width_bucket(random(), $2::float8[]) as space,
           $3::timestamptz + random() * ($4::timestamptz - $3::timestamptz) as at,
           case when random() < 0.3 then 0 else 1 + width_bucket(random(), '{0.5,0.75,0.88,0.96}'::float8[]) end as answers
         from generate_series(1, $5::int) n) drawn) summed
     where before < $6::bigint`,
    [chunk * threadsAtOnce, powerLaw(spaces, 1.05).slice(0, -1), begin, asOf, count, wanted],
  );
  // The last thread gives up what would be too many, so that the number is the one that was asked for.
  await client.query(
    `update made_threads set answers = answers - greatest(0, (select sum(1 + answers) from made_threads) - $1::bigint)
     where n = (select max(n) from made_threads)`,
    [wanted],
  );
  // From ten minutes to two weeks later, and never after the end.
  await client.query(
    `create temp table made_answers as
     select n, i, space, ${somebody("space", people, 3)} as helper,
       at + least(power(10, 3.3 * random() - 0.8) * interval '1 hour', random() * ($1::timestamptz - at)) as at, asker
     from made_threads, generate_series(1, answers) i`,
    [asOf],
  );
  await client.query(
    `insert into signals (connector, platform, kind, native_id, space_id, account_id, occurred_at, thread_id, title, url, tags, links, metrics, bot)
     select 'bench', 'qa.example', 'question', (10 * n)::text, s.id, asker, at, (10 * n)::text, 'How is thread ' || n || ' done?',
       'https://qa.example/q/' || 10 * n, array[s.native_id], ${links},
       jsonb_build_object('score', floor(4 * power(random(), 3)), 'views', floor(900 * power(random(), 3)), 'replies', answers),
       asker % 400 = 0
     from made_threads join spaces s on s.native_id = 'tag-' || space and s.platform = 'qa.example'`,
  );
  // Of the answered six in ten accept one, the first as likely as any.
  await client.query(
    `with accepting as (
       select n, 1 + floor(answers * random())::int as i from made_threads where answers > 0 and random() < 0.6
     ), saved as (
       insert into signals (connector, platform, kind, native_id, space_id, account_id, occurred_at, thread_id, parent_id, url, tags, links, metrics, bot)
       select 'bench', 'qa.example', 'answer', (10 * a.n + a.i)::text, s.id, helper, at, (10 * a.n)::text, (10 * a.n)::text,
         'https://qa.example/a/' || 10 * a.n + a.i, array[s.native_id], ${links},
         jsonb_build_object('score', floor(6 * power(random(), 2)), 'accepted', c.n is not null), helper % 400 = 0
       from made_answers a join spaces s on s.native_id = 'tag-' || space and s.platform = 'qa.example'
       left join accepting c on c.n = a.n and c.i = a.i
       returning id, native_id, occurred_at, metrics
     )
     insert into endorsements (signal_id, kind, native_id, at, account_id)
     select saved.id, 'accept', 'accept', saved.occurred_at + least(random() * interval '3 days', random() * ($1::timestamptz - saved.occurred_at)),
       a.asker
     from saved join made_answers a on 10 * a.n + a.i = saved.native_id::bigint where saved.metrics -> 'accepted' = 'true'`,
    [asOf],
  );
  const { rows } = await client.query("select sum(1 + answers)::int as written from made_threads");
  await client.query("drop table made_threads, made_answers");
  return rows[0].written;
}

function monthsBefore(date, months) {
  const begin = new Date(date);
  begin.setUTCMonth(begin.getUTCMonth() - months);
  return begin;
}

async function counted(store) {
  const { rows } = await store.pool.query(
    `select (select count(*)::int from signals) as signals, (select count(distinct space_id)::int from signals) as spaces,
       (select count(distinct account_id)::int from signals) as people, (select count(*)::int from threads) as threads,
       (select count(*)::int from threads where responses = 0) as unanswered,
       (select count(*)::int from threads where accepted_at is not null) as accepted,
       (select count(*)::int from signals where links <> '{}') as linking`,
  );
  return rows[0];
}

async function timed(work) {
  const startedAt = performance.now();
  const result = await work();
  return [result, (performance.now() - startedAt) / 1000];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const store = await openStore({ databaseUrl: process.env.DATABASE_URL, home: "memory://" });
  try {
    const filled = await fillSpaces(store, { signals: Number(process.argv[2] ?? defaults.signals) });
    await addSignals(store, 1_000);
    const [again, afterSeconds] = await timed(() => rollUp(store));
    console.log(JSON.stringify({ ...filled, afterThousand: { days: again.days, rollUpSeconds: afterSeconds } }));
  } finally {
    await store.close();
  }
}
