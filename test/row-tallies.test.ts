import { account } from "@groundswell/model";
import { rollUp, type Store, totals } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { made, makeSource, rowsOf, save } from "./store-fixtures.ts";

describe.each(storeKinds)("how much there is, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const counted = async () =>
    (
      await rowsOf(
        store,
        `select (select count(*)::int from signals) as signals, (select count(*)::int from accounts) as accounts,
           (select count(*)::int from set_aside) as "setAside"`,
      )
    )[0];

  test("is what counting would find, whatever comes, comes again and goes", async () => {
    const source = await makeSource(store);
    const by = account("qa.example", "ash", { name: "Ash" });
    const signals = ["a", "b", "c", "d"].map((id) => ({ ...made(id), account: by }));
    await save(store, source, { signals });
    // Two that are there, one of them with other votes, and a new one.
    await save(store, source, {
      signals: [
        ...signals.slice(0, 1),
        { ...made("b", { metrics: { score: 8 } }), account: by },
        { ...made("e"), account: by },
      ],
    });
    expect(await totals(store)).toMatchObject({ signals: 5, accounts: 1 });
    await store.pool.query("delete from signals where native_id = 'a'");
    expect(await totals(store)).toEqual(await counted());
    await rollUp(store);
    expect(await totals(store)).toEqual(await counted());
    expect(await rowsOf(store, "select count(*)::int as n from row_tallies where counted = 'signals'")).toEqual([
      { n: 1 },
    ]);
    await store.pool.query("truncate signals");
    expect(await totals(store)).toMatchObject({ signals: 0, accounts: 1 });
  });

  test("counts nothing of what was rolled back", async () => {
    await makeSource(store);
    const client = await store.pool.connect();
    await client.query("begin");
    await client.query("insert into accounts (platform, native_id, observed_at) values ('qa.example', 'ash', now())");
    await client.query("rollback");
    client.release();
    expect(await totals(store)).toEqual(await counted());
  });
});
