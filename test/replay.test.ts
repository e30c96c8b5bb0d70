import { collect, replay } from "@groundswell/collect";
import { batch, type Mapped, type RawPage } from "@groundswell/model";
import { applyCatalogue, findSource, type SourceRow, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { type Page, pagingConnector } from "./paging-connector.ts";
import { testHttp } from "./place-pull.ts";
import { asOf, made } from "./store-fixtures.ts";

/** A page is a line per answer: id, author, score. */
type Mapper = (page: RawPage) => Mapped;
const lines: Mapper = (page) => ({
  ...batch({ cursor: null }),
  signals: Buffer.from(page.body)
    .toString()
    .split("\n")
    .map((line) => line.split(" "))
    .map(([id = "", by = "", score = ""]) =>
      made(id, { by, metrics: { score: Number(score) }, title: `of ${page.context}` }),
    ),
});
/** Next year's mapper: it reads scores as halves, knows titles, and no longer overlooks who is in capitals. */
const nextYears: Mapper = (page) => {
  const mapped = lines(page);
  const signals = mapped.signals.map((signal) => ({ ...signal, title: `${signal.title}, rightly` }));
  return { ...mapped, signals };
};
const overlooking: Mapper = (page) => {
  const mapped = lines(page);
  return { ...mapped, signals: mapped.signals.filter(({ account }) => account?.id !== "ADA") };
};

describe.each(storeKinds)("replay on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const now = () => asOf;
  const signal = new AbortController().signal;

  beforeEach(async () => {
    await applyCatalogue(store, {
      version: 1,
      expertises: [],
      sources: [{ id: "pages", connector: "pager", expertises: [], options: {}, credentials: {}, every: "1h" }],
    } as never);
  });

  const source = async () => (await findSource(store, "pages")) as SourceRow;
  const pull = async (map: Mapper, ...pages: Page[]) =>
    collect(
      {
        store,
        connectors: { pager: pagingConnector(map, pages) },
        http: testHttp(now),
        env: {},
        now,
        rawDays: 90,
        signal,
      },
      await source(),
    );
  const again = async (map: Mapper, dryRun = false) =>
    replay({ store, connectors: { pager: pagingConnector(map, []) }, now, signal, dryRun }, await source());
  const held = async () =>
    (await store.pool.query("select native_id as id, title, metrics, deleted_at from signals order by 1")).rows;

  const monday = { at: "2026-01-12T00:00:00.000Z", body: "1 ada 3\n2 bea 1" };
  const tuesday = { at: "2026-01-13T00:00:00.000Z", body: "2 bea 5\n3 cleo 0" };

  test("today's mapper changes nothing", async () => {
    await pull(lines, monday, tuesday);
    const before = await held();
    expect(await again(lines)).toMatchObject({ pages: 2, added: 0, changed: 0, elsewhere: 1, failed: [], changes: [] });
    expect(await held()).toEqual(before);
  });

  test("a new mapper's reading replaces the old one's, each signal from the page that it is known by", async () => {
    await pull(lines, monday, tuesday);
    const { cursor } = await source();
    const replayed = await again(nextYears);
    expect(replayed).toMatchObject({ added: 0, changed: 3, elsewhere: 1 });
    expect(replayed.changes[0]).toEqual({
      signal: "qa.example:answer:2",
      before: { title: "of 2026-01-13" },
      after: { title: "of 2026-01-13, rightly" },
    });
    expect(await held()).toMatchObject([
      { id: "1", title: "of 2026-01-12, rightly", metrics: { score: 3 } },
      { id: "2", title: "of 2026-01-13, rightly", metrics: { score: 5 } },
      { id: "3", title: "of 2026-01-13, rightly" },
    ]);
    expect((await source()).cursor).toEqual(cursor);
    expect(
      (await store.pool.query("select count(*)::int as n from earlier_metrics where replaced_on = '2026-01-13'"))
        .rows[0].n,
    ).toBe(0);
  });

  test("what an old mapper overlooked is added, from the newest page that shows it", async () => {
    await pull(overlooking, { at: monday.at, body: "9 ADA 1\n1 bea 1" }, { at: tuesday.at, body: "9 ADA 2" });
    expect((await held()).map(({ id }) => id)).toEqual(["1"]);
    expect(await again(lines)).toMatchObject({ added: 1, changed: 0 });
    expect(await held()).toMatchObject([{ id: "1" }, { id: "9", metrics: { score: 2 } }]);
  });

  test("a rehearsal says the same and changes nothing", async () => {
    await pull(overlooking, { at: monday.at, body: "9 ADA 1\n1 bea 1" });
    const before = await held();
    const rehearsed = await again(lines, true);
    expect(await held()).toEqual(before);
    expect((await again(lines)).added).toBe(rehearsed.added);
    expect(rehearsed.added).toBe(1);
  });

  test("what was deleted since stays deleted, and its text gone", async () => {
    await pull(lines, monday);
    await store.pool.query("update signals set deleted_at = $1, title = null where native_id = '2'", [asOf]);
    await again(nextYears);
    expect((await held())[1]).toMatchObject({ id: "2", deleted_at: asOf, title: null });
  });

  test("an acceptance that was taken back since does not come back with the page that showed it", async () => {
    const accepting: Mapper = (page) => {
      const mapped = lines(page);
      const [first] = mapped.signals;
      const accepted = { platform: "qa.example", kind: "answer" as const, id: first?.id ?? "" };
      return {
        ...mapped,
        endorsements: [{ signal: accepted, kind: "accept", id: "accept", at: null, accountId: null }],
      };
    };
    await pull(accepting, monday, { at: tuesday.at, body: "2 bea 5\n1 ada 4" });
    const accepted = async () =>
      (await store.pool.query("select s.native_id as id from endorsements join signals s on s.id = signal_id")).rows;
    await store.pool.query(
      "delete from endorsements where signal_id in (select id from signals where native_id = '1')",
    );
    await again(accepting);
    expect(await accepted()).toEqual([{ id: "2" }]);
  });

  test("what a file has said of a signal since stands", async () => {
    await pull(lines, monday);
    await store.pool.query("update signals set title = 'from a file', raw_id = null where native_id = '2'");
    expect(await again(nextYears)).toMatchObject({ changed: 1, elsewhere: 1 });
    expect((await held())[1]).toMatchObject({ id: "2", title: "from a file" });
  });

  test("a page that today's mapper cannot read is named, and the others are read", async () => {
    await pull(lines, monday, tuesday);
    const failing: Mapper = (page) => {
      if (page.fetchedAt === monday.at) throw new Error("The page has no lines.");
      return nextYears(page);
    };
    const replayed = await again(failing);
    expect(replayed.failed).toEqual([{ page: "https://qa.example/p", why: "The page has no lines." }]);
    expect(replayed.changed).toBe(2);
  });

  test("a source whose files are kept elsewhere is told to import them again", async () => {
    const { map: _, ...withoutMap } = pagingConnector(lines, []);
    await expect(
      replay({ store, connectors: { pager: withoutMap }, now, signal, dryRun: false }, await source()),
    ).rejects.toThrow("Source pages keeps no raw pages (connector pager): import its files again instead.");
  });
});
