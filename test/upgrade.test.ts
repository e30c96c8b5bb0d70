import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { analyse, loadPolicy } from "@groundswell/analyse";
import { answerCandidates, answerSpaces } from "@groundswell/reports";
import { databaseVersion, migrate, releaseVersion, type Store, totals } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { openTestStore, storeKinds } from "./open-test-store.ts";
import { rowsOf } from "./store-fixtures.ts";

// A store as the release with migration 0008 kept it, written by pg_dump: invented people, 300 signals.
const fixture = new URL("./fixtures/store-0008.sql.gz", import.meta.url);
const now = new Date("2026-01-10T00:00:00Z");

describe.each(storeKinds)("a store of an earlier release, on the %s store", (kind) => {
  async function openEarlier(): Promise<Store> {
    const store = await openTestStore(kind);
    await store.pool.query("drop schema public cascade; drop schema if exists drizzle cascade; create schema public");
    const client = await store.pool.connect();
    await client.query(gunzipSync(readFileSync(fixture)).toString("utf8"));
    client.release();
    return store;
  }

  test("is brought forward with every row, analysed, and answers", async () => {
    const store = await openEarlier();
    expect(await databaseVersion(store.pool)).toBe(9);

    expect(await migrate(store.pool)).toEqual({ from: 9, to: releaseVersion() });
    expect(releaseVersion()).toBeGreaterThan(9);
    const counts = await Promise.all(
      [
        "signals",
        "accounts",
        "endorsements",
        "set_aside",
        "pulls",
        "decisions",
        "candidacies",
        "audit_log",
        "scores",
      ].map(async (table) => [table, (await rowsOf(store, `select count(*)::int as n from ${table}`))[0].n]),
    );
    expect(Object.fromEntries(counts)).toEqual({
      ...{ signals: 300, accounts: 20, endorsements: 150, set_aside: 3, pulls: 1, decisions: 1 },
      ...{ candidacies: 1, audit_log: 1, scores: 2 },
    });
    // Rows that were there before the tallies came are counted all the same.
    expect(await totals(store)).toEqual({ signals: 300, accounts: 20, setAside: 3 });
    expect(await rowsOf(store, "select title from signals where native_id = '7'")).toEqual([{ title: "Größe 7 🌊" }]);

    const expertise = "lumen";
    const asOf = new Date("2026-01-01T00:00:00Z");
    const run = await analyse({ store, now: () => now, policy: loadPolicy(null) }, { expertise, asOf });
    expect(run.run).toBe(2);
    const spaces = await answerSpaces(store, { expertise, weighting: "events", asOf: null, from: null, to: null });
    const candidates = await answerCandidates(store, { expertise, track: "expert", asOf: null, limit: 10 });
    expect(spaces.spaces).toHaveLength(6);
    expect(candidates.population).toBeGreaterThan(0);
    // Everything in the answer's window is counted, once.
    const [{ inWindow }] = await rowsOf(
      store,
      `select count(*)::int as "inWindow" from signals where occurred_at >= $1 and occurred_at < $2`,
      spaces.window.from,
      spaces.window.to,
    );
    expect(spaces.spaces.reduce((sum, space) => sum + space.count, 0)).toBe(inWindow);
  }, 120_000);

  test("whom it took for an employee by a rank in a forum is none, also who only accepted an answer", async () => {
    const store = await openEarlier();
    await store.pool.query(`
      insert into accounts (id, platform, native_id, staff, observed_at)
        select 1000 + row_number() over (), platform, native_id, true, now()
        from (values ('forum.example', 'moderator'), ('forum.example', 'accepter'), ('learn.example', 'paid')) as a (platform, native_id);
      update signals s set connector = 'discourse', platform = a.platform, account_id = a.id
        from accounts a where a.native_id = 'moderator' and s.native_id = '1';
      update signals s set platform = a.platform, account_id = a.id
        from accounts a where a.native_id = 'paid' and s.native_id = '2';`);
    await migrate(store.pool);
    expect(await rowsOf(store, "select native_id, staff from accounts where id > 1000 order by id")).toEqual([
      { native_id: "moderator", staff: false },
      { native_id: "accepter", staff: false },
      { native_id: "paid", staff: true },
    ]);
  }, 120_000);
});
