// What a signal that is new costs in a store of any size: batches as connectors yield them through `saveBatch`, and, turn by turn, as many rows of the
// same shape by the plainest upsert that there is, into the same tables.
import { account, batch, signal } from "@groundswell/model";
import { saveBatch, startPull } from "@groundswell/store";
import { asOf } from "./growth-load.mjs";

const batchRows = 200;
const now = new Date(asOf.getTime() + 86_400_000);

/**
 * Saves so many batches each way, in turns.
 * @param round which it is, so that ids stay apart
 * @returns the milliseconds of each batch, ascending, and how many rows a batch has
 */
export async function saveInTurns(store, { batches, round }) {
  const draw = await drawer(store, round);
  await store.pool.query(
    `insert into sources (id, connector, expertises, options) values ('bench', 'bench', '{}', '{}') on conflict do nothing`,
  );
  const source = { id: "bench", expertises: [] };
  const pullId = await startPull(store, source.id, now);
  const times = { saved: [], plain: [] };
  for (let turn = 0; turn < batches; turn++) {
    const page = pageOf(draw, `${round}-${turn}`);
    times.saved.push(await timed(() => saveBatch(store, { source, pullId, batch: page, now })));
    const rows = pageOf(draw, `${round}-${turn}-plain`).signals;
    times.plain.push(await timed(() => upsertPlainly(store, rows)));
  }
  await store.pool.query("update pulls set state = 'ok', finished_at = $2 where id = $1", [pullId, now]);
  return { batchRows, saved: ascending(times.saved), plain: ascending(times.plain) };
}

/** Spaces and people of the store, drawn by chance from all of them. */
async function drawer({ pool }, round) {
  const { rows: spaces } = await pool.query(
    "select id, native_id as name from spaces where platform = 'qa.example' order by id",
  );
  // Every so many, so that there are as many to draw from in a store of any size, from all of it.
  const { rows: people } = await pool.query(
    "select id, native_id as name from accounts where id % (select 1 + max(id) / 50000 from accounts) = 0 order by id",
  );
  let state = round + 1;
  const chance = () => {
    // Park and Miller's generator: the same page in every run.
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const one = (list) => list[Math.floor(list.length * chance())];
  return { chance, space: () => one(spaces), person: () => one(people) };
}

/** A page as a tag of a Q&A site gives it: one space, questions and answers of the last week, by people of whom the store knows four in five. */
function pageOf({ chance, space, person }, name) {
  const place = space();
  const where = {
    platform: "qa.example",
    id: place.name,
    kind: /** @type {const} */ ("tag"),
    name: place.name,
    url: null,
  };
  const signals = Array.from({ length: batchRows }, (_, n) => {
    const isAnswer = n % 2 === 1;
    const thread = `${name}-${n - (n % 2)}`;
    const by = chance() < 0.8 ? person() : { id: null, name: `new-${name}-${n}` };
    return {
      ...signal({
        ...{ connector: "bench", kind: isAnswer ? "answer" : "question", space: where, tags: [place.name] },
        ...{ id: isAnswer ? `${thread}-1` : thread, threadId: thread, parentId: isAnswer ? thread : null },
        occurredAt: new Date(asOf.getTime() - chance() * 7 * 86_400_000).toISOString(),
        account: account("qa.example", by.name, { name: by.name }),
        title: isAnswer ? null : `How is thread ${thread} done?`,
        excerpt: `${Math.floor(chance() * 1e9)} `.repeat(28),
        url: `https://qa.example/${isAnswer ? "a" : "q"}/${thread}`,
        metrics: { score: Math.floor(4 * chance()), ...(isAnswer ? { accepted: chance() < 0.3 } : { replies: 1 }) },
      }),
      ids: { space: place.id, account: by.id },
    };
  });
  return batch({ signals, cursor: name });
}

const columns = [
  ["kind", "text", (s) => s.kind],
  ["native_id", "text", (s) => s.id],
  ["space_id", "bigint", (s) => s.ids.space],
  ["account_id", "bigint", (s) => s.ids.account],
  ["occurred_at", "timestamptz", (s) => s.occurredAt],
  ["thread_id", "text", (s) => s.threadId],
  ["parent_id", "text", (s) => s.parentId],
  ["title", "text", (s) => s.title],
  ["excerpt", "text", (s) => s.excerpt],
  ["url", "text", (s) => s.url],
  ["metrics", "jsonb", (s) => JSON.stringify(s.metrics)],
];
const names = columns.map(([name]) => name).join(", ");
const plainUpsert = `insert into signals (connector, platform, bot, tags, ${names})
  select 'bench', 'qa.example', false, '{}', u.* from unnest(${columns.map(([, type], n) => `$${n + 1}::${type}[]`).join(", ")}) as u (${names})
  on conflict (platform, kind, native_id) do update set metrics = excluded.metrics`;

/** The yardstick: rows into `signals` and nothing else. It looks nobody up, writes no account, marks no day and moves no cursor. */
async function upsertPlainly({ pool }, signals) {
  await pool.query(
    plainUpsert,
    columns.map(([, , read]) => signals.map(read)),
  );
}

async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function ascending(numbers) {
  return numbers.sort((a, b) => a - b);
}
