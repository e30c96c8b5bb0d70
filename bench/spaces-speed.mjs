// So many signals over five thousand spaces: how long the whole answer takes, again after a thousand more, and the other answers of the
// page. Usage: node spaces-speed.mjs <signals> [repetitions]; the environment names an empty PostgreSQL database.
import { answerDiscover, answerSpaces, answerSupport, answerTrends } from "@groundswell/reports";
import { openStore, rollUp, saveRun } from "@groundswell/store";
import { addSignals, defaults, fillSpaces } from "./spaces-load.mjs";

const signals = Number(process.argv[2] ?? defaults.signals);
const repetitions = Number(process.argv[3] ?? 5);
const { asOf, expertise } = defaults;
// Of the largest stores only the page that everybody opens is asked for: the rest of the questions would take the longest and say the least.
const isWhole = signals <= defaults.signals;
const year = { from: new Date(Date.UTC(asOf.getUTCFullYear() - 1, asOf.getUTCMonth(), 1)), to: asOf };
const store = await openStore({ databaseUrl: process.env.DATABASE_URL, home: "memory://" });
try {
  const filled = await fillSpaces(store, { signals });
  await saveRun(store, {
    ...{
      expertise,
      asOf,
      window: year,
      policyVersion: "bench",
      inputWatermark: signals,
      coverage: {},
      now: asOf,
      scores: [],
    },
  });
  const ask = (more) => answerSpaces(store, { expertise, weighting: "events", asOf, from: null, to: null, ...more });
  // What any way of counting must do at least: read every signal of the year with its author and space once.
  const yardstickSeconds = await median(() =>
    store.pool.query(
      "select space_id, account_id, count(*) from signals where occurred_at >= $1 and occurred_at < $2 group by 1, 2",
      [year.from, year.to],
    ),
  );
  const yearSeconds = await whole(() => ask(year));
  const weeksSeconds = await median(() => ask({}));
  const supportSeconds = await whole(() =>
    answerSupport(store, { expertise, asOf, from: null, to: null, by: "need", threadLimit: 5 }),
  );
  const trendsSeconds = await whole(() => answerTrends(store, { expertise, asOf, months: 24, by: "space" }));
  const discoverSeconds = await whole(() => answerDiscover(store, { expertise, asOf, limit: 30, all: false }));
  const rollSeconds = [];
  const againSeconds = [];
  for (let call = 0; call < repetitions; call++) {
    await addSignals(store, 1000, {}, call);
    rollSeconds.push(await timed(() => rollUp(store)));
    againSeconds.push(rollSeconds.at(-1) + (await timed(() => ask({}))));
  }
  console.log(
    JSON.stringify({
      ...{
        signals,
        spaces: filled.spaces,
        people: filled.people,
        fillSeconds: filled.writeSeconds,
        rollUpSeconds: filled.rollUpSeconds,
      },
      ...{ yardstickSeconds, yearSeconds, weeksSeconds, supportSeconds, trendsSeconds, discoverSeconds },
      ...{ rollSeconds: middle(rollSeconds), againSeconds: middle(againSeconds) },
    }),
  );
} finally {
  await store.close();
}

async function whole(work) {
  return isWhole ? median(work) : null;
}

async function median(work) {
  const times = [];
  for (let repetition = 0; repetition < repetitions; repetition++) times.push(await timed(work));
  return middle(times);
}

function middle(times) {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

async function timed(work) {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}
