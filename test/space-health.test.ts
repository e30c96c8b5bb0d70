import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyse, deriveKinds } from "@groundswell/analyse";
import { collect } from "@groundswell/collect";
import { connectors, createHttp } from "@groundswell/connectors";
import { account, type Endorsement, type Signal } from "@groundswell/model";
import { answerSpaceHealth, answerSupport } from "@groundswell/reports";
import { createWorld, writeSignals } from "@groundswell/simulator";
import {
  ensureExpertise,
  erasePerson,
  importSource,
  movePersons,
  rollUp,
  type SourceRow,
  type Store,
} from "@groundswell/store";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openTestStore, storeKinds, useSuiteStore } from "./open-test-store.ts";
import { realData } from "./real-data.ts";
import { healthByHand } from "./space-health-by-hand.ts";
import { accountId, asOf, made, makeSource, saveAndCount, tag } from "./store-fixtures.ts";

type More = Parameters<typeof made>[1];

const window = { from: new Date("2025-11-09T00:00:00Z"), to: asOf };
const day = (on: string) => ({ occurredAt: `${on}T12:00:00.000Z` });
const asked = (id: string, on: string, more: More = {}) =>
  made(id, { kind: "question", threadId: id, by: `asker-${id}`, ...day(on), ...more });
const answered = (to: string, by: string | null, on: string, more: More = {}) =>
  made(`${to}-${by}-${on}`, { threadId: to, parentId: to, by, ...day(on), ...more });
const accepts = (id: string, at: string | null): Endorsement => ({
  signal: { platform: "qa.example", kind: "answer", id },
  ...{ kind: "accept", id: "accept", at, accountId: null },
});

/** Twelve questions on the first days of December, each by somebody else. */
const questions = Array.from({ length: 12 }, (_, n) => asked(`q${n}`, `2025-12-${String(n + 1).padStart(2, "0")}`));
const answerAll = (by: string, more: More = {}) =>
  questions.map(({ id, occurredAt }) => answered(id, by, occurredAt.slice(0, 10), more));

