// A million signals of two hundred thousand people, made in SQL: how long reading and scoring them takes, again after a thousand more, and
// the first page. The environment names an empty PostgreSQL database.
import { loadPolicy } from "@groundswell/analyse";
import { policyWindow, scoreTracks } from "@groundswell/analytics";
import { contributions, ensureExpertise, latestRun, openStore, rollUp, runScores, saveRun } from "@groundswell/store";

const signals = 1_000_000;
const people = 200_000;
const pages = 20;
const asOf = new Date("2026-01-01T00:00:00Z");
const policy = loadPolicy(null);
const window = policyWindow(policy, asOf);
const store = await openStore({ databaseUrl: process.env.DATABASE_URL, home: "memory://" });
try {
  await ensureExpertise(store, "crowd");
  await makeCrowd();
  await rollUp(store);
  // What any way of scoring must do at least: read every signal of the window with its author once.
  const [, yardstickSeconds] = await timed(() =>
    store.pool.query(
      "select account_id, kind, count(*) from signals where occurred_at >= $1 and occurred_at < $2 group by 1, 2",
      [window.from, window.to],
    ),
  );
  const [, sameRowsSeconds] = await timed(countSameRows);
  const scored = await scoreAll();
  await makeSignals(signals, 1000);
  const [, rescoreSeconds] = await timed(async () => {
    await rollUp(store);
    scoreTracks(await contributions(store, "crowd", window), { policy, asOf });
  });
  const times = [];
  for (let page = 0; page < pages; page++) times.push((await timed(firstPage))[1] * 1000);
  times.sort((a, b) => a - b);
  console.log(
    JSON.stringify({
      ...{
        signals,
        people,
        ...scored,
        yardstickSeconds,
        sameRowsSeconds,
        rescoreSeconds,
        pageMilliseconds: times[pages / 2],
      },
    }),
  );
} finally {
  await store.close();
}

/** The plain count with rows of the size that scoring needs, one per account, space, kind and day, under the settings that it is read with. */
async function countSameRows() {
  const client = await store.pool.connect();
  try {
    await client.query("begin");
    await client.query("set local work_mem = '64MB'");
    await client.query("set local jit = off");
    await client.query({
      text: `select account_id, space_id, kind, (occurred_at at time zone 'UTC')::date::text as day, count(*)::int, sum((metrics ->> 'score')::float8)
       from signals where occurred_at >= $1 and occurred_at < $2 group by 1, 2, 3, 4`,
      values: [window.from, window.to],
    });
    await client.query("commit");
  } finally {
    client.release();
  }
}

/** Reads, scores and keeps; nothing of it is left but what it took, as after a run. */
async function scoreAll() {
  const [rows, readSeconds] = await timed(() => contributions(store, "crowd", window));
  const [scored, scoreSeconds] = await timed(() => scoreTracks(rows, { policy, asOf }));
  const candidates = scored.expert.candidates.length;
  rows.length = 0;
  const [, keepSeconds] = await timed(() => keep(scored));
  return { candidates, readSeconds, scoreSeconds, seconds: readSeconds + scoreSeconds, keepSeconds };
}

async function firstPage() {
  const run = await latestRun(store, "crowd", asOf);
  return runScores(store, run.id, "expert", 20);
}

function keep(scored) {
  return saveRun(store, {
    ...{
      expertise: "crowd",
      asOf,
      window,
      policyVersion: policy.version,
      inputWatermark: signals,
      coverage: {},
      now: asOf,
    },
    scores: Object.entries(scored).map(([track, { candidates }]) => ({
      track,
      results: candidates.map((result) => ({ person: result.person, aside: false, result })),
    })),
  });
}

async function timed(work) {
  const startedAt = performance.now();
  const result = await work();
  return [result, (performance.now() - startedAt) / 1000];
}

/** Fifty tags of one site; who answers how often falls off as a heavy tail. */
async function makeCrowd() {
  await store.pool.query(
    `insert into spaces (platform, native_id, kind, name) select 'qa.example', 'tag-' || n, 'tag', 'tag-' || n from generate_series(1, 50) n`,
  );
  await store.pool.query(
    `insert into expertise_spaces (expertise_id, space_id, reason) select e.id, s.id, 'catalogue' from expertises e, spaces s`,
  );
  await store.pool.query(
    `insert into accounts (platform, native_id, name, observed_at) select 'qa.example', n::text, 'person ' || n, $1 from generate_series(1, ${people}) n`,
    [asOf],
  );
  await makeSignals(0, signals);
}

async function makeSignals(from, count) {
  await store.pool.query("select setseed(0.5)");
  await store.pool.query(
    `insert into signals (platform, kind, native_id, connector, space_id, account_id, occurred_at, metrics, tags, bot)
     select 'qa.example', 'answer', n::text, 'bench', 1 + (n % 50), 1 + floor(${people} * power(random(), 3))::int,
       $1::timestamptz - random() * interval '364 days' - interval '1 minute',
       jsonb_build_object('score', floor(6 * power(random(), 2)), 'accepted', random() < 0.3), '{}', false
     from generate_series($2::int + 1, $2::int + $3::int) n`,
    [asOf, from, count],
  );
  await store.pool.query(
    `insert into dirty_days (space_id, day) select distinct space_id, (occurred_at at time zone 'UTC')::date from signals
     where native_id::bigint > $1 on conflict do nothing`,
    [from],
  );
  await store.pool.query("analyze");
}
