import type { Batch } from "@groundswell/model";
import { batch } from "@groundswell/model";
import {
  contributions,
  dueThreads,
  finishPull,
  nextReading,
  putOff,
  rollUp,
  type Store,
  saveBatch,
  startPull,
} from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { made, makeSource } from "./store-fixtures.ts";

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const question = made("q1", { kind: "question", threadId: "q1", by: "asker", metrics: { score: 1 } });
const answer = made("a1", { threadId: "q1", parentId: "q1", by: "ada", metrics: { score: 0 } });
const other = made("a2", { threadId: "q1", parentId: "q1", by: "bea" });
const whole = { platform: "qa.example", threadId: "q1", kinds: ["question" as const, "answer" as const] };
const accepted = {
  signal: { platform: "qa.example", kind: "answer" as const, id: "a1" },
  kind: "accept" as const,
  id: "accept",
  at: null,
  accountId: null,
};

test("a thread is read again ever more rarely, and after thirteen months no more", () => {
  const readings: number[] = [];
  for (let at: Date | null = day(10); at !== null; at = nextReading(day(10), at))
    readings.push(Math.round((at.getTime() - day(10).getTime()) / 86_400_000));
  expect(readings.length).toBeLessThan(25);
  expect(readings.filter((age) => age <= 30).length).toBeGreaterThan(8);
  expect(readings.at(-1)).toBeGreaterThan(365);
  const gaps = readings.slice(1).map((age, i) => age - (readings[i] as number));
  expect(gaps.every((gap, i) => i === 0 || gap >= (gaps[i - 1] as number) - 1)).toBe(true);
  expect(nextReading(day(10), day(10))?.getTime()).toBeGreaterThan(day(10).getTime());
});