describe.each(storeKinds)("on the %s store", (kind) => {
  let store: Store;
  let source: SourceRow;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeEach(async () => {
    source = await makeSource(store);
  });

  const given = (signals: Signal[], endorsements: Endorsement[] = []) =>
    saveAndCount(store, source, { signals, endorsements });

  const answer = (of = window) => answerSpaceHealth(store, { expertise: "lumen", window: of });

  async function health(of = window) {
    const found = (await answer(of)).get("qa.example:lumen");
    if (!found?.health) throw new Error("There is no health of lumen.");
    return found.health;
  }

  test("who answers themselves, a bot and a second account of the asker are no response; staff are, and are told apart", async () => {
    const [own, ...others] = questions;
    await given([
      ...questions,
      answered("q0", "asker-q0", "2025-12-02"),
      answered("q1", "second", "2025-12-03"),
      answered("q2", null, "2025-12-04", { account: account("qa.example", "robot", { bot: true }) } as More),
      answered("q3", null, "2025-12-05", { account: account("qa.example", "maker", { staff: true }) } as More),
      answered("q4", null, "2025-12-06"),
    ]);
    expect([own?.id, others.length]).toEqual(["q0", 11]);
    expect((await health()).intervals.responseRate["24h"]).toMatchObject({ count: 3, n: 12 });
    await movePersons(store.pool, new Map([[await accountId(store, "second"), await accountId(store, "asker-q1")]]));
    const joined = await health();
    expect(joined.intervals.responseRate["24h"]).toMatchObject({ count: 2, n: 12 });
    expect(joined.backlog).toBe(10);
    expect(joined.intervals.staffShare).toMatchObject({ count: 1, n: 2 });
  });

  test("as of an earlier instant nothing later shows: no answer, no acceptance, no closing, no deletion", async () => {
    const middle = { from: window.from, to: new Date("2025-12-20T00:00:00Z") };
    const signals = [
      ...questions.map((one) => ({ ...one, metrics: one.id === "q5" ? { closedAt: "2026-01-05T00:00:00Z" } : {} })),
      ...answerAll("bea", { metrics: { accepted: false } }).slice(0, 5),
      answered("q6", "bea", "2025-12-25", { metrics: { accepted: false } }),
      // Both were there on the day; one was gone before it.
      answered("q7", "bea", "2025-12-10", { deletedAt: "2026-01-03T00:00:00.000Z" }),
      answered("q8", "bea", "2025-12-10", { deletedAt: "2025-12-11T00:00:00.000Z" }),
    ];
    await given(signals, [
      accepts("q0-bea-2025-12-01", "2025-12-06T00:00:00.000Z"),
      accepts("q1-bea-2025-12-02", "2026-01-02T00:00:00.000Z"),
    ]);
    const before = await health(middle);
    expect(before).toMatchObject({ backlog: 6, responses: 6, closureRatio: 0.5, dismissed: 0 });
    expect(before.intervals.acceptedRate).toMatchObject({ count: 1, n: 5 });
    const after = await health();
    // The one that was closed after a month without a word waits no more, and waited.
    expect(after).toMatchObject({ backlog: 5, responses: 6, closureRatio: 7 / 12, threads: 12, dismissed: 0 });
    expect(after.intervals.acceptedRate).toMatchObject({ count: 2, n: 12 });
  });

  test("only threads of the window count, also among those that nobody answered", async () => {
    const old = Array.from({ length: 15 }, (_, n) => asked(`old${n}`, "2025-03-01"));
    await given([...old, ...questions, ...answerAll("bea").slice(0, 10)]);
    expect(await health()).toMatchObject({ threads: 12, backlog: 2, responseRate: { "7d": 10 / 12 } });
  });

  test("threads that a tag makes an expertise's count in whatever space they are asked, and the others there do not", async () => {
    await store.pool.query(
      `insert into expertises (slug, name, rules) values ('quill', 'Quill', '{"tags": ["quill"]}')`,
    );
    const tagged = questions.map((question, n) => (n < 10 ? { ...question, tags: ["quill"] } : question));
    await given([...tagged, ...answerAll("bea").slice(0, 4)]);
    const found = await answerSpaceHealth(store, { expertise: "quill", window });
    expect([...found].map(([space, { health }]) => [space, health?.threads, health?.responseRate["7d"]])).toEqual([
      ["qa.example:lumen", 10, 4 / 10],
    ]);
  });

  test("where nobody asks there is no health, where nobody asked of late there is one without threads", async () => {
    const blog = { ...tag("blog"), kind: "blog" as const };
    const code = { ...tag("code"), kind: "repository" as const };
    await given([
      made("post", { kind: "post", space: blog }),
      made("pull", { kind: "pull-request", threadId: "pull", space: code }),
      asked("long-ago", "2024-01-01", { space: tag("quiet") }),
      ...questions,
    ]);
    const found = await answer();
    expect([...found.keys()]).toEqual(["qa.example:lumen", "qa.example:quiet"]);
    expect(found.get("qa.example:quiet")).toMatchObject({
      health: { threads: 0, insufficient: true, backlog: 0, responseRate: { "24h": null }, acceptedRate: null },
      support: { rank: null, need: null, reasons: [expect.stringMatching(/^Insufficient: 0 threads/)] },
    });
  });

  test("acceptance is asked only where its place shows any, and how long it takes only where it is dated", async () => {
    const dated = { metrics: { accepted: false }, space: tag("dated") };
    const undated = { metrics: { accepted: true }, space: tag("undated") };
    const elsewhere = (to: string, space: string, more: More) => [
      ...questions.map((one) => ({ ...one, id: one.id + space, threadId: one.id + space, space: tag(space) })),
      ...answerAll(to, more).map((one) => ({ ...one, id: one.id + space, threadId: `${one.threadId}${space}` })),
    ];
    await given(
      [...questions, ...answerAll("bea"), ...elsewhere("bea", "dated", dated), ...elsewhere("bea", "undated", undated)],
      questions.map(({ occurredAt }, n) => accepts(`q${n}-bea-${occurredAt.slice(0, 10)}dated`, occurredAt)),
    );
    const found = await answer();
    const acceptance = (space: string) => {
      const { acceptedRate, acceptanceHours } = found.get(`qa.example:${space}`)?.health ?? {};
      return [acceptedRate, acceptanceHours?.median ?? null];
    };
    expect(acceptance("lumen")).toEqual([null, null]);
    expect(acceptance("undated")).toEqual([1, null]);
    expect(acceptance("dated")).toEqual([1, 0]);
  });

  test("an asker is new within sixty days of the first thing they did there, where the record is old enough to tell", async () => {
    await given([...questions, ...answerAll("bea")]);
    expect((await health()).intervals.newAskerShare.n).toBe(0);
    await given([made("first", { by: "old-hand", ...day("2025-01-01") }), answered("x", "asker-q0", "2025-02-01")]);
    expect((await health()).intervals).toMatchObject({
      newAskerShare: { count: 11, n: 12 },
      newcomerResponseRate: { count: 11, n: 11 },
    });
    // Sixty days before the question is within them, sixty-one is not.
    await given([answered("x", "asker-q1", "2025-10-03"), answered("x", "asker-q2", "2025-10-03")]);
    expect((await health()).intervals.newAskerShare).toMatchObject({ count: 10, n: 12 });
  });

  test("what numbers said on an earlier day, and who is somebody's other account by now, is told where it is read", async () => {
    const views = { metrics: { views: 9, closed: false } };
    await given([
      ...questions.map((one) => ({ ...one, ...views })),
      ...answerAll("bea", { metrics: { accepted: true } }),
    ]);
    expect((await health()).intervals.acceptedRate).toMatchObject({ count: 12, n: 12 });
    await store.pool.query(
      `insert into earlier_metrics (signal_id, replaced_on, metrics)
       select id, '2026-02-01', '{"accepted": false}' from signals where kind = 'answer' and native_id like 'q0-%'`,
    );
    expect((await health()).intervals.acceptedRate).toMatchObject({ count: 11, n: 12 });
    await given([made("first", { by: "old-hand", ...day("2025-01-01") })]);
    expect((await health()).intervals.newAskerShare).toMatchObject({ count: 12, n: 12 });
    await movePersons(store.pool, new Map([[await accountId(store, "asker-q0"), await accountId(store, "old-hand")]]));
    expect((await health()).intervals.newAskerShare).toMatchObject({ count: 11, n: 12 });
  });

  test("whoever is erased is in no thread any more, before anything is counted again", async () => {
    await given([...questions, ...answerAll("bea")]);
    const [bea, asker] = [await accountId(store, "bea"), await accountId(store, "asker-q1")];
    const erasing = { actor: "lead", reason: null, now: asOf, dryRun: false };
    const keyed = { ...store, erasureKey: "k".repeat(32) };
    await erasePerson(keyed, { ...erasing, person: bea });
    await erasePerson(keyed, { ...erasing, person: asker });
    const { rows } = await store.pool.query(
      "select count(*)::int as threads, count(*) filter (where account_id = $2 or posts ->> 2 = $1::text)::int as theirs from threads",
      [bea, asker],
    );
    expect(rows).toEqual([{ threads: 12, theirs: 0 }]);
    expect(await health()).toMatchObject({ responses: 12, responders: 0, askers: 11 });
  });

  test("an awardee is an expert, whoever gives most of the responses is one too, and others are not", async () => {
    const some = questions.slice(0, 11).map(({ id, occurredAt }) => answered(id, "bea", occurredAt.slice(0, 10)));
    await given([...questions, ...some, answered("q11", "cleo", "2025-12-12")]);
    expect((await health()).intervals.expertPresence).toMatchObject({ count: 11, n: 12 });
    await store.pool.query("insert into registries (name, kind, read_at) values ('file', 'awardees', $1)", [asOf]);
    await store.pool.query(
      `insert into awards (registry, account_id, expertise, awarded_on, status)
       select 'file', id, ' Lumen', '2025-01-01', 'current' from accounts where native_id = 'cleo'`,
    );
    expect((await health()).intervals.expertPresence).toMatchObject({ count: 12, n: 12 });
  });

  test("a record that begins in the window before is no growth", async () => {
    const sooner = Array.from({ length: 10 }, (_, n) => asked(`s${n}`, "2025-10-01"));
    await given([...sooner, ...questions]);
    const growth = async () => (await answer()).get("qa.example:lumen")?.support?.parts[1];
    expect(await growth()).toMatchObject({ part: "growing", count: 0 });
    await given([asked("first", "2025-01-01")]);
    expect(await growth()).toMatchObject({ part: "growing", count: 2, of: 10, need: 2 });
  });

  test("the list of support gives its reasons, its sum and the oldest threads that wait, and names nobody", async () => {
    const forum = tag("forum");
    const waiting = Array.from({ length: 14 }, (_, n) =>
      asked(`w${n}`, `2026-01-${String(n + 2).padStart(2, "0")}`, {
        space: forum,
        title: `Help ${n}`,
        url: `https://x.example/${n}`,
      }),
    );
    await given([
      ...questions,
      ...answerAll("bea"),
      ...waiting,
      answered("w3", "bea", "2026-01-09"),
      asked("lone", "2026-01-01", { space: tag("few") }),
    ]);
    await analyse({ store, now: () => asOf }, { expertise: "lumen", asOf });
    const question = { expertise: "lumen", asOf, from: null, to: null, by: "need", threadLimit: 2 } as const;
    const list = await answerSupport(store, question);
    expect(list.spaces.map(({ key, rank, reachRank }) => [key, rank, reachRank])).toEqual([
      ["qa.example:forum", 1, 1],
      ["qa.example:lumen", 2, 2],
    ]);
    const [first] = list.spaces;
    expect(first?.reasons).toEqual([
      "13 of 14 threads of the 12 weeks to 2026-02-01 had no response in their first 7 days.",
    ]);
    expect(first?.parts.reduce((sum, { need }) => sum + need, 0)).toBe(first?.need);
    expect(first?.waiting).toEqual([
      { url: "https://x.example/0", title: "Help 0", askedAt: "2026-01-02T12:00:00.000Z", ageDays: 29 },
      { url: "https://x.example/1", title: "Help 1", askedAt: "2026-01-03T12:00:00.000Z", ageDays: 28 },
    ]);
    expect(list.insufficient).toEqual(["qa.example:few"]);
    expect(JSON.stringify(list)).not.toMatch(/bea|asker-/);
    expect(JSON.stringify(await answerSupport(store, question))).toBe(JSON.stringify(list));
  });
});

