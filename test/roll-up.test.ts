import { deriveKinds } from "@groundswell/analyse";
import {
  account,
  batch,
  type Catalogue,
  type Endorsement,
  readCatalogue,
  type Signal,
  type Space,
} from "@groundswell/model";
import {
  applyCatalogue,
  contributions,
  ineligible,
  movePersons,
  rollUp,
  type SourceRow,
  type Store,
  saveBatch,
  startPull,
} from "@groundswell/store";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clearStore, storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf, made, makeSource, save, tag } from "./store-fixtures.ts";

const on = (day: string, time = "12:00:00.000") => ({ occurredAt: `2026-01-${day}T${time}Z` });
const bot = (id: string, more: Parameters<typeof made>[1] = {}): Signal => ({
  ...made(id, more),
  account: account("qa.example", "beacon", { bot: true }),
});
const question = (id: string, more: Parameters<typeof made>[1] = {}) =>
  made(id, { kind: "question", threadId: id, by: "asker", ...on("10"), ...more });
const answer = (id: string, to: string, more: Parameters<typeof made>[1] = {}) => made(id, { threadId: to, ...more });
const endorse = (id: string, kind: Endorsement["kind"], at: string | null, name: string = kind): Endorsement => ({
  signal: { platform: "qa.example", kind: "answer", id },
  kind,
  id: name,
  at,
  accountId: null,
});

type Rules = Partial<Catalogue["expertises"][number]["rules"]>;

/** A catalogue of expertises with these rules and spaces. */
function rulesOf(rules: Record<string, Rules>, spaces: Record<string, Space[]> = {}): Catalogue {
  const expertises = Object.entries(rules).map(([slug, rules]) => ({
    slug,
    name: slug,
    rules,
    spaces: (spaces[slug] ?? []).map(({ url: _, ...space }) => space),
  }));
  return readCatalogue(JSON.stringify({ version: 1, expertises }), "test", {});
}

