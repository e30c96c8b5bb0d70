import { analyse, loadPolicy } from "@groundswell/analyse";
import { account, type Signal } from "@groundswell/model";
import { scoreYearBefore, yearBefore } from "@groundswell/reports";
import { latestRun, type RunRow, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { accountId, asOf, made, makeSource, rowsOf, save } from "./store-fixtures.ts";

const policy = loadPolicy(null);
const trees = ["ash", "birch", "cedar", "dogwood"];
const expertise = "lumen";

describe.each(storeKinds)("the year before a run, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const now = () => asOf;
  const analysed = async (day = asOf): Promise<RunRow> => {
    const then = () => new Date(Math.max(day.getTime(), asOf.getTime()));
    const { run } = await analyse({ store, now: then }, { expertise, asOf: day });
    const found = await latestRun(store, expertise, day);
    if (found?.id !== run) throw new Error("another run is the newest");
    return found;
  };
  const persons = async (): Promise<number[]> =>
    (await rowsOf(store, "select distinct coalesce(person_id, id) as id from accounts order by 1")).map(({ id }) => id);

  beforeEach(async () => {
    const source = await makeSource(store);
    await save(store, source, {
      signals: trees.flatMap((tree, votes) => [2024, 2025].flatMap((year) => helpOf(tree, year, votes))),
    });
  });

  test("is kept with the run, and is what scoring that year anew gives", async () => {
    const run = await analysed();
    const everybody = await persons();
    const kept = await yearBefore(store, { expertise, run, policy, persons: everybody });
    const anew = await scoreYearBefore(store, { expertise, policy, asOf });
    expect(await rowsOf(store, "select count(*)::int as n from year_before")).toEqual([{ n: anew.rows.length }]);
    expect(anew.rows.map(({ rank }) => rank)).toContain(null);
    expect(anew.rows.filter(({ rank }) => rank !== null).length).toBeGreaterThan(1);
    for (const { person, track, ...measures } of anew.rows)
      expect(kept.of(person)[track as "expert"], `${person}, ${track}`).toEqual(measures);
    expect(everybody.flatMap((one) => Object.values(kept.of(one)).filter(Boolean))).toHaveLength(anew.rows.length);
    expect(kept.coverage).toEqual(anew.coverage);
    expect(kept.window).toEqual({ from: anew.window.from.toISOString(), to: anew.window.to.toISOString() });
  });

  test("is scored for no question about the newest run, so that nobody waits for it", async () => {
    const run = await analysed();
    await store.pool.query("truncate rollups, signals, attributions");
    const dogwood = await accountId(store, "dogwood");
    const kept = await yearBefore(store, { expertise, run, policy, persons: [dogwood] });
    expect(kept.of(dogwood).expert).toMatchObject({ items: 4 });
  });

  test("of a run that is not the newest any more is kept no longer, and the same as it was", async () => {
    const run = await analysed();
    const everybody = await persons();
    const asKept = await yearBefore(store, { expertise, run, policy, persons: everybody });
    await analysed(new Date("2026-03-01T00:00:00Z"));
    expect(await rowsOf(store, "select count(*)::int as n from year_before where run_id = $1", run.id)).toEqual([
      { n: 0 },
    ]);
    const anew = await yearBefore(store, { expertise, run, policy, persons: everybody });
    for (const one of everybody) expect(anew.of(one)).toEqual(asKept.of(one));
  });

  test("of one expertise stays when another is analysed", async () => {
    const run = await analysed();
    const ember = await makeSource(store, "ember", ["ember"]);
    await save(store, ember, { signals: [] });
    await analyse({ store, now }, { expertise: "ember", asOf });
    expect(await rowsOf(store, "select distinct run_id as run from year_before")).toEqual([{ run: run.id }]);
  });
});

/** An answer in each of so many months that the votes say, and one more. */
function helpOf(tree: string, year: number, votes: number): Signal[] {
  const by = account("qa.example", tree, { name: tree, handle: tree });
  return ["09", "10", "11", "12"].slice(0, 1 + votes).map((month) => ({
    ...made(`${tree}-${year}-${month}`, {
      occurredAt: `${year}-${month}-10T12:00:00.000Z`,
      metrics: { score: votes + (year === 2024 ? 1 : 3) },
    }),
    account: by,
  }));
}
