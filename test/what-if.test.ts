import { analyse } from "@groundswell/analyse";
import { account, type Signal } from "@groundswell/model";
import { answerCandidates, answerWhatIf, type WhatIfQuestion } from "@groundswell/reports";
import type { Store } from "@groundswell/store";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { Desk } from "./run-command.ts";
import { asOf, made, makeSource, save, tag } from "./store-fixtures.ts";

describe.each(storeKinds)("what if the policy were another, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const now = () => asOf;
  const months = ["2025-09", "2025-10", "2025-11", "2025-12", "2026-01"];

  /** The same in each of five months. */
  function monthly(by: string, more: { kind?: Signal["kind"]; votes?: number; space?: string } = {}): Signal[] {
    const { kind: of = "answer", votes = 1, space = "lumen" } = more;
    return months.map((month) => ({
      ...made(`${by}-${of}-${space}-${month}`, {
        kind: of,
        occurredAt: `${month}-10T12:00:00.000Z`,
        space: tag(space),
      }),
      metrics: { score: votes },
      account: account("qa.example", by, { name: by }),
    }));
  }
  const ask = (changes: WhatIfQuestion["changes"], more: Partial<WhatIfQuestion> = {}) =>
    answerWhatIf(store, { expertise: "lumen", track: "expert", asOf: null, limit: 0, changes, ...more });
  const moves = async (changes: WhatIfQuestion["changes"]) =>
    (await ask(changes)).movers.map(({ name, before, after }) => [name, before.rank, after.rank]);
  const optOut = (name: string) =>
    store.pool.query(
      `insert into opt_outs (account_id, is_out, actor, reason, at) select id, true, 'lead', null, $2 from accounts where native_id = $1`,
      [name, asOf],
    );

  beforeEach(async () => {
    const source = await makeSource(store);
    await save(store, source, {
      signals: [
        ...monthly("ash", { votes: 200, space: "wick" }),
        ...monthly("ash", { votes: 1 }),
        ...monthly("birch", { votes: 20 }),
        ...monthly("cedar", { kind: "post", votes: 3 }),
        ...monthly("dogwood", { kind: "comment", votes: 90 }),
        ...monthly("elder", { votes: 2 }),
        ...monthly("fir", { votes: 1000 }),
      ],
    });
    await optOut("fir");
    await analyse({ store, now }, { expertise: "lumen", asOf });
  });

  test("each change moves whom it must", async () => {
    const before = await answerCandidates(store, { expertise: "lumen", track: "expert", asOf: null, limit: 0 });
    expect(before.candidates.map(({ name }) => name)).toEqual(["cedar", "ash", "birch", "elder", "dogwood"]);
    expect(await moves({ weights: { posts: 0.2 } })).toEqual([
      ["cedar", 1, 3],
      ["ash", 2, 1],
      ["birch", 3, 2],
    ]);
    expect(await moves({ weights: { posts: 0 } })).toContainEqual(["cedar", 1, null]);
    expect(await moves({ dropSpaces: ["qa.example:wick"] })).toContainEqual(["ash", 2, 5]);
    expect(await moves({ kinds: { comment: { base: 30, weeklySaturation: 30 } } })).toContainEqual(["dogwood", 5, 1]);
    expect(await moves({ dropKinds: ["comment"] })).toEqual([["dogwood", 5, null]]);
    expect(await moves({ weights: { answers: 1 } })).toEqual([]);
    expect((await moves({ months: 2 })).every(([, , after]) => after === null)).toBe(true);
  });

  test("the answer says what is otherwise, for how many, and why somebody moves", async () => {
    const answer = await ask({ dropSpaces: ["qa.example:wick"], weights: { code: 0.5 } });
    expect(answer).toMatchObject({
      expertise: "lumen",
      policyVersion: "mvp-1",
      changes: ["the weight of code is 0.5 instead of 1", "nothing in qa.example:wick counts"],
      before: { population: 6, ranked: 5, window: answer.window },
      after: { population: 6, ranked: 5, window: answer.window },
      top: { size: 20, shared: 5 },
      entering: [],
      leaving: [],
    });
    expect(answer.changed).toBe(answer.movers.length);
    expect(answer.correlation).toBeLessThan(1);
    expect(answer.movers[0]).toMatchObject({
      name: "ash",
      before: { rank: 2 },
      why: expect.stringMatching(/^Answers falls/),
    });
    expect((await ask({ months: 24 })).after.window.from).toBe("2024-02-01T00:00:00.000Z");
    expect((await ask({ dropSpaces: ["qa.example:wick"] }, { limit: 1 })).movers).toHaveLength(1);
  });

  test("whom a gate set aside stays aside, whatever is changed, and counts in the population", async () => {
    for (const changes of [
      { weights: { answers: 9 } },
      { months: 24 },
      { power: 1 },
      { dropSpaces: ["qa.example:wick"] },
    ]) {
      const { movers, entering, before } = await ask(changes);
      expect([...movers, ...entering].map(({ name }) => name)).not.toContain("fir");
      expect(before).toMatchObject({ population: 6, ranked: 5 });
    }
  });

  test("nothing is saved, and the run says what it said", async () => {
    const counts = async () => {
      const { rows } = await store.pool.query(
        "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
      );
      const sums: Record<string, unknown> = {};
      for (const { name } of rows) {
        const read = await store.pool.query(
          `select count(*)::int as n, md5(string_agg(t::text, ' ' order by t::text)) as sum from "${name}" t`,
        );
        sums[name] = read.rows[0];
      }
      return sums;
    };
    const before = await counts();
    expect(Object.keys(before).length).toBeGreaterThan(10);
    await ask({ weights: { posts: 3 }, kinds: { answer: { base: 2 } }, dropKinds: ["comment"], power: 1, months: 24 });
    expect(await counts()).toEqual(before);
  });

  test("the same question gives the same answer, of the run of the day that was asked for", async () => {
    const changes = { weights: { posts: 3 }, power: 2 };
    expect(JSON.stringify(await ask(changes))).toBe(JSON.stringify(await ask(changes)));
    const earlier = new Date("2026-01-01T00:00:00Z");
    await expect(ask(changes, { asOf: earlier })).rejects.toThrow(
      /Nothing has been analysed for "lumen" as of 2026-01-01/,
    );
    await analyse({ store, now }, { expertise: "lumen", asOf: earlier });
    expect((await ask(changes, { asOf: earlier })).asOf).toBe("2026-01-01T00:00:00.000Z");
  });

  test("what is not there is refused in a sentence", async () => {
    await expect(ask({ dropSpaces: ["qa.example:nowhere"] })).rejects.toThrow(
      'lumen has no space "qa.example:nowhere": "groundswell spaces --json" shows the key of each.',
    );
    await expect(ask({ weights: { talks: 1 } })).rejects.toThrow(/^The expert track has no channel "talks"; it has: /);
    await expect(ask({}, { expertise: "candles" })).rejects.toThrow(/no expertise "candles"/);
  });
});

describe("groundswell what-if", () => {
  const desk = new Desk();
  afterAll(() => desk.clear());

  test.each([
    [[], /give at least one change/],
    [["--weight", "answers"], /write channel=number/],
    [["--weight", "answers=much"], /--weight answers "much" is no number/],
    [["--kind", "answer=60"], /write kind\.number=n/],
    [["--power", "three"], /--power "three" is no number/],
  ])("refuses %j as wrong usage", async (args, sentence) => {
    const { code, stderr } = await desk.run(["what-if", ...args]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(sentence)]);
  });
});