describe.each(storeKinds)("what arrives late, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });

  /** Saves one batch in a pull that reads to its end, unless it is to break off. */
  async function read(at: Date, given: Partial<Batch>, breaksOff = false) {
    const { rows } = await store.pool.query("select * from sources where id = 'test'");
    const source = rows[0] ?? (await makeSource(store));
    const pullId = await startPull(store, source.id, at);
    const saving = { source, pullId, batch: batch({ cursor: null, ...given }), now: at, revisits: true };
    const counts = await saveBatch(store, saving);
    await finishPull(store, {
      ...{ pullId, sourceId: source.id, state: breaksOff ? "partial" : "ok", sourceState: "ok", counts, now: at },
      ...{ covers: null, error: null, retryAt: null, movedTo: null },
    });
    return counts;
  }

  const one = async (sql: string, ...values: unknown[]) => (await store.pool.query(sql, values)).rows[0];
  const due = async (at: Date) => (await dueThreads(store, "test", at, 10)).map(({ id }) => id);
  const inJanuary = { from: day(1), to: day(20) };

  test("what a complete thread no longer shows is a tombstone with the day it was missed, and comes back if it does", async () => {
    await read(day(12), { signals: [question, answer, other] });
    await rollUp(store);
    expect((await contributions(store, "lumen", inJanuary)).length).toBe(3);
    await read(day(14), { signals: [question, answer], complete: [whole] });
    const tomb = () => one("select deleted_at from signals where native_id = 'a2'");
    expect((await tomb()).deleted_at).toEqual(day(14));
    await rollUp(store);
    expect((await contributions(store, "lumen", inJanuary)).length).toBe(2);
    await read(day(16), { signals: [question, answer], complete: [whole] });
    expect((await tomb()).deleted_at).toEqual(day(14));
    await read(day(18), { signals: [question, answer, other], complete: [whole] });
    expect((await tomb()).deleted_at).toBeNull();
    await rollUp(store);
    expect((await contributions(store, "lumen", inJanuary)).length).toBe(3);
  });

  test("a kind that was not read is not missed, nor another thread's signal", async () => {
    const comment = made("c1", { kind: "comment", threadId: "q1", parentId: "a1" });
    const elsewhere = made("a9", { threadId: "q9", parentId: "q9" });
    await read(day(12), { signals: [question, answer, comment, elsewhere] });
    await read(day(14), { signals: [question, answer], complete: [whole] });
    expect(await one("select count(*)::int as gone from signals where deleted_at is not null")).toEqual({ gone: 0 });
  });

  test("a thread that is gone takes all it held with it, and is asked for no more", async () => {
    await read(day(12), { signals: [question, answer] });
    expect(await due(day(13))).toEqual(["q1"]);
    await read(day(14), { complete: [whole] });
    expect(await one("select count(*)::int as gone from signals where deleted_at is not null")).toEqual({ gone: 2 });
    expect(await due(day(600))).toEqual([]);
  });

  test("a thread of which one kind is all gone is still watched", async () => {
    await read(day(12), { signals: [question, answer] });
    await read(day(14), { complete: [{ ...whole, kinds: ["answer"] }] });
    expect(await due(day(600))).toEqual(["q1"]);
  });

  test("an acceptance without a date, missing in an earlier reading, is dated by the reading that shows it", async () => {
    await read(day(12), { signals: [question, answer] });
    await read(day(16), { signals: [question, answer], endorsements: [accepted] });
    const accept = () => one("select at from endorsements");
    expect((await accept()).at).toEqual(day(16));
    await read(day(18), { signals: [question, answer], endorsements: [accepted] });
    expect((await accept()).at).toEqual(day(16));
    await rollUp(store);
    const acceptedBy = async (to: Date) =>
      (await contributions(store, "lumen", { from: day(1), to })).find(({ kind }) => kind === "answer")?.accepted ?? 0;
    expect(await acceptedBy(day(15))).toBe(0);
    expect(await acceptedBy(day(17))).toBe(1);
  });

  test("an acceptance that the first reading shows stays undated, whatever is read later", async () => {
    await read(day(12), { signals: [question, answer], endorsements: [accepted] });
    await read(day(16), { signals: [question, answer], endorsements: [accepted] });
    expect((await one("select at from endorsements")).at).toBeNull();
  });

  test("an acceptance that a pull broke off before is not dated by the one that goes on", async () => {
    await read(day(10), { signals: [made("q0", { kind: "question", threadId: "q0" })] });
    await read(day(12), { signals: [question] }, true);
    await read(day(14), { signals: [answer], endorsements: [accepted] });
    expect((await one("select at from endorsements")).at).toBeNull();
  });

  test("an acceptance that the asker has given to another answer is taken back, one in a thread not read whole is not", async () => {
    await read(day(12), { signals: [question, answer, other], endorsements: [accepted] });
    const acceptedIds = async () =>
      (
        await store.pool.query(
          "select s.native_id as id from signals s join endorsements e on e.signal_id = s.id order by 1",
        )
      ).rows.map(({ id }) => id);
    await read(day(13), { signals: [question] });
    expect(await acceptedIds()).toEqual(["a1"]);
    const second = { ...accepted, signal: { ...accepted.signal, id: "a2" } };
    await read(day(14), { signals: [question, answer, other], endorsements: [second], complete: [whole] });
    expect(await acceptedIds()).toEqual(["a2"]);
    await rollUp(store);
    await read(day(16), { signals: [question, answer, other], complete: [whole] });
    expect(await acceptedIds()).toEqual([]);
    expect((await one("select count(*)::int as days from dirty_days")).days).toBeGreaterThan(0);
  });

  test("votes count as of a day with what they were on that day", async () => {
    const voted = (score: number) => made("a1", { threadId: "q1", parentId: "q1", by: "ada", metrics: { score } });
    await read(day(12), { signals: [question, voted(1)] });
    await read(day(15), { signals: [question, voted(3)] });
    await read(day(15), { signals: [question, voted(4)] });
    await read(day(18), { signals: [question, voted(7)] });
    await rollUp(store);
    const votesAsOf = async (to: Date) => {
      const rows = await contributions(store, "lumen", { from: day(1), to });
      return 2 ** (rows.find(({ kind }) => kind === "answer")?.logVotes ?? 0) - 1;
    };
    expect(await votesAsOf(day(15))).toBeCloseTo(1, 3);
    expect(await votesAsOf(day(16))).toBeCloseTo(4, 3);
    expect(await votesAsOf(day(18))).toBeCloseTo(4, 3);
    expect(await votesAsOf(day(19))).toBeCloseTo(7, 3);
  });

  test("views alone leave no trace of their own", async () => {
    const seen = (views: number) => made("q1", { kind: "question", threadId: "q1", metrics: { views } });
    await read(day(12), { signals: [seen(1)] });
    await read(day(15), { signals: [seen(300)] });
    expect(await one("select count(*)::int as kept from earlier_metrics")).toEqual({ kept: 0 });
  });

  test("a thread that could not be read stands in nobody's way", async () => {
    await read(day(12), { signals: [question, made("q2", { kind: "question", threadId: "q2" })] });
    const threads = await dueThreads(store, "test", day(20), 1);
    expect(threads).toHaveLength(1);
    await putOff(store, "test", threads, day(20));
    expect(await due(day(20))).toEqual(["q2"]);
  });

  test("a source that cannot read threads again remembers none", async () => {
    const source = await makeSource(store, "plain");
    const pullId = await startPull(store, source.id, day(12));
    await saveBatch(store, { source, pullId, batch: batch({ cursor: null, signals: [question] }), now: day(12) });
    expect(await one("select count(*)::int as known from known_threads")).toEqual({ known: 0 });
  });
});