describe.each(storeKinds)("on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });

  async function all(sql: string, ...values: unknown[]) {
    return (await store.pool.query(sql, values)).rows;
  }

  /** `expertise day space account kind events`, a line for each count. */
  async function counts(): Promise<string[]> {
    const rows = await all(
      `select concat_ws(' ', e.slug, r.day, p.native_id, coalesce(a.native_id, '-'), r.kind, r.events) as line
       from rollups r join expertises e on e.id = r.expertise_id join spaces p on p.id = r.space_id
       left join accounts a on a.id = r.account_id order by 1`,
    );
    return rows.map((row) => row.line);
  }

  /** `expertise signal: why`, a line for each attribution. */
  async function reasons(): Promise<string[]> {
    const rows = await all(
      `select e.slug || ' ' || s.native_id || ': ' || t.reason as line
       from attributions t join expertises e on e.id = t.expertise_id join signals s on s.id = t.signal_id order by 1`,
    );
    return rows.map((row) => row.line);
  }

  async function thread(id: string) {
    const [row] = await all(
      `select responses, first_response_at as first, accepted, accepted_at as "acceptedAt" from threads where native_id = $1`,
      id,
    );
    return row;
  }

  describe("what is computed anew", () => {
    test("only the days that changed, and nothing where nothing did", async () => {
      const source = await makeSource(store);
      const signals = [made("1", on("10")), made("2", on("11")), made("3", { ...on("11"), space: tag("beam") })];
      await save(store, source, { signals });
      expect(await rollUp(store)).toEqual({ days: 3, spaces: 2 });
      expect(await rollUp(store)).toEqual({ days: 0, spaces: 0 });
      await save(store, source, { signals });
      expect(await rollUp(store)).toEqual({ days: 0, spaces: 0 });

      const rows = () => all("select day::text, space_id as space, ctid::text as place from rollups order by 1, 2");
      const before = await rows();
      await save(store, source, { signals: [made("1", { ...on("10"), title: "mended" }), made("4", on("10"))] });
      expect(await rollUp(store)).toEqual({ days: 1, spaces: 1 });
      expect((await rows()).slice(1)).toEqual(before.slice(1));
      expect(await counts()).toEqual([
        "lumen 2026-01-10 lumen ada answer 2",
        "lumen 2026-01-11 beam ada answer 1",
        "lumen 2026-01-11 lumen ada answer 1",
      ]);
    });

    test("a day is a day in UTC, from midnight to the last millisecond", async () => {
      const source = await makeSource(store);
      const times = ["00:00:00.000", "23:59:59.999"];
      await save(store, source, { signals: times.map((time) => made(time, on("10", time))) });
      await rollUp(store);
      expect(await counts()).toEqual(["lumen 2026-01-10 lumen ada answer 2"]);
    });

    test("an edit that moves a signal to another day takes it from the first", async () => {
      const source = await makeSource(store);
      await save(store, source, { signals: [made("1", on("10")), made("2", on("10"))] });
      await rollUp(store);
      await save(store, source, { signals: [made("1", on("20"))] });
      expect(await rollUp(store)).toEqual({ days: 2, spaces: 1 });
      expect(await counts()).toEqual(["lumen 2026-01-10 lumen ada answer 1", "lumen 2026-01-20 lumen ada answer 1"]);
    });

    test("a deletion takes a signal out of the counts, and its undoing brings it back", async () => {
      const source = await makeSource(store);
      await save(store, source, { signals: [made("1", on("10"))] });
      await rollUp(store);
      await save(store, source, { signals: [made("1", { ...on("10"), deletedAt: "2026-01-12T00:00:00.000Z" })] });
      await rollUp(store);
      expect(await counts()).toEqual([]);
      await save(store, source, { signals: [made("1", on("10"))] });
      await rollUp(store);
      expect(await counts()).toEqual(["lumen 2026-01-10 lumen ada answer 1"]);
    });

    test("bots and merge commits are nobody's activity, authors without a name are", async () => {
      const source = await makeSource(store);
      const commit = (id: string, metrics: Signal["metrics"]) => made(id, { kind: "commit", metrics });
      const signals = [bot("1"), made("2", { by: null }), commit("3", { parents: 2 }), commit("4", { parents: 1 })];
      // A file may say anything of a metric; what is no number is not known.
      const odd = [commit("5", { parents: "two" }), commit("6", { parents: 1.5 }), commit("7", { parents: true })];
      await save(store, source, {
        signals: [...signals, ...odd, made("8", { metrics: { score: "n/a", likes: "3" } })],
      });
      await rollUp(store);
      expect(await counts()).toEqual([
        "lumen 2026-01-10 lumen - answer 1",
        "lumen 2026-01-10 lumen ada answer 1",
        "lumen 2026-01-10 lumen ada commit 4",
      ]);
      const window = { from: new Date("2026-01-01"), to: asOf };
      const scored = await contributions(store, "lumen", window);
      expect(scored.map((row) => [row.kind, row.count, row.logVotes])).toEqual([
        ["answer", 1, 0],
        ["commit", 4, 0],
      ]);
    });
  });

  describe("whose a signal is", () => {
    test("a source's expertise has all of its spaces, with what they held before", async () => {
      const loose = await makeSource(store, "loose", []);
      await save(store, loose, { signals: [made("1"), made("2", on("12"))] });
      expect(await rollUp(store)).toEqual({ days: 2, spaces: 1 });
      expect(await reasons()).toEqual([]);
      await save(store, await makeSource(store, "own"), { spaces: [tag("lumen")] });
      expect(await rollUp(store)).toEqual({ days: 2, spaces: 1 });
      expect(await reasons()).toEqual(["lumen 1: source own", "lumen 2: source own"]);
    });

    test("rules by tag take the exact tag only", async () => {
      await applyCatalogue(store, rulesOf({ csharp: { tags: ["c#", "a,b"] } }));
      const source = await makeSource(store, "loose", []);
      const tags = [["c#"], ["c"], ["C#"], ["x", "a,b"], ["a", "b"], []];
      await save(store, source, { signals: tags.map((tags, i) => made(String(i), { tags })) });
      await rollUp(store);
      expect(await reasons()).toEqual(["csharp 0: tag c#", "csharp 3: tag a,b"]);
    });

    test("rules by word take whole words, whatever their case and whatever they mean to a regular expression", async () => {
      const words = ["C#", ".NET", "c++", "a|b", "(x", "[y]", "back\\slash", "$1", "Größe", "two words", "^z"];
      await applyCatalogue(store, rulesOf({ words: { words } }));
      const source = await makeSource(store, "loose", []);
      const titles: Record<string, string | null> = {
        hash: "Is C# fast?",
        end: "Learning c#",
        inside: "AC#",
        glued: "C#x",
        net: "Use .NET, please",
        asp: "ASP.NET",
        dot: "XNET",
        plus: "C++17 or C++?",
        pluses: "cc",
        pipe: "a|b",
        either: "a b",
        open: "a (x here",
        bracket: "[y]",
        unbracketed: "y",
        slash: "a back\\slash",
        dollar: "cost $1 each",
        umlaut: "Die Größe!",
        phrase: "just Two Words.",
        caret: "^z",
        start: "z",
        none: null,
      };
      const signals = Object.entries(titles).map(([id, title]) => made(id, { title }));
      await save(store, source, { signals: [...signals, made("excerpt", { excerpt: "(C#)" })] });
      await rollUp(store);
      const found = (await reasons()).map((line) => line.slice("words ".length, line.indexOf(":")));
      expect(found).toEqual(
        "hash end net plus pipe open bracket slash dollar umlaut phrase caret excerpt".split(" ").sort(),
      );
      expect((await reasons()).find((line) => line.startsWith("words hash"))).toBe("words hash: word C#");
    });

    test("a space pattern takes * for anything, and _ and % as they are", async () => {
      const ids = ["lumen", "lumen-math", "lumenXmath", "lumen_io", "lumenXio", "50%", "500", "Other", "back\\slash"];
      const patterns = ["qa.example:lumen-*", "qa.example:lumen_io", "*:50%", "qa.example:OTHER", "*back\\slash"];
      await applyCatalogue(store, rulesOf({ lumen: { spaces: patterns } }));
      const source = await makeSource(store, "loose", []);
      await save(store, source, { signals: ids.map((id) => made(id, { space: tag(id) })) });
      await rollUp(store);
      expect(await reasons()).toEqual([
        "lumen 50%: space *:50%",
        "lumen Other: space qa.example:OTHER",
        "lumen back\\slash: space *back\\slash",
        "lumen lumen-math: space qa.example:lumen-*",
        "lumen lumen_io: space qa.example:lumen_io",
      ]);
      // A space that comes later is claimed as well, with what it holds.
      await save(store, source, { signals: [made("late", { space: tag("lumen-late") })] });
      await rollUp(store);
      expect(await reasons()).toContain("lumen late: space qa.example:lumen-*");
    });

    test("a signal belongs to every expertise that has a reason, once to each", async () => {
      await applyCatalogue(
        store,
        rulesOf({ a: { tags: ["x"], words: ["xx"], spaces: ["qa.example:*"] }, b: { words: ["xx"] } }),
      );
      const source = await makeSource(store, "own", ["a"]);
      await save(store, source, { signals: [made("1", { title: "xx", tags: ["x"] })] });
      await rollUp(store);
      expect(await reasons()).toEqual(["a 1: source own", "b 1: word xx"]);
      expect(await counts()).toEqual(["a 2026-01-10 lumen ada answer 1", "b 2026-01-10 lumen ada answer 1"]);
    });

    test("changed rules claim and release what is here already", async () => {
      const source = await makeSource(store, "loose", []);
      await applyCatalogue(store, rulesOf({ lumen: { tags: ["x"], spaces: ["*:be*"] }, other: {} }));
      await save(store, source, {
        signals: [made("1", { tags: ["x"] }), made("2", { title: "yy" }), made("3", { space: tag("beam") })],
      });
      await rollUp(store);
      expect(await reasons()).toEqual(["lumen 1: tag x", "lumen 3: space *:be*"]);

      await applyCatalogue(store, rulesOf({ lumen: { words: ["yy"] }, other: { spaces: ["qa.example:beam"] } }));
      await rollUp(store);
      expect(await reasons()).toEqual(["lumen 2: word yy", "other 3: space qa.example:beam"]);
      expect(await counts()).toEqual(["lumen 2026-01-10 lumen ada answer 1", "other 2026-01-10 beam ada answer 1"]);

      await applyCatalogue(store, rulesOf({ lumen: {}, other: {} }));
      await rollUp(store);
      expect([await reasons(), await counts()]).toEqual([[], []]);
      await applyCatalogue(store, rulesOf({ lumen: {}, other: {} }));
      expect((await rollUp(store)).days).toBe(0);
    });

    test("a space that the catalogue names has what it held before, and loses it when it is named no longer", async () => {
      await applyCatalogue(store, rulesOf({ lumen: {} }));
      await save(store, await makeSource(store, "loose", []), { signals: [made("1")] });
      await rollUp(store);
      expect(await reasons()).toEqual([]);
      await applyCatalogue(store, rulesOf({ lumen: {} }, { lumen: [tag("lumen")] }));
      await rollUp(store);
      expect(await reasons()).toEqual(["lumen 1: catalogue"]);
      await applyCatalogue(store, rulesOf({ lumen: {} }));
      await rollUp(store);
      expect(await reasons()).toEqual([]);
    });

    test("what a source gives stays when a pattern or the catalogue lets go of it", async () => {
      await applyCatalogue(store, rulesOf({ lumen: { spaces: ["*:lumen"] } }, { lumen: [tag("beam")] }));
      const spaces = [tag("lumen"), tag("beam")];
      await save(store, await makeSource(store, "loose", []), { spaces });
      await rollUp(store);
      const source = await makeSource(store, "own");
      await save(store, source, { signals: [made("1"), made("2", { space: tag("beam") })] });
      await applyCatalogue(store, rulesOf({ lumen: {} }));
      await rollUp(store);
      expect(await reasons()).toEqual(["lumen 1: source own", "lumen 2: source own"]);
    });
  });

  describe("threads", () => {
    test("the first response is neither the asker's, nor a bot's, nor deleted", async () => {
      const source = await makeSource(store);
      await save(store, source, {
        signals: [
          question("q"),
          answer("own", "q", { by: "asker", ...on("10", "13:00:00.000") }),
          { ...bot("b", on("10", "14:00:00.000")), threadId: "q" },
          answer("gone", "q", { ...on("10", "15:00:00.000"), deletedAt: "2026-01-11T00:00:00.000Z" }),
          answer("late", "q", on("12")),
          answer("first", "q", { by: "bea", ...on("11") }),
        ],
      });
      await rollUp(store);
      const first = new Date(on("11").occurredAt);
      expect(await thread("q")).toEqual({ responses: 2, first, accepted: false, acceptedAt: null });
    });

    test("an unanswered question has no first response, and an answer without its question makes no thread", async () => {
      const source = await makeSource(store);
      await save(store, source, { signals: [question("q"), answer("a", "elsewhere")] });
      await rollUp(store);
      expect(await all("select native_id, responses, first_response_at from threads")).toEqual([
        { native_id: "q", responses: 0, first_response_at: null },
      ]);
      await save(store, source, { signals: [question("elsewhere", on("09"))] });
      await rollUp(store);
      expect(await thread("elsewhere")).toMatchObject({ responses: 1 });
    });

    test("an acceptance is dated where its source dates it, whenever it comes", async () => {
      const source = await makeSource(store);
      await save(store, source, { signals: [question("q"), answer("a", "q", on("11")), answer("b", "q", on("12"))] });
      await rollUp(store);
      expect(await thread("q")).toMatchObject({ accepted: false, acceptedAt: null });

      await save(store, source, { endorsements: [endorse("a", "accept", null)] });
      expect(await rollUp(store)).toEqual({ days: 1, spaces: 1 });
      expect(await thread("q")).toMatchObject({ accepted: true, acceptedAt: null });
      await save(store, source, { endorsements: [endorse("a", "accept", "2026-01-30T00:00:00.000Z")] });
      await rollUp(store);
      expect(await thread("q")).toMatchObject({ accepted: true, acceptedAt: new Date("2026-01-30") });
      await save(store, source, { endorsements: [endorse("a", "up", "2026-01-12T00:00:00.000Z")] });
      await rollUp(store);
      expect(await thread("q")).toMatchObject({ accepted: true, acceptedAt: new Date("2026-01-30") });
    });

    test("an acceptance that only a metric tells of is known and undated", async () => {
      const source = await makeSource(store);
      const known = [
        answer("a", "q", { metrics: { accepted: true } }),
        answer("b", "r", { metrics: { accepted: false } }),
      ];
      await save(store, source, { signals: [question("q"), question("r"), ...known] });
      await rollUp(store);
      expect([await thread("q"), await thread("r")]).toMatchObject([
        { accepted: true, acceptedAt: null },
        { accepted: false, acceptedAt: null },
      ]);
    });

    test("an answer that was moved to another question leaves the first one", async () => {
      const source = await makeSource(store);
      await save(store, source, { signals: [question("q"), question("r", on("09")), answer("a", "q", on("15"))] });
      await rollUp(store);
      await save(store, source, { signals: [answer("a", "r", on("15"))] });
      await rollUp(store);
      expect([await thread("q"), await thread("r")]).toMatchObject([{ responses: 0, first: null }, { responses: 1 }]);
    });
  });

  test("who has a marked account is named, though it was another account that was active", async () => {
    const source = await makeSource(store);
    const staff = account("qa.example", "bea-at-work", { staff: true });
    await save(store, source, { signals: [made("1"), made("2", { by: "bea" }), bot("3")], accounts: [staff] });
    await rollUp(store);
    const ids = new Map((await all("select native_id, id from accounts")).map((row) => [row.native_id, row.id]));
    await movePersons(store.pool, new Map([[ids.get("bea"), ids.get("bea-at-work")]]));
    await deriveKinds(store);
    const window = { from: new Date("2026-01-01"), to: asOf };
    expect((await contributions(store, "lumen", window)).map(({ person }) => person)).toEqual([ids.get("ada")]);
    const named = await ineligible(store, "lumen", window);
    expect(new Map(named.map(({ person, gate, why }) => [person, `${gate}: ${why}`]))).toEqual(
      new Map([
        [ids.get("bea-at-work"), "employee_of_vendor: qa.example:bea-at-work is marked as staff by its source"],
        [ids.get("beacon"), "bot_or_org_account: qa.example:beacon is marked as a bot by its source"],
      ]),
    );
    expect(await ineligible(store, "lumen", { from: new Date("2025-01-01"), to: new Date("2026-01-01") })).toEqual([]);
  });

  // The embedded store has one session, so nothing can commit inside its roll-up.
  test.skipIf(kind === "embedded")("a batch that commits while a roll-up runs is taken up by the next", async () => {
    const source = await makeSource(store);
    await save(store, source, { signals: [made("1", on("10"))] });
    const blocker = await store.pool.connect();
    await blocker.query("begin");
    await blocker.query("lock table rollups in access exclusive mode");
    const running = rollUp(store);
    for (let waiting = 0; waiting === 0; )
      waiting = (
        await all("select count(*)::int as n from pg_locks where relation = 'rollups'::regclass and not granted")
      )[0].n;
    await save(store, source, { signals: [made("2", on("10")), made("3", on("11")), made("1", on("12"))] });
    await blocker.query("commit");
    blocker.release();
    expect(await running).toEqual({ days: 1, spaces: 1 });
    expect(await rollUp(store)).toEqual({ days: 3, spaces: 1 });
    expect(await counts()).toEqual(["10", "11", "12"].map((day) => `lumen 2026-01-${day} lumen ada answer 1`));
  });

  test.skipIf(kind === "embedded")("a batch that is under way during a whole roll-up keeps its marks", async () => {
    const source = await makeSource(store);
    await save(store, source, { signals: [made("1", on("10"))] });
    const collector = await store.pool.connect();
    await collector.query("begin");
    await collector.query("update signals set deleted_at = now()");
    await collector.query("insert into dirty_days (space_id, day) select space_id, '2026-01-10' from signals");
    expect(await rollUp(store)).toEqual({ days: 1, spaces: 1 });
    expect(await counts()).toHaveLength(1);
    await collector.query("commit");
    collector.release();
    expect(await rollUp(store)).toEqual({ days: 1, spaces: 1 });
    expect(await counts()).toEqual([]);
  });

  test("after any sequence of batches and rules, the roll-up is what a rebuild from nothing gives", async () => {
    const derived = async () => ({
      counts: await counts(),
      reasons: await reasons(),
      threads: await all("select * from threads order by native_id"),
    });
    const rebuild = async () => {
      await store.pool.query("truncate rollups, attributions, threads, dirty_days");
      await store.pool.query(
        "insert into dirty_days (space_id, day) select distinct space_id, (occurred_at at time zone 'UTC')::date from signals",
      );
      await rollUp(store);
    };
    await fc.assert(
      fc
        .asyncProperty(fc.array(step, { minLength: 4, maxLength: 16, size: "max" }), async (steps) => {
          const source = await makeSource(store);
          const loose = await makeSource(store, "loose", []);
          for (const one of steps) await take(store, { lumen: source, loose }, one);
          await rollUp(store);
          const found = await derived();
          await rebuild();
          expect(found).toEqual(await derived());
        })
        .beforeEach(() => clearStore(store)),
      { seed: 20260201, numRuns: kind === "embedded" ? 50 : 12 },
    );
    // Only a failure, which is made small before it is shown, takes longer than the rest.
  }, 120_000);
});

