import { account, type Endorsement, type Signal } from "@groundswell/model";
import {
  contributions,
  helpGiven,
  movePersons,
  newcomerHelp,
  newcomersByAsker,
  readHelp,
  type SourceRow,
  type Store,
  selfAnswers,
  threadWins,
} from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { made, makeSource, saveAndCount, tag } from "./store-fixtures.ts";

type More = Parameters<typeof made>[1];

const window = { from: new Date("2025-02-01"), to: new Date("2026-02-01") };
const on = (day: string) => ({ occurredAt: `${day}T12:00:00.000Z` });
const asked = (id: string, by: string | null, day = "2025-12-01", more: More = {}) =>
  made(id, { kind: "question", threadId: id, by, ...on(day), ...more });
const answered = (id: string, to: string, by: string | null, more: More = {}) =>
  made(id, { threadId: to, parentId: to, by, ...on("2025-12-02"), ...more });
const scored = (score: number, more: More = {}) => ({ metrics: { score }, ...more });
const endorse = (id: string, kind: Endorsement["kind"], at: string | null, name = ""): Endorsement => ({
  signal: { platform: "qa.example", kind: "answer", id },
  kind,
  id: `${kind}${name}`,
  at,
  accountId: null,
});

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

  async function idOf(name: string): Promise<number> {
    const { rows } = await store.pool.query("select id from accounts where native_id = $1", [name]);
    return rows[0].id;
  }

  async function join(name: string, person: string): Promise<void> {
    await movePersons(store.pool, new Map([[await idOf(name), await idOf(person)]]));
  }

  const help = () => helpGiven(store, "lumen", window);
  const wins = () => threadWins(store, "lumen", window);

  /** `person kind count accepted` of what counts for a score. */
  async function counted(): Promise<string[]> {
    const rows = await contributions(store, "lumen", window);
    return rows.map(({ person, kind, count, accepted }) => `${person} ${kind} ${count} ${accepted}`);
  }

  describe("an answer to oneself", () => {
    test("counts nothing, is no help, and is kept for whoever checks", async () => {
      await given(
        [asked("q", "ada"), answered("1", "q", "ada"), answered("2", "q", "bea"), asked("r", null)],
        [endorse("1", "accept", "2025-12-03T00:00:00Z")],
      );
      const [ada, bea] = [await idOf("ada"), await idOf("bea")];
      expect(await counted()).toEqual([`${ada} question 1 null`, `${bea} answer 1 null`]);
      expect((await help()).map(({ helper, asker }) => [helper, asker])).toEqual([[bea, ada]]);
      expect(await selfAnswers(store, "lumen", window)).toEqual([
        { person: ada, answers: 1, accepted: 1, comments: 0 },
      ]);
    });

    test("from a second account is one to oneself from when the two are one person", async () => {
      await given([asked("q", "ada-two"), answered("1", "q", "ada")], [endorse("1", "accept", "2025-12-03T00:00:00Z")]);
      expect([await selfAnswers(store, "lumen", window), (await help()).length]).toEqual([[], 1]);
      await join("ada-two", "ada");
      const ada = await idOf("ada");
      expect(await counted()).toEqual([`${ada} question 1 null`]);
      expect(await help()).toEqual([]);
      expect(await selfAnswers(store, "lumen", window)).toEqual([
        { person: ada, answers: 1, accepted: 1, comments: 0 },
      ]);
    });

    test("goes for comments in one's own thread too, and not for those in other people's", async () => {
      const comment = (id: string, to: string, by: string) => answered(id, to, by, { kind: "comment" });
      await given([asked("q", "ada"), comment("1", "q", "ada"), comment("2", "q", "bea")]);
      const [ada, bea] = [await idOf("ada"), await idOf("bea")];
      expect(await counted()).toEqual([`${ada} question 1 null`, `${bea} comment 1 null`]);
      expect(await selfAnswers(store, "lumen", window)).toEqual([
        { person: ada, answers: 0, accepted: 0, comments: 1 },
      ]);
    });

    test("that was accepted after the window was not accepted in it", async () => {
      await given(
        [asked("q", "ada"), answered("1", "q", "ada", { metrics: { accepted: true } })],
        [endorse("1", "accept", "2026-03-01T00:00:00Z")],
      );
      expect(await selfAnswers(store, "lumen", window)).toMatchObject([{ answers: 1, accepted: 0 }]);
    });

    test("outside the window is not told of", async () => {
      await given([asked("q", "ada", "2024-12-01"), answered("1", "q", "ada", on("2025-01-31"))]);
      expect(await selfAnswers(store, "lumen", window)).toEqual([]);
    });
  });

  describe("help given", () => {
    test("is told for each pair of persons, with its days", async () => {
      await given([
        asked("q", "cem"),
        asked("r", "cem-two"),
        answered("1", "q", "ada", on("2025-12-05")),
        answered("2", "r", "ada", on("2025-12-02")),
        answered("3", "r", "bea", on("2025-12-03")),
      ]);
      await join("cem-two", "cem");
      const [ada, bea, cem] = [await idOf("ada"), await idOf("bea"), await idOf("cem")];
      expect(await help()).toMatchObject([
        { helper: ada, asker: cem, answers: 2, firstDay: "2025-12-02", lastDay: "2025-12-05" },
        { helper: bea, asker: cem, answers: 1, firstDay: "2025-12-03", lastDay: "2025-12-03" },
      ]);
    });

    test("to somebody whom the source does not name is help to nobody known", async () => {
      await given([
        asked("q", null),
        answered("1", "q", "ada"),
        answered("2", "never read", "ada"),
        made("3", on("2025-12-02")),
      ]);
      expect(await help()).toMatchObject([{ helper: await idOf("ada"), asker: null, answers: 3 }]);
    });

    test("by a bot, by staff, or taken away again is none", async () => {
      const by = (id: string, known: object) => ({
        ...answered(id, "q", null),
        account: account("qa.example", `account-${id}`, known),
      });
      await given([
        asked("q", "cem"),
        by("1", { bot: true }),
        by("2", { staff: true }),
        answered("3", "q", "ada", { deletedAt: "2025-12-03T00:00:00.000Z" }),
      ]);
      expect(await help()).toEqual([]);
    });

    test("could be accepted where its place shows acceptances and it had 14 days for it", async () => {
      await given([
        asked("q", "cem"),
        answered("old", "q", "ada", { ...on("2026-01-17"), metrics: { accepted: false } }),
        answered("young", "q", "ada", { ...on("2026-01-20"), metrics: { accepted: true } }),
        asked("r", "cem", "2025-12-01", { space: tag("mailing list") }),
        answered("unknown", "r", "bea", { space: tag("mailing list") }),
      ]);
      expect(await help()).toMatchObject([
        { helper: await idOf("ada"), answers: 2, eligible: 1, accepted: 1, eligibleAccepted: 0, endorsed: 1 },
        { helper: await idOf("bea"), answers: 1, eligible: 0, accepted: 0 },
      ]);
    });

    test("could be accepted though only another answer of its place says so", async () => {
      await given(
        [asked("q", "cem"), answered("1", "q", "ada"), answered("2", "q", "bea")],
        [endorse("1", "accept", "2025-12-03T00:00:00Z")],
      );
      expect(await help()).toMatchObject([
        { helper: await idOf("ada"), eligible: 1, eligibleAccepted: 1 },
        { helper: await idOf("bea"), eligible: 1, eligibleAccepted: 0 },
      ]);
    });

    test("is endorsed by what is dated before the window's end, whatever the answer shows by now", async () => {
      await given(
        [asked("q", "cem"), answered("1", "q", "ada", { metrics: { accepted: true, score: 9 } })],
        [
          endorse("1", "up", "2025-12-03T00:00:00Z", "a"),
          endorse("1", "up", "2026-02-01T00:00:00Z", "b"),
          endorse("1", "accept", "2026-02-01T00:00:00Z"),
        ],
      );
      expect(await help()).toMatchObject([{ votes: 1, accepted: 0, eligible: 1, endorsed: 1 }]);
      expect(await counted()).toContain(`${await idOf("ada")} answer 1 0`);
    });

    test("that nobody voted for is unvoted where votes are shown, and unknown elsewhere", async () => {
      await given([
        asked("q", "cem"),
        answered("1", "q", "ada", scored(3)),
        answered("2", "q", "ada", scored(0)),
        answered("3", "q", "ada", scored(-2)),
        answered("4", "q", "ada"),
        asked("r", "cem", "2025-12-01", { space: tag("mailing list") }),
        answered("5", "r", "bea", { space: tag("mailing list") }),
      ]);
      expect(await help()).toMatchObject([
        { helper: await idOf("ada"), answers: 4, rated: 4, unvoted: 3, votes: 3, endorsed: 1 },
        { helper: await idOf("bea"), answers: 1, rated: 0, unvoted: 0, votes: 0, endorsed: 0 },
      ]);
    });
  });

  describe("thread wins", () => {
    test("are the share of other people's answers with fewer votes, equals counting half", async () => {
      await given([
        asked("q", "cem"),
        answered("1", "q", "ada", scored(3)),
        answered("2", "q", "bea", scored(3)),
        answered("3", "q", "dan", scored(-1)),
        answered("4", "q", "eva", scored(5)),
      ]);
      const people = [await idOf("ada"), await idOf("bea"), await idOf("dan"), await idOf("eva")];
      expect(await wins()).toEqual(
        [0.5, 0.5, 0, 1].map((won, at) => ({ person: people[at], contested: 1, wins: won })),
      );
    });

    test("are not over oneself: a second answer is no rival, and a thread of one's own is no contest", async () => {
      await given([
        asked("q", "cem"),
        answered("1", "q", "ada", scored(9)),
        answered("2", "q", "ada", scored(2)),
        answered("3", "q", "bea", scored(4)),
        asked("r", "cem"),
        answered("4", "r", "ada", scored(1)),
        answered("5", "r", "ada", scored(0)),
      ]);
      expect(await wins()).toEqual([
        { person: await idOf("ada"), contested: 2, wins: 1 },
        { person: await idOf("bea"), contested: 1, wins: 0.5 },
      ]);
    });

    test("count rivals from before the window, from staff, and from authors whom nobody names", async () => {
      const staff = { ...answered("3", "q", null, scored(5)), account: account("qa.example", "sam", { staff: true }) };
      await given([
        asked("q", "cem", "2025-01-01"),
        answered("1", "q", "ada", scored(3)),
        answered("2", "q", "bea", { ...scored(1), ...on("2025-01-02") }),
        staff,
        answered("4", "q", null, scored(0)),
        answered("5", "q", "eva", { ...scored(99), ...on("2026-02-02") }),
      ]);
      expect(await wins()).toEqual([{ person: await idOf("ada"), contested: 1, wins: 0.666667 }]);
    });

    test("are by the votes of before the window's end", async () => {
      await given(
        [asked("q", "cem"), answered("1", "q", "ada"), answered("2", "q", "bea")],
        [
          endorse("1", "up", "2025-12-03T00:00:00Z"),
          endorse("2", "up", "2026-02-02T00:00:00Z", "a"),
          endorse("2", "up", "2026-02-02T00:00:00Z", "b"),
        ],
      );
      expect((await wins()).map((one) => one.wins)).toEqual([1, 0]);
    });

    test("are unknown where a place shows no votes", async () => {
      await given([asked("q", "cem"), answered("1", "q", "ada"), answered("2", "q", "bea")]);
      expect(await wins()).toEqual([]);
    });
  });

  describe("newcomers helped", () => {
    // The record of the place begins long before anybody asks.
    const record = asked("first", "founder", "2024-01-01");
    const newcomers = () => newcomerHelp(store, "lumen", window);

    test("are those whose first signal was at most 60 days old when they asked", async () => {
      const at = (id: string, instant: string) => asked(id, "cem", "", { occurredAt: instant });
      await given([
        record,
        at("q", "2025-10-01T00:00:00.000Z"),
        at("sixty", "2025-11-30T00:00:00.000Z"),
        at("later", "2025-11-30T00:00:00.001Z"),
        answered("1", "q", "ada", { ...on("2025-10-02"), metrics: { score: 3, accepted: true } }),
        answered("2", "sixty", "ada", scored(0)),
        answered("3", "later", "ada", scored(7)),
      ]);
      const ada = await idOf("ada");
      const row = { person: ada, space: "qa.example:lumen", kind: "newcomer-help", count: 1 };
      expect(await newcomers()).toEqual([
        { ...row, day: "2025-10-02", logVotes: 2, accepted: 1 },
        { ...row, day: "2025-12-02", logVotes: 0, accepted: 0 },
      ]);
    });

    test("had done nothing of any kind before, with none of their accounts", async () => {
      await given([
        record,
        made("post", { kind: "post", by: "blogger", ...on("2025-01-01") }),
        asked("q", "cem"),
        answered("1", "q", "ada"),
      ]);
      expect(await newcomers()).toHaveLength(1);
      await join("blogger", "cem");
      expect(await newcomers()).toEqual([]);
    });

    test("are not oneself with a new account, nor somebody whom nobody names", async () => {
      await given([
        record,
        asked("q", "ada-two"),
        answered("1", "q", "ada"),
        asked("r", null),
        answered("2", "r", "ada"),
      ]);
      expect(await newcomers()).toHaveLength(1);
      await join("ada-two", "ada");
      expect(await newcomers()).toEqual([]);
    });

    test("are told by who asked, for what is left of somebody without an asker", async () => {
      const from = (id: string, by: string) => [asked(id, by), answered(`to-${id}`, id, "ada", scored(3))];
      await given([record, ...from("q", "cem"), ...from("r", "cem"), ...from("s", "dia")]);
      const [ada, cem, dia] = [await idOf("ada"), await idOf("cem"), await idOf("dia")];
      const rows = await newcomersByAsker(store, "lumen", window, [], [ada]);
      expect(rows.map(({ person, asker, kind, count, logVotes }) => [person, asker, kind, count, logVotes])).toEqual([
        [ada, cem, "newcomer-help", 2, 4],
        [ada, dia, "newcomer-help", 1, 2],
      ]);
      expect(await newcomers()).toMatchObject([{ person: ada, count: 3, logVotes: 6 }]);
      expect(await newcomersByAsker(store, "lumen", window, [], [cem])).toEqual([]);
    });

    test("are nobody known where the record itself is no older than that", async () => {
      await given([asked("first", "founder", "2025-10-02"), asked("q", "cem"), answered("1", "q", "ada")]);
      expect(await newcomers()).toEqual([]);
    });
  });

  test("everything at once is what each tells alone, and can be asked twice on one connection", async () => {
    await given([
      asked("first", "founder", "2024-01-01"),
      asked("q", "cem"),
      answered("1", "q", "ada", scored(3)),
      answered("2", "q", "bea", scored(1)),
    ]);
    const all = await readHelp(store, "lumen", window);
    expect(all).toEqual({
      given: await help(),
      wins: await wins(),
      newcomers: await newcomerHelp(store, "lumen", window),
    });
    expect(all).toMatchObject({ given: { length: 2 }, wins: { length: 2 }, newcomers: { length: 2 } });
    expect(await readHelp(store, "lumen", window)).toEqual(all);
    expect(await readHelp(store, "other", window)).toEqual({ given: [], wins: [], newcomers: [] });
  });
});
