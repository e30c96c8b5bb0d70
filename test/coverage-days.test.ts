import { readFileSync } from "node:fs";
import { collect } from "@groundswell/collect";
import { createHttp } from "@groundswell/connectors";
import { batch } from "@groundswell/model";
import { answerSource, answerSources } from "@groundswell/reports";
import { listSources, readings, type Store, sourceStatus } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { pagingConnector } from "./paging-connector.ts";
import { makeSource } from "./store-fixtures.ts";

const migration = "../packages/store/migrations/0018_pulls_meet.sql";
const at = (text: string) => new Date(`${text}Z`);
const [from, to] = [at("2026-01-01T00:00"), at("2026-01-08T00:00")];

describe.each(storeKinds)("what sources have read, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });

  async function pull(source: string, state: string, startedAt: string, covers: [string, string] | null, saved = 0) {
    await store.pool.query(
      `insert into pulls (source_id, started_at, finished_at, state, counts, covers_from, covers_to, error)
       values ($1, $2, $2, $3, $4, $5, $6, case when $3 = 'failed' then 'no route' end)`,
      [
        ...[source, at(startedAt), state, JSON.stringify({ signals: { saved } })],
        ...(covers ? [at(covers[0]), at(covers[1])] : [null, null]),
      ],
    );
  }

  test("pulls that met or overlapped are one window, a hole between them stays, and others' pulls are theirs", async () => {
    await makeSource(store, "ours");
    await makeSource(store, "theirs");
    await pull("ours", "ok", "2026-01-03T06:00", ["2026-01-02T12:00", "2026-01-03T06:00"], 2);
    await pull("ours", "ok", "2026-01-02T12:00", ["2026-01-01T00:00", "2026-01-02T12:00"], 3);
    await pull("ours", "ok", "2026-01-04T00:00", ["2026-01-03T00:00", "2026-01-04T00:00"]);
    await pull("ours", "ok", "2026-01-07T00:00", ["2026-01-06T00:00", "2026-01-07T00:00"]);
    await pull("ours", "ok", "2026-01-07T01:00", ["2026-01-07T01:00", "2026-01-07T01:00"]);
    await pull("ours", "failed", "2026-01-05T10:00", null);
    await pull("theirs", "ok", "2026-01-05T00:00", ["2026-01-04T00:00", "2026-01-05T00:00"], 7);
    const ours = {
      source: "ours",
      since: null,
      read: [
        { from: at("2026-01-01T00:00"), to: at("2026-01-04T00:00") },
        { from: at("2026-01-06T00:00"), to: at("2026-01-07T00:00") },
      ],
      failed: [{ at: at("2026-01-05T10:00"), why: "no route" }],
    };
    expect(await readings(store, "ours", from, to)).toEqual([ours]);
    expect((await readings(store, null, from, to)).find(({ source }) => source === "ours")).toEqual(ours);
    const one = await sourceStatus(store, "ours");
    expect(one).toMatchObject([{ id: "ours", signals: 5, watermark: at("2026-01-07T01:00") }]);
    expect((await sourceStatus(store)).find(({ id }) => id === "ours")).toEqual(one[0]);
    await store.pool.query("update sources set every = '1d'");
    const { source, days } = await answerSource(store, null, { source: "ours", from, to, now: to });
    expect(days.map(({ state }) => state)).toEqual(["read", "read", "read", "missing", "failed", "read", "missing"]);
    const { sources } = await answerSources(store, null, to);
    expect(sources.find(({ id }) => id === "ours")).toEqual(source);
  });

  test("a pull begins where the one before it began to read, so that the time a pull takes is no hole", async () => {
    await makeSource(store, "ours");
    await store.pool.query("update sources set every = '1d'");
    let now = from;
    const slow = pagingConnector(() => {
      now = new Date(now.getTime() + 5000);
      return batch({ cursor: null });
    }, [{ at: "2026-01-01", body: "" }]);
    const context = {
      ...{ store, connectors: { test: slow }, http: createHttp({ userAgent: "groundswell-test/0" }) },
      ...{ env: {}, now: () => now, rawDays: 30, signal: new AbortController().signal },
    };
    for (let hour = 1; hour <= 7 * 24 + 1; hour += 6) {
      now = new Date(from.getTime() + hour * 3_600_000);
      const [source] = await listSources(store);
      if (source) await collect(context, source);
    }
    const { days } = await answerSource(store, null, { source: "ours", from, to, now });
    expect(days.map(({ state }) => state)).toEqual(Array(7).fill("read"));
  });

  test("a store of an earlier release has the time that its pulls took filled in, and no other hole", async () => {
    await makeSource(store, "ours");
    const kept = async (started: string, finished: string, covers: [string, string]) => {
      await pull("ours", "ok", started, covers);
      await store.pool.query("update pulls set finished_at = $1 where started_at = $2", [at(finished), at(started)]);
    };
    await kept("2026-01-02T00:10", "2026-01-02T00:20", ["2026-01-01T00:00", "2026-01-02T00:10"]);
    await kept("2026-01-04T00:10", "2026-01-04T00:20", ["2026-01-02T00:20", "2026-01-04T00:10"]);
    await kept("2026-01-07T00:10", "2026-01-07T00:20", ["2026-01-06T00:00", "2026-01-07T00:10"]);
    await store.pool.query(readFileSync(new URL(migration, import.meta.url), "utf8"));
    expect((await readings(store, "ours", from, to))[0]?.read).toEqual([
      { from: at("2026-01-01T00:00"), to: at("2026-01-04T00:10") },
      { from: at("2026-01-06T00:00"), to: at("2026-01-07T00:10") },
    ]);
  });
});
