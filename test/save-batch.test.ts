import { account, type Batch, batch, type Endorsement, type Signal } from "@groundswell/model";
import {
  type Counts,
  findSource,
  finishPull,
  movePersons,
  noCounts,
  rollUp,
  type SourceRow,
  type Store,
  saveBatch,
  startPull,
} from "@groundswell/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf, made, makeSource, save, tag } from "./store-fixtures.ts";

const accept = (id: string, more: Partial<Endorsement> = {}): Endorsement => ({
  signal: { platform: "qa.example", kind: "answer", id },
  kind: "accept",
  id: "accept",
  at: null,
  accountId: null,
  ...more,
});

function raw(fetchedAt: string) {
  return { request: "https://qa.example/page", contentType: "text/plain", body: Buffer.from(fetchedAt), fetchedAt };
}

async function all(store: Store, sql: string, ...values: unknown[]) {
  return (await store.pool.query(sql, values)).rows;
}

/** Everything that a batch can change, as text. */
async function everything(store: Store): Promise<Record<string, string>> {
  const tables = "spaces accounts signals endorsements expertise_spaces raw_pages set_aside sources".split(" ");
  const found: Record<string, string> = {};
  for (const table of tables)
    found[table] = (await all(store, `select t::text as line from ${table} t order by 1`))
      .map((r) => r.line)
      .join("\n");
  return found;
}

function expectReconciled(counts: Counts, given: Partial<Batch>): void {
  for (const { fetched, saved, seen, skipped } of [counts.signals, counts.accounts, counts.endorsements])
    expect(fetched).toBe(saved + seen + skipped);
  expect(counts.signals.fetched).toBe((given.signals?.length ?? 0) + (given.skipped?.length ?? 0));
  expect(counts.endorsements.fetched).toBe(given.endorsements?.length ?? 0);
}

