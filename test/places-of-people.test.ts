import { analyse } from "@groundswell/analyse";
import { account } from "@groundswell/model";
import { answerCandidates } from "@groundswell/reports";
import { movePersons, placesOf, type Store } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { accountId, asOf, made, makeSource, rowsOf, save } from "./store-fixtures.ts";

const english = "The module is loaded twice because the path contains a symbolic link.";
const german = "Das Modul wird zweimal geladen, weil der Pfad einen symbolischen Link enthält.";

describe.each(storeKinds)("on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });

  const all = (sql: string, ...values: unknown[]) => rowsOf(store, sql, ...values);
  const idOf = (name: string) => accountId(store, name);
  const run = () => analyse({ store, now: () => asOf }, { expertise: "lumen" });
  const placeOf = async (name: string) => (await placesOf(store, [await idOf(name)])).get(await idOf(name));
  const page = (fetchedAt: string, ...accounts: ReturnType<typeof account>[]) => ({
    accounts,
    raw: { request: `https://qa.example/${fetchedAt}`, contentType: "text/html", body: new Uint8Array(), fetchedAt },
  });
  const at = (id: string, location: string) => account("qa.example", id, { location });

  test("a person is where the account seen last says, of those that name a country", async () => {
    const source = await makeSource(store);
    await save(
      store,
      source,
      page("2025-03-01T00:00:00.000Z", at("old", "Oslo")),
      page("2025-06-01T00:00:00.000Z", at("new", "Wien, Österreich")),
      page("2025-09-01T00:00:00.000Z", at("joker", "the cloud"), at("nobody", "Earth")),
    );
    await run();
    const join = async () => {
      const ids = await Promise.all(["old", "new", "joker"].map(idOf));
      await movePersons(store.pool, new Map(ids.map((id) => [id, ids[0] ?? id])));
    };
    await join();
    expect(await placeOf("old")).toMatchObject({
      region: "AT",
      regionSource: { place: "Wien, Österreich", account: "qa.example:new", at: "2025-06-01T00:00:00.000Z" },
    });
    expect(await placeOf("nobody")).toMatchObject({ region: null, regionSource: null, languages: [] });
    // Somebody who moves.
    await save(store, source, page("2025-10-01T00:00:00.000Z", at("old", "Lyon")));
    await run();
    await join();
    expect(await placeOf("old")).toMatchObject({ region: "FR", regionSource: { place: "Lyon" } });
  });

  test("a language counts from three texts or a fifth, and the source's own word first", async () => {
    const source = await makeSource(store);
    const texts = (by: string, count: number, excerpt: string, more = {}) =>
      Array.from({ length: count }, (_, n) => made(`${by}-${excerpt.slice(0, 3)}-${n}`, { by, excerpt, ...more }));
    await save(store, source, {
      signals: [
        ...texts("ada", 12, english),
        ...texts("ada", 3, german),
        ...texts("bea", 12, english),
        ...texts("bea", 2, german),
        ...texts("cyd", 1, english, { language: "pt-BR" }),
        ...texts("dot", 5, "Thanks!"),
        ...texts("eve", 5, "foo.bar($x); baz_qux(); return quux.map((x) => x.id);"),
        made("commit", { kind: "commit", by: "fay", excerpt: english }),
      ],
    });
    await run();
    const languages = async (name: string) => (await placeOf(name))?.languages;
    expect(await Promise.all(["ada", "bea", "cyd", "dot", "eve", "fay"].map(languages))).toEqual([
      ["en", "de"],
      ["en"],
      ["pt"],
      [],
      [],
      [],
    ]);
    const { candidates } = await answerCandidates(store, { expertise: "lumen", track: "expert", asOf: null, limit: 0 });
    const ada = await idOf("ada");
    expect(candidates.find(({ person }) => person === ada)).toMatchObject({
      region: null,
      regionSource: null,
      languages: ["en", "de"],
    });
  });

  test("a second run writes nothing, and new texts are judged for their writers alone", async () => {
    const source = await makeSource(store);
    const on = (day: number) => ({ occurredAt: `2026-01-${day}T12:00:00.000Z` });
    const signals = [made("1", { excerpt: english, ...on(10) }), made("2", { by: "bea", excerpt: english, ...on(10) })];
    await save(store, source, { signals, accounts: [account("qa.example", "ada", { location: "Oslo" })] });
    await run();
    const rows = () =>
      all(`select account_id::int, language as what, texts::int, ctid::text as place from account_languages
        union all select account_id, region, null, ctid::text from account_regions order by 1, 2`);
    const before = await rows();
    await run();
    expect(await rows()).toEqual(before);
    expect(before.map(({ what }) => what).sort()).toEqual(["NO", "en", "en"]);
    await save(store, source, { signals: [made("3", { by: "bea", excerpt: german, ...on(11) })] });
    await run();
    const ada = await idOf("ada");
    expect((await rows()).filter((row) => row.account_id === ada)).toEqual(
      before.filter((row) => row.account_id === ada),
    );
    expect((await placeOf("bea"))?.languages).toEqual(["de", "en"]);
  });

  test("an analysis looks for writers among what came since the last one, and not through the whole store", async () => {
    const source = await makeSource(store);
    await save(store, source, { signals: [made("1", { excerpt: english })] });
    await run();
    const judged = () => all("select account_id from account_languages");
    expect(await judged()).toHaveLength(1);
    // As if a million signals had come since, of which the last analysis has seen all.
    await store.pool.query("update linked_from set fingerprint = '1000000' where what = 'texts'");
    await save(store, source, { signals: [made("2", { by: "bea", excerpt: english })] });
    await run();
    expect(await judged()).toHaveLength(1);
    await store.pool.query("update linked_from set fingerprint = '0' where what = 'texts'");
    await run();
    expect(await judged()).toHaveLength(2);
  });
});
