import { setTimeout as sleep } from "node:timers/promises";
import { workOnCollect } from "@groundswell/collect";
import { type Connector, defineConnector } from "@groundswell/connectors";
import { batch } from "@groundswell/model";
import { findSource, type Store } from "@groundswell/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { openTestQueue, queuePlaces } from "./open-test-queue.ts";
import { openTestStore } from "./open-test-store.ts";
import { testHttp } from "./place-pull.ts";
import { asOf, made } from "./store-fixtures.ts";

const pages = 40;

/** A history of many pages, each taking a moment, read on from its cursor; `begun` notes each pull's first page. */
function history(begun: number[], resumes: boolean): Connector {
  return defineConnector({
    name: "history",
    summary: "Reads a long history of a test.",
    reads: "api",
    options: z.strictObject({ pages: z.number() }),
    credentials: {},
    order: "oldest-first",
    example: { pages },
    async *pull({ options, cursor }) {
      const first = resumes ? ((cursor as number | null) ?? 0) : 0;
      begun.push(first);
      for (let page = first; page < options.pages; page++) {
        await sleep(5);
        yield batch({ signals: [made(`${options.pages}-${page}`)], cursor: page + 1 });
      }
    },
  }) as Connector;
}

describe.each(queuePlaces)("jobs of a queue in $name", ({ kind, place }) => {
  async function run(resumes: boolean, meanwhile: ((store: Store) => Promise<unknown>) | null = null) {
    const store = await openTestStore(kind);
    const queue = await openTestQueue(place, store, () => asOf);
    onTestFinished(() => queue.close());
    const ofId = (id: string, count: number, lastSuccess: Date | null) =>
      store.pool.query(
        "insert into sources (id, connector, expertises, options, every, last_success) values ($1, 'history', '{}', $2, '1h', $3)",
        [id, JSON.stringify({ pages: count }), lastSuccess],
      );
    await ofId("long", pages, null);
    await ofId("live", 3, new Date(0));
    const begun: number[] = [];
    const done: string[] = [];
    await workOnCollect({
      collecting: {
        store,
        connectors: { history: history(begun, resumes) },
        http: testHttp(() => asOf),
        env: {},
        now: () => asOf,
        signal: new AbortController().signal,
        rawDays: 90,
      },
      queue,
      onDone: ({ source, state }) => done.push(`${source} ${state}`),
      concurrency: 1,
      turnMs: 20,
    });
    await queue.add("collect", { source: "long" });
    while (begun.length === 0) await sleep(5);
    if (meanwhile) await meanwhile(store);
    else await queue.add("collect", { source: "live" });
    await queue.drained("collect");
    const { rows } = await store.pool.query("select count(*)::int as signals from signals");
    return { store, begun, done, signals: rows[0].signals };
  }

  test("a first pull of a long history lets live pulls go first, and goes on where it stopped", async () => {
    const { store, begun, done, signals } = await run(true);
    expect(done.slice(0, 2)).toEqual(["long partial", "live ok"]);
    expect(done.at(-1)).toBe("long ok");
    expect(begun[1]).toBe(0);
    expect(begun.slice(2).every((first) => first > 0)).toBe(true);
    expect(signals).toBe(pages + 3);
    expect((await findSource(store, "long"))?.state).toBe("ok");
  });

  test.each([
    ["taken out of the catalogue", "every = null", "new"],
    ["paused", "state = 'paused'", "paused"],
  ])("one whose source is %s stops, keeps what it has, and is not begun again", async (_, change, state) => {
    const { store, done, signals } = await run(true, ({ pool }) =>
      pool.query(`update sources set ${change} where id = 'long'`),
    );
    expect(done).toEqual(["long partial"]);
    expect(signals).toBeGreaterThan(0);
    expect(signals).toBeLessThan(pages);
    expect((await findSource(store, "long"))?.state).toBe(state);
  });

  test("one that cannot go on in the middle is given longer turns, and ends", async () => {
    const { done, signals } = await run(false);
    expect(done.at(-1)).toBe("long ok");
    expect(signals).toBe(pages + 3);
  });
});
