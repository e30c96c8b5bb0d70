import { setTimeout as sleep } from "node:timers/promises";
import { type Asker, createLive, createServer, type Live, openToAll } from "@groundswell/server";
import { finishPull, noCounts, type Store, saveRun, startPull } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { admin } from "./api-spaces-world.ts";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf, makeSource } from "./store-fixtures.ts";

const asker = (more: Partial<Asker>): Asker => ({ ...admin, ...more });

describe.each(storeKinds)("%s store: what goes on, as it happens", (kind) => {
  let store: Store;
  let live: Live;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeEach(async () => {
    await makeSource(store);
    await makeSource(store, "other", ["other"]);
    live = createLive({ store, now: () => asOf, counts: async () => null, everyMs: 10 });
  });

  type Heard = { text: () => string; ended: Promise<void>; stop: () => void; response: Response };

  async function listen(who: Asker, keepAliveMs = 20_000, access = openToAll(who)): Promise<Heard> {
    const app = createServer({ store, now: () => asOf, access, queueView: async () => null, live, keepAliveMs });
    const leaving = new AbortController();
    const response = await app.request("/api/events", { signal: leaving.signal });
    let text = "";
    const reader = response.body?.getReader();
    const read = async () => {
      for (;;) {
        const piece = await reader?.read();
        if (!piece || piece.done) return;
        text += new TextDecoder().decode(piece.value);
      }
    };
    const stop = () => {
      leaving.abort();
      void reader?.cancel().catch(() => {});
    };
    return { text: () => text, ended: read().catch(() => {}), stop, response };
  }
  const run = (expertise: string) =>
    saveRun(store, {
      ...{
        expertise,
        asOf,
        window: { from: asOf, to: asOf },
        policyVersion: "1",
        inputWatermark: 0,
        coverage: {},
        now: asOf,
      },
      scores: [],
    });
  async function pull(): Promise<() => Promise<void>> {
    const pullId = await startPull(store, "test", asOf);
    const end = { pullId, sourceId: "test", state: "ok", sourceState: "ok", covers: null, error: null } as const;
    return () => finishPull(store, { ...end, counts: noCounts(), retryAt: null, movedTo: null, now: asOf });
  }

  test("a pull is told when it begins and when it ends, and is no answer to keep", async () => {
    const heard = await listen(asker({ role: "operator" }));
    expect(heard.response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect(heard.response.headers.get("etag")).toBeNull();
    const finish = await pull();
    await expect.poll(heard.text).toMatch(/event: pull\ndata: .*"source":"test","state":"running"/);
    await finish();
    await expect.poll(heard.text).toMatch(/"source":"test","state":"ok"/);
    heard.stop();
  });

  test("who comes in the middle is told what goes on, and not what has ended", async () => {
    await (await pull())();
    const first = await listen(asker({}));
    await pull();
    await expect.poll(first.text).toMatch(/"state":"running"/);
    const second = await listen(asker({}));
    await expect.poll(second.text).toMatch(/"state":"running"/);
    expect(first.text()).not.toMatch(/"state":"ok"/);
    for (const heard of [first, second]) heard.stop();
  });

  test("each hears only of what they may see", async () => {
    const product = await listen(asker({ role: "product", expertises: ["lumen"] }));
    const admin = await listen(asker({}));
    const token = await listen(asker({ role: "lead", expertises: ["lumen"], scopes: ["people:read"], via: "token" }));
    await pull();
    // What is there when the first one comes is no news: by now it has been looked.
    await expect.poll(admin.text).toMatch(/event: pull/);
    await run("other");
    await run("lumen");
    await expect.poll(admin.text).toMatch(/"expertise":"other"/);
    await expect.poll(product.text).toMatch(/"expertise":"lumen"/);
    await expect.poll(token.text).toMatch(/"expertise":"lumen"/);
    for (const heard of [product, token]) {
      expect(heard.text()).not.toMatch(/other|event: pull/);
      heard.stop();
    }
    admin.stop();
  });

  test("there is a sign of life, and it ends with the session", async () => {
    let isSignedIn = true;
    const access = { ...openToAll(), askerOf: async () => (isSignedIn ? asker({}) : null) };
    const heard = await listen(asker({}), 20, access);
    await expect.poll(heard.text).toMatch(/: still here/);
    isSignedIn = false;
    await heard.ended;
    expect(live.listeners()).toBe(0);
  });

  test("200 who came and left leave nobody listening, and the store in peace", async () => {
    const all = [];
    for (let one = 0; one < 200; one++) all.push(await listen(asker({})));
    expect(live.listeners()).toBe(200);
    for (const heard of all) heard.stop();
    await expect.poll(live.listeners).toBe(0);
    const { pool } = store;
    let asked = 0;
    const query = pool.query.bind(pool);
    pool.query = ((...values: Parameters<typeof query>) => {
      asked++;
      return query(...values);
    }) as typeof pool.query;
    // One look can be under way when the last one leaves.
    await sleep(100);
    const before = asked;
    await sleep(100);
    pool.query = query as typeof pool.query;
    expect(asked).toBe(before);
  });
});
