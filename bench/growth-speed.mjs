// Fills the empty PostgreSQL database of the environment to each size in turn, and measures at each what must not grow with it: a new signal, the
// analysis of an expertise that stays as it is, the pages. Usage: node growth-speed.mjs <millions,…> [repetitions]
import { statfsSync } from "node:fs";
import { analyse, keepAnswers } from "@groundswell/analyse";
import {
  answerAnew,
  answerCandidatePage,
  answerPersonPage,
  answerSources,
  answerStatus,
  defaultQuestions,
  questionText,
} from "@groundswell/reports";
import { findPersons, keptAnswer, openStore, rollUp, runScores } from "@groundswell/store";
import { diskOf } from "./growth-disk.mjs";
import { addMillion, asOf, expertises } from "./growth-load.mjs";
import { saveInTurns } from "./growth-save.mjs";

const sizes = (process.argv[2] ?? "1,10").split(",").map(Number);
const repetitions = Number(process.argv[3] ?? 3);
const batches = 40;
const people = 30;
const year = new Date(Date.UTC(asOf.getUTCFullYear() - 1, asOf.getUTCMonth(), 1));
const say = (line) => process.stderr.write(`growth: ${line}\n`);

const store = await openStore({ databaseUrl: process.env.DATABASE_URL, home: "memory://" });
const now = () => asOf;
try {
  const found = [];
  const left = [];
  let million = 0;
  let filled = { signals: 0, writeSeconds: 0, rollUpSeconds: 0 };
  for (const size of sizes) {
    if (await isTooLarge(size, found.at(-1))) {
      left.push(size);
      continue;
    }
    filled = { ...filled, writeSeconds: 0, rollUpSeconds: 0 };
    const before = filled.signals;
    for (; million < size; million++) {
      const added = await addMillion(store, million);
      for (const key of Object.keys(filled)) filled[key] += added[key];
      say(
        `${million + 1} million: ${added.writeSeconds.toFixed(1)} s to write, ${added.rollUpSeconds.toFixed(1)} s to roll up`,
      );
    }
    const share = (seconds) => (seconds * 1e6) / (filled.signals - before);
    const measured = {
      ...{ millions: size, signals: filled.signals },
      ...{ writeSecondsPerMillion: share(filled.writeSeconds), rollUpSecondsPerMillion: share(filled.rollUpSeconds) },
      ...(await measureSize(size)),
    };
    found.push(measured);
    say(JSON.stringify(measured));
  }
  console.log(JSON.stringify({ sizes: found, left }));
} finally {
  await store.close();
}

async function measureSize(size) {
  await store.pool.query("vacuum analyze");
  const disk = await diskOf(store);
  // What there is to be said of a million new accounts is said once, by the first analysis after they came.
  const first = await timed(() => analyse({ store, now }, { expertise: expertises.steady, asOf }));
  const save = { saved: [], plain: [] };
  const roll = [];
  for (let round = 0; round < repetitions; round++) {
    const { saved, plain } = await saveInTurns(store, { batches, round: 100 * size + round });
    save.saved.push(...saved);
    save.plain.push(...plain);
    roll.push((await timed(() => rollUp(store))) / batches / 2);
  }
  return {
    disk,
    batch: {
      savedMilliseconds: summary(save.saved),
      plainMilliseconds: summary(save.plain),
      rollUpMilliseconds: 1000 * middle(roll),
    },
    firstAnalysisSeconds: first,
    analysis: { steady: await analyses(expertises.steady, repetitions), crowd: await analyses(expertises.crowd, 1) },
    scanSeconds: await scans(),
    pages: { steady: await pagesOf(expertises.steady), crowd: await pagesOf(expertises.crowd) },
  };
}