describe.each(storeKinds)("on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });

  test("a batch saved twice changes nothing", async () => {
    const source = await makeSource(store);
    const page = {
      signals: [made("1"), made("2", { by: null }), made("3", { by: "bea", tags: ["a"], metrics: { score: 2 } })],
      accounts: [account("qa.example", "cleo", { links: ["https://cleo.example/"] })],
      endorsements: [accept("1"), accept("2", { at: "2026-01-11T00:00:00.000Z", accountId: "bea" })],
      spaces: [tag("silent")],
      raw: raw("2026-01-31T00:00:00.000Z"),
      skipped: [{ reason: "is broken", position: "item 4", item: "{" }],
      cursor: { page: 2 },
    };
    const first = await save(store, source, page);
    expect(first.signals).toEqual({ fetched: 4, saved: 3, seen: 0, skipped: 1 });
    expect(first.accounts).toEqual({ fetched: 3, saved: 3, seen: 0, skipped: 0 });
    expect(first.endorsements).toEqual({ fetched: 2, saved: 2, seen: 0, skipped: 0 });
    await rollUp(store);

    const before = await everything(store);
    const again = await save(store, source, page);
    expect([again.signals, again.accounts.saved, again.endorsements.saved]).toEqual([
      { fetched: 4, saved: 0, seen: 3, skipped: 1 },
      0,
      0,
    ]);
    expect(await everything(store)).toEqual(before);
    expect(await all(store, "select * from dirty_days")).toEqual([]);
  });

  test("a pull that was taken for dead saves nothing more, and says nothing of its source", async () => {
    const source = await makeSource(store);
    const late = await startPull(store, source.id, asOf);
    const next = await startPull(store, source.id, asOf);
    const saving = { source, now: asOf, soFar: noCounts() };
    await saveBatch(store, { ...saving, pullId: next, batch: batch({ cursor: "new", signals: [made("1")] }) });
    const old = saveBatch(store, { ...saving, pullId: late, batch: batch({ cursor: "old", signals: [made("2")] }) });
    await expect(old).rejects.toThrow(/Another process has read test since this pull was taken for dead/);
    const end = { sourceId: source.id, counts: noCounts(), covers: null, retryAt: null, movedTo: null, now: asOf };
    await finishPull(store, { ...end, pullId: next, state: "ok", sourceState: "ok", error: null });
    await finishPull(store, { ...end, pullId: late, state: "failed", sourceState: "failing", error: "Late." });
    expect(await findSource(store, source.id)).toMatchObject({ cursor: "new", state: "ok", lastError: null });
    expect((await all(store, "select native_id from signals")).map(({ native_id }) => native_id)).toEqual(["1"]);
  });

  test("counts add up whatever is repeated, mirrored, early or orphaned", async () => {
    const source = await makeSource(store);
    const page = {
      signals: [
        made("1"),
        made("1", { title: "read a moment later" }),
        made("1", { space: tag("mirror") }),
        made("2"),
        made("2", { kind: "comment" }),
        made("3", { occurredAt: "2031-01-01T00:00:00.000Z" }),
        made("4", { occurredAt: "2031-01-01T00:00:00.000Z", kind: "event" }),
      ],
      endorsements: [accept("1"), accept("1"), accept("1", { kind: "up", id: "u1" }), accept("99"), accept("3")],
      skipped: [{ reason: "is a tag wiki", position: null, item: null }],
    };
    const counts = await save(store, source, page);
    expectReconciled(counts, page);
    expect(counts.signals).toEqual({ fetched: 8, saved: 3, seen: 2, skipped: 3 });
    expect(counts.endorsements).toEqual({ fetched: 5, saved: 2, seen: 1, skipped: 2 });
    expect(counts.reasons).toEqual({
      "is a tag wiki": 1,
      "is dated in the future": 1,
      "has not been held yet": 1,
      "endorses a signal that is not here": 2,
    });
    const rows = await all(store, "select native_id, kind, title from signals order by 1, 2");
    expect(rows).toEqual([
      { native_id: "1", kind: "answer", title: "read a moment later" },
      { native_id: "2", kind: "answer", title: null },
      { native_id: "2", kind: "comment", title: null },
    ]);
    // The mistake is kept for a person to read; a meeting to come is none.
    const aside = await all(store, "select position, reason from set_aside");
    expect(aside).toEqual([{ position: "answer 3", reason: "is dated in the future" }]);
    expectReconciled(await save(store, source, page), page);
  });

  test("a signal stays in the space where it was first read, and its mirror does not change it", async () => {
    const source = await makeSource(store);
    await save(store, source, { signals: [made("1", { title: "first" })] });
    const counts = await save(store, source, { signals: [made("1", { space: tag("mirror"), title: "mirrored" })] });
    expect(counts.signals).toEqual({ fetched: 1, saved: 0, seen: 1, skipped: 0 });
    const rows = await all(
      store,
      "select p.native_id as space, title from signals s join spaces p on p.id = s.space_id",
    );
    expect(rows).toEqual([{ space: "lumen", title: "first" }]);
  });

  test("what a day's grace allows is kept, a second more is not", async () => {
    const source = await makeSource(store);
    const signals = ["2026-02-02T00:00:00.000Z", "2026-02-02T00:00:00.001Z", "+012026-01-01T00:00:00.000Z"].map(
      (occurredAt, i) => made(String(i), { occurredAt }),
    );
    expect((await save(store, source, { signals })).signals).toEqual({ fetched: 3, saved: 1, seen: 0, skipped: 2 });
  });

  test("an endorsement that comes long after its signal is saved once, and learns its date later", async () => {
    const source = await makeSource(store);
    await save(store, source, { signals: [made("1"), made("9", { by: "bea" })] });
    expect((await save(store, source, { endorsements: [accept("1")] })).endorsements.saved).toBe(1);
    const dated = accept("1", { at: "2026-01-20T00:00:00.000Z", accountId: "bea" });
    expect((await save(store, source, { endorsements: [accept("1"), dated] })).endorsements.saved).toBe(1);
    expect((await save(store, source, { endorsements: [accept("1")] })).endorsements.saved).toBe(0);
    const rows = await all(
      store,
      "select at, a.native_id as by from endorsements join accounts a on a.id = account_id",
    );
    expect(rows).toEqual([{ at: new Date("2026-01-20"), by: "bea" }]);
  });

  test("an endorsement that is given with and without its date in one batch keeps the date", async () => {
    const source = await makeSource(store);
    const dated = accept("1", { at: "2026-01-20T00:00:00.000Z" });
    await save(store, source, { signals: [made("1")], endorsements: [accept("1"), dated, accept("1")] });
    expect(await all(store, "select at from endorsements")).toEqual([{ at: new Date("2026-01-20") }]);
  });

  test("an old page never undoes a newer name, and a page that says less blanks nothing", async () => {
    const source = await makeSource(store);
    const known = { name: "Ada L.", handle: "ada", url: "https://ada.example/", links: ["https://ada.example/blog"] };
    const see = (fetchedAt: string, about: Parameters<typeof account>[2]) =>
      save(store, source, { accounts: [account("qa.example", "ada", about)], raw: raw(fetchedAt) });
    const stored = async () => (await all(store, "select name, handle, url, links, email_hash from accounts"))[0];
    await see("2026-01-20T00:00:00.000Z", known);
    await see("2026-01-10T00:00:00.000Z", { name: "Ada Old", handle: "old" });
    expect(await stored()).toEqual({ ...known, email_hash: null });
    await see("2026-01-25T00:00:00.000Z", {});
    await see("2026-01-26T00:00:00.000Z", { name: "Ada M." });
    expect(await stored()).toEqual({ ...known, name: "Ada M.", email_hash: null });
    // A second reading in the same instant may still add.
    await see("2026-01-26T00:00:00.000Z", { ...known, name: "Ada M.", emailHash: "ab12" });
    expect(await stored()).toEqual({ ...known, name: "Ada M.", email_hash: "ab12" });
    await see("2026-01-27T00:00:00.000Z", { links: ["https://ada.example/new"] });
    expect((await stored()).links).toEqual(["https://ada.example/new"]);
  });

  test("within one batch the newest of what is said of a person stands, and the rest fills", async () => {
    const source = await makeSource(store);
    const by = (id: string, occurredAt: string, known: Parameters<typeof account>[2]): Signal => ({
      ...made(id, { occurredAt }),
      account: account("qa.example", "ada", known),
    });
    await save(store, source, {
      signals: [
        by("1", "2026-01-03T00:00:00.000Z", { name: "New" }),
        by("2", "2026-01-01T00:00:00.000Z", { name: "Old", url: "https://ada.example/" }),
        by("3", "2026-01-02T00:00:00.000Z", { name: "Middle", bot: true }),
      ],
    });
    expect(await all(store, "select name, url, bot, observed_at from accounts")).toEqual([
      { name: "New", url: "https://ada.example/", bot: true, observed_at: new Date("2026-01-03") },
    ]);
  });

  test("a later reading fills a signal and replaces, but never blanks", async () => {
    const source = await makeSource(store);
    const full = {
      title: "How?",
      excerpt: "So.",
      url: "https://qa.example/1",
      language: "en",
      threadId: "t",
      parentId: "p",
      tags: ["a", "b"],
      metrics: { score: 1, accepted: true },
      editedAt: "2026-01-11T00:00:00.000Z",
    };
    await save(store, source, { signals: [made("1", full)] });
    const bare = await save(store, source, { signals: [made("1", { metrics: { score: 3 } })] });
    expect(bare.signals.saved).toBe(1);
    const columns = 'title, excerpt, url, language, thread_id as "threadId", parent_id as "parentId", tags, metrics';
    const [row] = await all(store, `select ${columns} from signals`);
    const { editedAt: _, ...kept } = full;
    expect(row).toEqual({ ...kept, metrics: { score: 3, accepted: true } });
    await save(store, source, { signals: [made("1", { title: "How now?", tags: ["c"] })] });
    expect((await all(store, `select ${columns} from signals`))[0]).toMatchObject({ title: "How now?", tags: ["c"] });
  });

  test("a deleted author leaves the signal with whom it was read by, and a bot stays a bot", async () => {
    const source = await makeSource(store);
    const bot = { ...made("2"), account: account("qa.example", "beacon", { bot: true }) };
    await save(store, source, { signals: [made("1"), bot, made("3", { by: null })] });
    const gone = ["1", "2", "3"].map((id) => made(id, { by: null, metrics: { score: 5 } }));
    expect((await save(store, source, { signals: gone })).signals.saved).toBe(3);
    const rows = await all(
      store,
      "select s.native_id as id, a.native_id as by, s.bot from signals s left join accounts a on a.id = account_id order by 1",
    );
    expect(rows).toEqual([
      { id: "1", by: "ada", bot: false },
      { id: "2", by: "beacon", bot: true },
      { id: "3", by: null, bot: false },
    ]);
  });

  test("a deletion is kept, and so is its undoing", async () => {
    const source = await makeSource(store);
    const deletedAt = "2026-01-15T00:00:00.000Z";
    await save(store, source, { signals: [made("1")] }, { signals: [made("1", { deletedAt })] });
    expect(await all(store, "select deleted_at from signals")).toEqual([{ deleted_at: new Date(deletedAt) }]);
    await save(store, source, { signals: [made("1")] });
    expect(await all(store, "select deleted_at from signals")).toEqual([{ deleted_at: null }]);
  });

  test("text with NUL and halves of characters is mended, and tags keep every other character", async () => {
    const source = await makeSource(store);
    const tags = [
      "c#",
      "a,b",
      "{}",
      '"quoted"',
      "back\\slash",
      "null",
      "",
      "ünïcödé",
      "😀",
      "nul\0here",
      "sep\u001fhere",
    ];
    const page = {
      signals: [
        {
          ...made("1", { title: "a\0b\ud83d", excerpt: "\udc00x", url: "https://qa.example/\0", tags }),
          metrics: { note: "x\0y\ud800", "k\0": 1, emoji: "😀" },
          account: account("qa.example", "ada", { name: "A\0da\ud83d", handle: "\0", links: ["https://x.example/\0"] }),
        },
      ],
      skipped: [{ reason: "is broken", position: "li\0ne", item: "{\0\ud83d" }],
    };
    const counts = await save(store, source, page);
    expect(counts.signals).toEqual({ fetched: 2, saved: 1, seen: 0, skipped: 1 });
    expect((await save(store, source, page)).signals.saved).toBe(0);
    const [row] = await all(store, "select title, excerpt, url, tags, metrics from signals");
    expect(row).toEqual({
      title: "ab\ufffd",
      excerpt: "\ufffdx",
      url: "https://qa.example/",
      tags: tags.map((one) => one.replace("\0", "").replace("\u001f", " ")),
      metrics: { note: "xy\ufffd", k: 1, emoji: "😀" },
    });
    expect(await all(store, "select name, handle, links from accounts")).toEqual([
      { name: "Ada\ufffd", handle: "", links: ["https://x.example/"] },
    ]);
  });

  test("a record whose key cannot be stored is set aside, and its page is saved without it", async () => {
    const source = await makeSource(store);
    const page = {
      signals: [made("1"), made("\0"), made("\ud83d"), made("4", { space: tag("x\0") }), made("5", { by: "\udc00" })],
      accounts: [account("qa.example", "bea\0")],
      endorsements: [accept("1"), accept("1", { kind: "up", id: "\0" })],
      spaces: [tag("\0")],
      cursor: { after: "\0" },
    };
    const counts = await save(store, source, page);
    expect(counts.signals).toEqual({ fetched: 5, saved: 1, seen: 0, skipped: 4 });
    expect(counts.accounts).toEqual({ fetched: 2, saved: 1, seen: 0, skipped: 1 });
    expect(counts.endorsements).toEqual({ fetched: 2, saved: 1, seen: 0, skipped: 1 });
    expect(counts.reasons).toEqual({ "has a key with characters that cannot be stored": 6 });
    expect((await all(store, "select native_id from spaces")).map((r) => r.native_id)).toEqual(["lumen"]);
  });

  test.each(["signals", "endorsements", "set_aside", "sources"])(
    "a statement that fails at %s takes everything back, the cursor and the counts too",
    async (table) => {
      const source = await makeSource(store);
      const pullId = await startPull(store, source.id, asOf);
      const page = batch({
        signals: [made("1"), made("2", { by: "bea" })],
        endorsements: [accept("1")],
        spaces: [tag("other")],
        raw: raw("2026-01-31T00:00:00.000Z"),
        skipped: [{ reason: "is broken", position: "item 3", item: "{" }],
        cursor: { page: 2 },
      });
      const soFar = noCounts();
      const before = await everything(store);
      await store.pool.query(
        `create or replace function refuse() returns trigger language plpgsql as $$ begin raise 'disk full'; end $$`,
      );
      onTestFinished(async () => void (await store.pool.query(`drop trigger if exists refuse on ${table}`)));
      await store.pool.query(`create trigger refuse before insert or update on ${table} execute function refuse()`);
      await expect(saveBatch(store, { source, pullId, batch: page, now: asOf, soFar })).rejects.toThrow("disk full");
      expect(await everything(store)).toEqual(before);
      expect(await all(store, "select counts from pulls")).toEqual([{ counts: {} }]);

      await store.pool.query(`drop trigger refuse on ${table}`);
      await saveBatch(store, { source, pullId, batch: page, now: asOf, soFar });
      expect((await findSource(store, source.id))?.cursor).toEqual({ page: 2 });
      expect(await all(store, "select counts #> '{signals,saved}' as saved from pulls")).toEqual([{ saved: 2 }]);
    },
  );

  test("collectors that save the same people and signals at once lose nothing and wait for each other", async () => {
    const expertises = ["lumen", "beam"];
    const sources: SourceRow[] = [];
    for (const id of ["one", "two", "three", "four"]) sources.push(await makeSource(store, id, expertises));
    const ids = Array.from({ length: 60 }, (_, i) => String(i));
    const people = ids.map((id) => `p${Number(id) % 17}`);
    const pages = 12;
    // Each goes through the same records in an order of its own; two share their spaces, the others mirror them in theirs,
    // for whoever saves into one space waits for whoever is at it, and nothing else would be tried.
    const collector = async (at: number) => {
      const source = sources[at] as SourceRow;
      const pullId = await startPull(store, source.id, asOf);
      let saved = 0;
      for (let page = 0; page < pages; page++) {
        const turned = ids.map((_, i) => (i * 7 + page * 11 + at * 23) % ids.length);
        const signals = (at % 2 === 1 ? turned.reverse() : turned).slice(0, 40).map((i) =>
          made(String(i), {
            by: people[i] as string,
            space: tag(`space-${Math.max(at, 1)}-${i % 5}`),
            metrics: { score: page * 3 + at },
          }),
        );
        const endorsements = signals.map(({ id }) => accept(id, { kind: "up", id: `${at}-${page}` }));
        const now = new Date(asOf.getTime() + page);
        const counts = await saveBatch(store, {
          source,
          pullId,
          batch: batch({ signals, endorsements, cursor: page }),
          now,
        });
        expectReconciled(counts, { signals, endorsements });
        saved += counts.endorsements.saved;
      }
      return saved;
    };
    const analyst = async () => {
      for (let n = 0; n < pages; n++) {
        await rollUp(store);
        const accounts = await all(store, "select id from accounts order by id");
        const first = accounts[0]?.id;
        await movePersons(store.pool, new Map(accounts.map(({ id }) => [id, n % 2 ? id : first])));
      }
    };
    const [, ...saved] = await Promise.all([analyst(), ...sources.map((_, at) => collector(at))]);
    const [held] = await all(
      store,
      `select (select count(*)::int from signals) as signals, (select count(*)::int from accounts) as accounts,
         (select count(*)::int from spaces) as spaces, (select count(*)::int from endorsements) as endorsements,
         (select count(*)::int from expertise_spaces) as claims`,
    );
    expect(held).toEqual({
      signals: 60,
      accounts: 17,
      spaces: 15,
      endorsements: sources.length * pages * 40,
      claims: 30,
    });
    expect(saved.reduce((sum, one) => sum + one, 0)).toBe(held.endorsements);
    await rollUp(store);
    expect(await all(store, "select sum(events)::int as events from rollups")).toEqual([{ events: 120 }]);
  });
});
