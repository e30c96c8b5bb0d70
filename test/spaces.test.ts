import { analyse } from "@groundswell/analyse";
import type { SignalKind } from "@groundswell/model";
import { answerSpaces, type SpacesAnswer } from "@groundswell/reports";
import type { SourceRow, Store } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf, made, makeSource, save, tag } from "./store-fixtures.ts";

const month = { from: new Date("2026-01-01"), to: new Date("2026-02-01") };
/** The 31 days before, and the same month a year earlier. */
const before = "2025-12-10T12:00:00.000Z";
const lastYear = "2025-01-10T12:00:00.000Z";
const now = () => asOf;

/** People who each send some signals to a space, in the month unless told otherwise. */
function crowd(
  space: string,
  people: number,
  more: { each?: number; at?: string; first?: number; kind?: SignalKind } = {},
) {
  const { each = 1, at = "2026-01-10T12:00:00.000Z", first = 0, kind = "answer" } = more;
  return Array.from({ length: people * each }, (_, index) =>
    made(`${space}-${kind}-${at}-${first}-${index}`, {
      by: `p${first + (index % people)}`,
      occurredAt: at,
      space: tag(space),
      kind,
    }),
  );
}

describe.each(storeKinds)("on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });

  /** What was really read of the one source, which is there since the end of 2024. */
  async function readOnly(source: SourceRow, ...windows: [from: string, to: string][]) {
    await store.pool.query("update sources set since = '2024-12-01' where id = $1", [source.id]);
    await store.pool.query("update pulls set covers_from = null, covers_to = null");
    for (const [from, to] of windows)
      await store.pool.query(
        `insert into pulls (source_id, state, started_at, covers_from, covers_to) values ($1, 'ok', $4, $2, $3)`,
        [source.id, from, to, asOf],
      );
  }
  const ask = (more: Partial<Parameters<typeof answerSpaces>[1]> = {}): Promise<SpacesAnswer> =>
    answerSpaces(store, { expertise: "lumen", weighting: "events", asOf: null, ...month, ...more });
  async function stock(...signals: ReturnType<typeof crowd>[]) {
    const source = await makeSource(store);
    await save(store, source, { signals: signals.flat() });
    await readOnly(source, ["2024-12-01", "2026-02-01"]);
    await analyse({ store, now }, { expertise: "lumen" });
    return source;
  }

  test("intervals, cover and dependence come with the answer, and the same question gives the same bytes", async () => {
    await stock(
      crowd("alpha", 30, { each: 3 }),
      crowd("beta", 20, { first: 20 }),
      crowd("gamma", 5, { first: 40 }),
      crowd("delta", 1, { first: 60, each: 12 }),
    );
    const answer = await ask();
    const { concentration, spaces } = answer;
    expect(concentration).toMatchObject({
      active: 4,
      total: 127,
      k50: 1,
      previous: null,
      compared: null,
      lastYear: null,
    });
    expect(concentration.interval).toMatchObject({ level: 0.95, by: "person", persons: 46, top5: [1, 1] });
    expect(concentration.interval?.k50[0]).toBe(1);
    expect(concentration.reach).toMatchObject({ spaces: 2, keys: ["qa.example:alpha", "qa.example:beta"], people: 40 });
    expect(concentration.withoutTopPerson).toMatchObject({ share: 12 / 127 });
    expect(concentration.lorenz.at(-1)).toEqual([1, 1]);
    expect(concentration.overlap).toBe(0);
    expect(spaces.find(({ name }) => name === "delta")).toMatchObject({ absenceFactor: 1, topPersonShare: 1 });
    expect(spaces.find(({ name }) => name === "alpha")).toMatchObject({ absenceFactor: 15, topPersonShare: 1 / 30 });
    expect(JSON.stringify(await ask())).toBe(JSON.stringify(answer));
    expect(JSON.stringify(answer)).not.toMatch(/"p60"/);
  });

  test("a window is compared with the one before and with the same one a year earlier", async () => {
    await stock(
      crowd("alpha", 30),
      crowd("beta", 10),
      crowd("alpha", 10, { at: before }),
      crowd("beta", 30, { at: before }),
      crowd("gamma", 8, { at: lastYear }),
    );
    const { concentration, spaces, warnings } = await ask();
    expect(concentration.compared).toMatchObject({
      why: null,
      window: { from: "2025-12-01T00:00:00.000Z", to: "2026-01-01T00:00:00.000Z" },
      change: { turnover: 0, k50Change: 0, entered: ["qa.example:alpha"], left: ["qa.example:beta"] },
    });
    expect(concentration.previous).toMatchObject({ k50: 1, turnover: 0 });
    expect(concentration.lastYear).toMatchObject({
      window: { from: "2025-01-01T00:00:00.000Z" },
      change: { turnover: 1, left: ["qa.example:gamma"] },
    });
    const alpha = spaces.find(({ name }) => name === "alpha");
    expect(alpha?.shareChange).toBeCloseTo(0.5, 9);
    expect(alpha?.shareChangeInterval?.[0]).toBeGreaterThan(0.2);
    expect(warnings.join()).not.toMatch(/was read/);
  });

  test("a window of which less was read is not compared unless told, and the answer says why", async () => {
    const source = await stock(crowd("alpha", 30), crowd("alpha", 10, { at: before }));
    await readOnly(source, ["2025-12-01", "2025-12-16"], ["2026-01-01", "2026-02-01"]);
    const refused = await ask();
    expect(refused.concentration.previous).toBeNull();
    expect(refused.concentration.compared).toMatchObject({
      change: null,
      why: expect.stringContaining("48 % of the earlier one"),
    });
    expect(refused.spaces[0]?.shareChange).toBeNull();
    expect(refused.warnings).toContain(refused.concentration.compared?.why);
    const told = await ask({ compareAnyway: true });
    expect(told.concentration.previous).toMatchObject({ k50: 1, turnover: 0 });
    expect(told.concentration.compared?.why).toMatch(/48 % of the earlier one/);
    expect(told.spaces[0]?.shareChange).toBe(0);
  });

  test("a window read in part says so in the sentence and among the warnings", async () => {
    const source = await stock(crowd("alpha", 30), crowd("beta", 10), crowd("gamma", 10));
    await readOnly(source, ["2026-01-01", "2026-01-11"]);
    const { insight, warnings } = await ask();
    expect(insight).toMatch(/Do not pass this on yet: it rests on only 32 %/);
    expect(warnings.join()).toMatch(/Only 32 % of what should have been read was read/);
  });

  test("messages and commits in the head are told apart, in what kind they are", async () => {
    await stock(crowd("alpha", 30), crowd("beta", 28, { kind: "commit" }), crowd("gamma", 3), crowd("delta", 3));
    const { warnings } = await ask();
    expect(warnings.join()).toMatch(
      /questions, answers and messages \(qa\.example:alpha\), commits and reviews \(qa\.example:beta\)/,
    );
    expect((await ask({ weighting: "people" })).warnings.join()).not.toMatch(/Unlike things/);
  });

  test("one person alone has no interval, and it is said", async () => {
    await stock(crowd("alpha", 1, { each: 9 }), crowd("beta", 1, { each: 4 }), crowd("gamma", 1, { each: 2 }));
    const { concentration, spaces, warnings, insight } = await ask();
    expect(concentration).toMatchObject({ k50: 1, interval: null });
    expect(spaces.map(({ inTop }) => inTop)).toEqual([null, null, null]);
    expect(warnings.join()).toMatch(/One person did all/);
    expect(insight).toContain("1 of 3 active spaces holds 60 % of activity");
  });
});