/** The median of some runs of an analysis and of its steps, in seconds, with how many people were judged. */
async function analyses(expertise, times) {
  const whole = [];
  const steps = {};
  let run;
  for (let time = 0; time < times; time++) {
    let last = null;
    const begin = performance.now();
    const onStep = (step) => {
      const at = performance.now();
      if (last) steps[last.step] = [...(steps[last.step] ?? []), (at - last.at) / 1000];
      last = { step, at };
    };
    run = await analyse({ store, now, onStep }, { expertise, asOf });
    onStep(null);
    whole.push((performance.now() - begin) / 1000);
  }
  const seconds = Object.fromEntries(Object.entries(steps).map(([step, each]) => [step, middle(each)]));
  return { seconds: middle(whole), steps: seconds, people: run.people.expert };
}

/** The yardstick of an analysis: every signal of the expertise in the year with its author and space, once. */
async function scans() {
  const scan = async (slug) => {
    const each = [];
    for (let time = 0; time < repetitions; time++)
      each.push(
        await timed(() =>
          store.pool.query(
            `select s.space_id, s.account_id, s.kind, count(*) from attributions a join signals s on s.id = a.signal_id
             where a.expertise_id = (select id from expertises where slug = $1) and s.occurred_at >= $2 and s.occurred_at < $3
             group by 1, 2, 3`,
            [slug, year, asOf],
          ),
        ),
      );
    return middle(each);
  };
  return { steady: await scan(expertises.steady), crowd: await scan(expertises.crowd) };
}

/** The median milliseconds of what pages ask most, and of what is kept for them. */
async function pagesOf(expertise) {
  const keepSeconds = await timed(() => keepAnswers({ store, now }, { expertise }));
  const question = defaultQuestions.find(({ of }) => of === "spaces");
  const anewSeconds = await timed(() => answerAnew(store, expertise, question));
  const best = await runScores(store, await newestRun(expertise), "expert", people);
  const rows = [
    ...(
      await findPersons(
        store,
        best.map(({ person }) => person),
      )
    ).values(),
  ];
  const track = /** @type {const} */ ("expert");
  const regions = /** @type {const} */ ("all");
  const list = { expertise, track, asOf: null, filter: {}, regions, after: null, limit: 50 };
  return {
    keepSeconds,
    anewSeconds,
    spaces: await pace(() => keptAnswer(store, expertise, questionText(question), { offset: 0, limit: 50, key: null })),
    candidates: await pace(() => answerCandidatePage(store, list)),
    person: await pace((n) =>
      answerPersonPage(
        store,
        { expertise, person: rows[n % rows.length], asOf: null },
        { mayKnow: () => true, regions },
      ),
    ),
    sources: await pace(() => answerSources(store, null, asOf)),
    status: await pace(() => answerStatus(store, null)),
  };
}

async function newestRun(expertise) {
  const { rows } = await store.pool.query(
    "select max(r.id)::int as id from runs r join expertises e on e.id = r.expertise_id where e.slug = $1",
    [expertise],
  );
  return rows[0].id;
}

/** Each asked as often as there are people, after one time that fills the caches. */
async function pace(ask) {
  await ask(0);
  const times = [];
  for (let n = 0; n < people; n++) times.push(1000 * (await timed(() => ask(n))));
  return middle(times);
}

/** Whether a size would leave a server on this machine less than a twentieth of its disk. */
async function isTooLarge(size, last) {
  if (!last) return false;
  const { rows } = await store.pool.query("show data_directory");
  const each = (last.disk.tableBytes + last.disk.indexBytes) / last.millions;
  try {
    const { bavail, blocks, bsize } = statfsSync(rows[0].data_directory);
    return bavail * bsize - each * (size - last.millions) < (blocks * bsize) / 20;
  } catch {
    // The server is elsewhere, and says itself when it is full.
    return false;
  }
}

async function timed(work) {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

function summary(times) {
  const sorted = times.sort((a, b) => a - b);
  return { p50: middle(sorted), p95: sorted[Math.floor(0.95 * sorted.length)] };
}

function middle(times) {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}
