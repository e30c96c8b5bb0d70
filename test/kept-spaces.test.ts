import { analyse, keepAnswers } from "@groundswell/analyse";
import type { Signal } from "@groundswell/model";
import { answerSpaces, findReport, keptSpaces } from "@groundswell/reports";
import type { Store } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { made, makeSource, save, tag } from "./store-fixtures.ts";

const monday = new Date("2026-02-02T00:00:00Z");
const later = () => new Date("2026-02-02T07:00:00Z");
const window = findReport("support").windowAt(monday, "week");

/** Questions in two spaces on every second day of half a year, two of three answered. */
function threads(): Signal[] {
  return Array.from({ length: 90 }, (_, n) => n).flatMap((n) => {
    const asked = monday.getTime() - (2 * n + 1) * 86_400_000;
    const common = { space: tag(n % 3 === 0 ? "beta" : "alpha"), threadId: `q${n}` };
    const question = made(`q${n}`, {
      ...{ ...common, kind: "question", by: `asker${n}`, url: `https://qa.example/q/${n}` },
      ...{ occurredAt: new Date(asked).toISOString(), links: n % 4 === 0 ? ["https://discord.gg/lamps"] : [] },
    });
    const answer = made(`a${n}`, {
      ...{ ...common, by: `helper${n % 5}`, occurredAt: new Date(asked + 3_600_000).toISOString() },
    });
    return n % 3 === 1 ? [question] : [question, answer];
  });
}

describe.each(storeKinds)("on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });

  async function stock() {
    const source = await makeSource(store);
    await save(store, source, { signals: threads() });
    await store.pool.query("update sources set since = '2025-01-01'");
    await pulled("2025-01-01", "2026-02-02");
    await analyse({ store, now: later }, { expertise: "lumen", asOf: monday });
    return source;
  }
  const pulled = (from: string, to: string) =>
    store.pool.query(
      "insert into pulls (source_id, state, started_at, covers_from, covers_to) select id, 'ok', $3, $1, $2 from sources",
      [from, to, monday],
    );
  const keep = () => keepAnswers({ store, now: later }, { expertise: "lumen" });
  const kept = () => keptSpaces(store, "lumen", window);
  const build = async () =>
    JSON.stringify(await findReport("support").build(store, { expertise: "lumen", window, cadence: "week" }));

  test("a kept answer is what answering anew gives, and the report of it the same bytes", async () => {
    await stock();
    expect(await kept()).toBeNull();
    const anew = await build();
    await keep();
    const asked = { expertise: "lumen", weighting: "events", asOf: monday, ...window } as const;
    expect(await kept()).toEqual(JSON.parse(JSON.stringify(await answerSpaces(store, asked))));
    expect(await build()).toBe(anew);
    // That it was read, and not reckoned beside it, shows where it says something else.
    await store.pool.query('update kept_rows set row = replace(row, \'"name":"alpha"\', \'"name":"kept"\')');
    expect(await build()).toContain('"text":"kept"');
  });

  test("another window, a later run, and signals of the window that came since are answered anew", async () => {
    const source = await stock();
    await keep();
    expect(await kept()).not.toBeNull();
    expect(await keptSpaces(store, "lumen", { ...window, from: new Date("2025-11-11") })).toBeNull();
    await save(store, source, { signals: [made("news", { occurredAt: "2026-02-02T06:00:00Z", space: tag("alpha") })] });
    expect(await kept()).not.toBeNull();
    await save(store, source, { signals: [made("late", { occurredAt: "2026-01-30T06:00:00Z", space: tag("alpha") })] });
    expect(await kept()).toBeNull();
    await analyse({ store, now: later }, { expertise: "lumen", asOf: monday });
    expect(await kept()).toBeNull();
  });

  test("what was read since without a signal is in the coverage of the answer", async () => {
    await stock();
    await store.pool.query("update pulls set covers_to = '2026-01-20' where covers_to = '2026-02-02'");
    await keep();
    expect(await kept()).not.toBeNull();
    await pulled("2026-01-20", "2026-02-02");
    expect(await kept()).toBeNull();
  });
});
