import { answerSource, answerSources } from "@groundswell/reports";
import { readings, type Store, sourceStatus } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { makeSource } from "./store-fixtures.ts";

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
});
