import { batch } from "@groundswell/model";
import { type Store, saveBatch, startPull } from "@groundswell/store";
import { expect, test } from "vitest";
import { openTestStore } from "./open-test-store.ts";
import { asOf, made, makeSource } from "./store-fixtures.ts";

const threadsInBatch = 20;

/** A page of whole threads that a forum gives, each with an accepted answer that it does not date. */
function pageOf(number: number) {
  const numbers = Array.from({ length: threadsInBatch }, (_, index) => number * threadsInBatch + index);
  const threads = numbers.map((n) => ({
    question: made(`q${n}`, { kind: "question", threadId: `q${n}` }),
    answers: [1, 2, 3].map((k) => made(`q${n}-${k}`, { threadId: `q${n}`, parentId: `q${n}` })),
  }));
  return batch({
    signals: threads.flatMap(({ question, answers }) => [question, ...answers]),
    endorsements: threads.map(({ question }) => ({
      signal: { platform: question.space.platform, kind: "answer", id: `${question.id}-1` },
      kind: "accept",
      id: "accept",
      accountId: null,
      at: null,
    })),
    complete: threads.map(({ question }) => ({
      platform: question.space.platform,
      threadId: question.id,
      kinds: ["question", "answer", "comment"],
    })),
    cursor: number,
  });
}

/** How many rows the store's statements have read so far, of all tables and by whatever way. */
async function rowsRead({ pool }: Store): Promise<number> {
  await pool.query("select pg_stat_force_next_flush()");
  const { rows } = await pool.query(
    "select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) as read from pg_stat_user_tables",
  );
  return Number(rows[0].read);
}

// The embedded store alone, where one session does everything and its counts are whole; nothing there analyses tables behind the scenes, so that
// plans are made without knowing how large anything is.
test("a batch reads as many rows in a store that holds much as in one that holds little", async () => {
  const store = await openTestStore("embedded");
  const source = await makeSource(store);
  const pullId = await startPull(store, source.id, asOf);
  const costs: number[] = [];
  for (let number = 0; number < 150; number++) {
    const before = await rowsRead(store);
    await saveBatch(store, { source, pullId, batch: pageOf(number), now: asOf, revisits: true });
    costs.push((await rowsRead(store)) - before);
  }
  // Small tables may be read whole: that is the fastest way while they are small.
  const [early = 0, late = 0] = [costs[1], Math.max(...costs.slice(100))];
  expect(early).toBeGreaterThan(threadsInBatch);
  expect(late).toBeLessThan(2 * early);
}, 60_000);
