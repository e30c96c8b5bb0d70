import { workOnCollect } from "@groundswell/collect";
import { type Connector, connectors, createLookingHttp } from "@groundswell/connectors";
import { type Catalogue, RefusedError } from "@groundswell/model";
import type { QueueHandle } from "@groundswell/queue";
import { createServer, openToAll } from "@groundswell/server";
import { applyCatalogue, findSource, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { openTestQueue, queuePlaces } from "./open-test-queue.ts";
import { useSuiteStore } from "./open-test-store.ts";
import { makeSource } from "./store-fixtures.ts";

const now = () => new Date("2026-02-01T12:00:00Z");
const banned = "The host has banned this reader.";

describe.each(queuePlaces)("sources that are refused, queues in $name", ({ kind, place }) => {
  let store: Store;
  let queue: QueueHandle;
  let asked = 0;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeEach(async () => {
    const opened = await openTestQueue(place, store, now);
    queue = opened;
    onTestFinished(() => opened.close());
    await makeSource(store);
    await store.pool.query("update sources set every = '6 hours', connector = 'feed' where id = 'test'");
    asked = 0;
    const feed = {
      ...connectors.feed,
      options: z.any(),
      pull() {
        asked++;
        throw new RefusedError(banned);
      },
    } as Connector;
    const http = createLookingHttp({ userAgent: "test", allowHosts: [] });
    const { signal } = new AbortController();
    const collecting = { store, connectors: { feed }, http, env: {}, now, signal, rawDays: 90 };
    await workOnCollect({ collecting, queue, onDone: () => {} });
  });

  /** What a schedule does at its slot, and how the source is afterwards. */
  async function slot() {
    await queue.add("collect", { source: "test" });
    await queue.drained("collect");
    const { state, lastError } = (await findSource(store, "test")) ?? {};
    return [asked, state, lastError];
  }
  const act = (verb: string) =>
    createServer({
      ...{ store, now, access: openToAll(), queueView: async () => null },
      operation: { queue, looking: createLookingHttp({ userAgent: "test", allowHosts: [] }), allowHosts: [] },
    }).request(`/api/sources/test/${verb}`, {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json" },
    });

  test("a refused source is asked once, and again when somebody pulls or resumes it", async () => {
    expect(await slot()).toEqual([1, "refused", banned]);
    expect(await slot()).toEqual([1, "refused", banned]);
    expect((await act("pull")).status).toBe(202);
    await expect.poll(() => asked, { timeout: 10_000 }).toBe(2);
    await queue.drained("collect");
    expect(await slot()).toEqual([2, "refused", banned]);
    // Its schedule begins anew and fires at once.
    expect((await act("resume")).status).toBe(204);
    await expect.poll(() => asked, { timeout: 10_000 }).toBe(3);
    await queue.drained("collect");
    await queue.unschedule("collect", "test");
    expect(await slot()).toEqual([3, "refused", banned]);
  });

  test("a refused source is asked again once its catalogue entry says otherwise, and not before", async () => {
    const apply = async (more: object) => {
      const known = await findSource(store, "test");
      const source = { id: "test", connector: "feed", expertises: ["lumen"], every: "6 hours", ...more };
      const { options, credentials } = known ?? {};
      const catalogue = { expertises: [], sources: [{ options, credentials, ...source }] };
      await applyCatalogue(store, catalogue as unknown as Catalogue);
    };
    expect(await slot()).toEqual([1, "refused", banned]);
    await apply({ every: "1 hour" });
    expect(await slot()).toEqual([1, "refused", banned]);
    await apply({ options: { url: "https://elsewhere.example/feed.xml" } });
    expect(await findSource(store, "test")).toMatchObject({ state: "new", lastError: null });
    expect(await slot()).toEqual([2, "refused", banned]);
    await apply({ credentials: { token: "ANOTHER_TOKEN" } });
    expect(await findSource(store, "test")).toMatchObject({ state: "new", lastError: null });
  });
});