const few = (most: number) => fc.integer({ min: 0, max: most });
const someSignal = fc
  .record({
    id: few(3),
    asks: fc.nat(2).map((n) => n === 0),
    day: fc.integer({ min: 10, max: 18 }).map(String),
    by: fc.constantFrom("ada", "bea", "beacon", null),
    thread: few(1),
    tags: fc.constantFrom<string[]>([], ["x"], ["y"]),
    deleted: fc.nat(3).map((n) => n === 0),
    space: fc.constantFrom("lumen", "lumen", "beam"),
  })
  .map(({ id, asks, day, by, thread, tags, deleted, space }): Signal => {
    const deletedAt = deleted ? "2026-01-20T00:00:00.000Z" : null;
    const more = { ...on(day), by, tags, deletedAt, space: tag(space) };
    const one = asks ? question(`q${thread}`, more) : answer(`a${id}`, `q${thread}`, more);
    return by === "beacon" ? { ...one, account: account("qa.example", "beacon", { bot: true }) } : one;
  });
const someEndorsement = fc
  .tuple(
    few(3),
    fc.constantFrom<Endorsement["kind"]>("accept", "up"),
    fc.constantFrom(null, "2026-01-25T00:00:00.000Z"),
  )
  .map(([id, kind, at]) => endorse(`a${id}`, kind, at));
const someRules = fc.constantFrom<Rules>(
  {},
  { tags: ["x"] },
  { tags: ["y"], spaces: ["*:be*"] },
  { spaces: ["*:lumen"] },
);
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      source: fc.constantFrom("lumen" as const, "loose" as const),
      signals: fc.array(someSignal, { maxLength: 3 }),
      endorsements: fc.array(someEndorsement, { maxLength: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.constant("roll up" as const) },
  { weight: 1, arbitrary: fc.record({ rules: someRules }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

async function take(store: Store, sources: Record<"lumen" | "loose", SourceRow>, one: Step): Promise<void> {
  if (one === "roll up") await rollUp(store);
  else if ("rules" in one) await applyCatalogue(store, rulesOf({ other: one.rules }));
  else {
    const { source, ...given } = one;
    const pullId = await startPull(store, sources[source].id, asOf);
    await saveBatch(store, { source: sources[source], pullId, batch: batch({ ...given, cursor: null }), now: asOf });
  }
}
