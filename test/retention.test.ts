import { type Counts, listSources, noCounts, type Reading, readings, retain, type Store } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { makeSource, rowsOf } from "./store-fixtures.ts";

const now = new Date("2026-03-01T12:00:00Z");
const hour = 3_600_000;
const day = (count: number) => new Date(now.getTime() - count * 24 * hour);
const always = { now, rawDays: 90 };

describe.each(storeKinds)("retention on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });

  async function run(asOf: Date, computedAt: Date, expertise = "lumen"): Promise<number> {
    await store.pool.query("insert into expertises (slug, name, rules) values ($1, $1, '{}') on conflict do nothing", [
      expertise,
    ]);
    const [{ id }] = await rowsOf(
      store,
      `insert into runs (expertise_id, as_of, window_from, window_to, policy_version, input_watermark, coverage, computed_at)
       select id, $2, $2, $2, 'test', 0, '{}', $3 from expertises where slug = $1 returning id`,
      expertise,
      asOf,
      computedAt,
    );
    await store.pool.query(
      "insert into scores (run_id, track, position, person_id, result) values ($1, 'expert', 1, 1, '{}')",
      [id],
    );
    return id;
  }
  const runs = async () => (await rowsOf(store, "select id from runs order by id")).map(({ id }) => id);

  test("of each as-of day the newest run stays for 35 days, of each month one, and what is new stays whole", async () => {
    const old = [await run(day(100), day(100)), await run(day(99), day(99)), await run(day(60), day(60))];
    const daily = [await run(day(10), day(10)), await run(day(10), day(9.9)), await run(day(9), day(9))];
    const fresh = [await run(day(0), day(0.2)), await run(day(0), day(0.1))];
    // 2025-11-21 and -22 are of one month, 2025-12-31 of another.
    expect((await retain(store, always)).runs).toBe(2);
    expect(await runs()).toEqual([old[1], old[2], daily[1], daily[2], ...fresh]);
    const scored = await rowsOf(store, "select run_id as id from scores order by 1");
    expect(scored.map(({ id }) => id)).toEqual(await runs());
    expect((await retain(store, always)).runs).toBe(0);
  });

  test("a run that a frozen dossier names stays, and so does the newest of an expertise however old", async () => {
    const named = await run(day(100), day(100));
    await run(day(100), day(99.5));
    const newest = await run(day(99), day(99));
    const quiet = await run(day(400), day(400), "quiet");
    const document = JSON.stringify({ run: { id: named, policyVersion: "test" }, name: "Ada" });
    await store.pool.query(
      "insert into dossiers (event_id, candidacy_id, at, document, sha256) values (1, 1, $1, $2, 'x')",
      [day(90), document],
    );
    await retain(store, always);
    expect(await runs()).toEqual([named, newest, quiet]);
    await store.pool.query("delete from dossiers");
    await retain(store, always);
    expect(await runs()).toEqual([newest, quiet]);
  });

  test("runs of two expertises are two histories, and more go than are removed at once", async () => {
    for (let hours = 0; hours < 24; hours++) {
      await run(day(10), new Date(day(10).getTime() + hours * hour));
      await run(day(10), new Date(day(10).getTime() + hours * hour), "quiet");
    }
    expect((await retain(store, always)).runs).toBe(46);
    expect(await runs()).toEqual([47, 48]);
  });

  test("raw pages go after their days, also those of a source that is read no more", async () => {
    await makeSource(store);
    const page = (request: string, at: Date) =>
      store.pool.query(
        `insert into raw_pages (source_id, pull_id, request, content_type, body, sha256, fetched_at)
         values ('test', 1, $1, 'text/plain', '', $1, $2)`,
        [request, at],
      );
    await page("old", day(91));
    await page("young", day(89));
    expect((await retain(store, always)).rawPages).toBe(1);
    expect(await rowsOf(store, "select request from raw_pages")).toEqual([{ request: "young" }]);
  });

  async function pull(from: Date | null, to: Date | null, state = "ok", saved = 1): Promise<number> {
    const counts: Counts = noCounts();
    Object.assign(counts.signals, { fetched: saved + 1, saved, seen: 1 });
    counts.reasons = state === "ok" ? { "has no date": 1 } : {};
    const at = to ?? from ?? now;
    const error = state === "ok" ? null : `It broke at ${at.toISOString()}.`;
    const [{ id }] = await rowsOf(
      store,
      `insert into pulls (source_id, started_at, finished_at, state, counts, covers_from, covers_to, error)
       values ('test', $1, $1, $2, $3, $4, $5, $6) returning id`,
      ...[at, state, JSON.stringify(counts), state === "ok" ? from : null, state === "ok" ? to : null, error],
    );
    return id;
  }
  const sums = () =>
    rowsOf(
      store,
      `select sum((counts -> 'signals' ->> 'fetched')::int)::int as fetched, sum((counts -> 'signals' ->> 'saved')::int)::int as saved,
         sum((counts -> 'reasons' ->> 'has no date')::int)::int as undated, max(covers_to) as to from pulls`,
    );

  test("old pulls become few, while what was read, what failed and what was counted stay the same", async () => {
    await makeSource(store);
    const begin = new Date("2023-05-01T00:00:00Z").getTime();
    const at = (hours: number) => new Date(begin + hours * hour);
    for (let n = 0; n < 48; n++) await pull(at(n), at(n + 1), "ok", n);
    // Nothing was read for two hours, and then again.
    await pull(at(48), at(49), "failed");
    const second = await pull(at(48), at(50), "failed");
    for (let n = 50; n < 60; n++) await pull(at(n), at(n + 1));
    await pull(null, at(61));
    await pull(null, at(62));
    const recent = [await pull(day(3), day(2)), await pull(day(2), day(1))];
    await store.pool.query(
      "insert into set_aside (source_id, pull_id, reason, item, digest) values ('test', $1, 'has no date', 'x', 'x')",
      [second],
    );
    const read = (): Promise<Reading[]> => readings(store, null, new Date(0), now);
    const [before, counted] = [await read(), await sums()];
    expect((await retain(store, always)).pulls).toBe(47 + 1 + 9 + 1);
    const after = await read();
    expect(after.map((one) => one.read)).toEqual(before.map((one) => one.read));
    // Of two failures of one day the first stays.
    expect(after[0]?.failed).toEqual(before[0]?.failed.slice(0, 1));
    expect(await sums()).toEqual(counted);
    expect((await rowsOf(store, "select id from pulls order by id desc limit 2")).map(({ id }) => id)).toEqual(
      recent.reverse(),
    );
    expect(
      await rowsOf(store, "select from set_aside s where not exists (select from pulls p where p.id = s.pull_id)"),
    ).toEqual([]);
    expect((await retain(store, always)).pulls).toBe(0);
    expect(await sums()).toEqual(counted);
    expect(await listSources(store)).toHaveLength(1);
  });
});