async function load(connector: string, path: string, now: () => Date): Promise<Store> {
  const store = await openTestStore("embedded");
  await ensureExpertise(store, "lumen");
  const given = { id: "import", connector, expertises: ["lumen"], options: { paths: [path] } };
  const http = createHttp({ userAgent: "groundswell-test/0", now, allowHosts: ["127.0.0.1"] });
  const context = { store, connectors, http, env: {}, now, rawDays: 0, signal: new AbortController().signal };
  await collect(context, await importSource(store, given));
  await deriveKinds(store);
  await rollUp(store);
  return store;
}

/** Two ways of adding may differ in the last digits. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, one) => (typeof one === "number" ? Number(one.toPrecision(9)) : one));
}

async function expectEqualByHand(store: Store, of: { from: Date; to: Date }): Promise<number> {
  const byHand = await healthByHand(store, of);
  const answers = await answerSpaceHealth(store, { expertise: "lumen", window: of });
  const told = new Map([...answers].filter(([, { health }]) => health && health.threads > 0));
  expect([...told.keys()]).toEqual([...byHand.keys()].sort());
  for (const [space, expected] of byHand)
    expect(rounded(told.get(space)?.health), space).toMatchObject(rounded(expected) as object);
  return byHand.size;
}

const travel = realData("travel-stackexchange");
test.skipIf(!travel)(
  "on a real site every measure of response is what plain loops over its signals count, at several instants",
  async () => {
    const store = await load("stackexchange-dump", travel ?? "", () => new Date("2026-11-21T12:00:00Z"));
    for (const [from, to] of [
      ["2016-01-01", "2017-01-01"],
      ["2014-10-09", "2015-01-01"],
      ["2017-06-08", "2017-08-31"],
    ] as const)
      expect(await expectEqualByHand(store, { from: new Date(from), to: new Date(to) })).toBe(1);
  },
  300_000,
);

test("in the simulated world they are, in each of its spaces that are asked in", async () => {
  const world = createWorld({ seed: 11, asOf, people: 120, months: 15 });
  const folder = mkdtempSync(join(tmpdir(), "groundswell-health-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "world.ndjson.gz");
  await writeSignals(world, file);
  const store = await load("signals", file, () => asOf);
  expect(await expectEqualByHand(store, { from: new Date("2025-08-01"), to: asOf })).toBeGreaterThan(20);
  expect(await expectEqualByHand(store, window)).toBeGreaterThan(20);
}, 120_000);
