import { collect } from "@groundswell/collect";
import { connectors, createHttp } from "@groundswell/connectors";
import { readCatalogue } from "@groundswell/model";
import { answerSource, answerSources, answerStatus } from "@groundswell/reports";
import { catalogue, createWorld, type Simulator, startSimulator } from "@groundswell/simulator";
import { applyCatalogue, findSource, type Store } from "@groundswell/store";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";

const asOf = new Date("2026-02-01T00:00:00Z");
const now = () => asOf;
const world = createWorld({ seed: 3, asOf, people: 50, months: 14, spaces: 12, signalsPerYear: 400 });

describe.each(storeKinds)("quotas of places, in a %s store", (kind) => {
  let store: Store;
  let simulator: Simulator;

  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeAll(async () => {
    simulator = await startSimulator({ world, now });
  });
  beforeEach(() =>
    applyCatalogue(store, readCatalogue(JSON.stringify(catalogue(world, simulator.url)), "world", connectors)),
  );
  afterAll(() => simulator.close());

  async function pull(connector: string): Promise<string> {
    const { rows } = await store.pool.query("select id from sources where connector = $1 order by id limit 1", [
      connector,
    ]);
    const source = await findSource(store, rows[0]?.id);
    if (!source) throw new Error(`The world has no source of ${connector}.`);
    const http = createHttp({ userAgent: "groundswell-test/0", now, allowHosts: ["127.0.0.1"] });
    const stop = new AbortController();
    await collect({ store, connectors, http, env: {}, now, rawDays: 90, signal: stop.signal }, source);
    return source.id;
  }

  async function quotaOf(id: string) {
    const window = { from: new Date("2026-01-01T00:00:00Z"), to: asOf };
    const one = (list: { id: string; quota: unknown }[]) => list.find((source) => source.id === id)?.quota;
    const said = one((await answerStatus(store, null)).sources);
    expect(one((await answerSources(store, null, asOf)).sources)).toEqual(said);
    expect((await answerSource(store, null, { source: id, ...window, now: asOf })).source.quota).toEqual(said);
    return said;
  }

  test("GitHub's headers tell what is left, of how much, and until when", async () => {
    const said = await quotaOf(await pull("github"));
    expect(said).toEqual({
      remaining: expect.any(Number),
      limit: expect.any(Number),
      resetAt: expect.stringMatching(/^2026-02-01T0[01]:/),
      seenAt: asOf.toISOString(),
    });
    const { remaining, limit } = said as { remaining: number; limit: number };
    expect(remaining).toBeLessThan(limit);
  });

  test("Stack Exchange tells it in the body, without saying when the day ends", async () => {
    const said = await quotaOf(await pull("stackexchange"));
    expect(said).toMatchObject({ limit: 10_000, resetAt: null, seenAt: asOf.toISOString() });
    expect((said as { remaining: number }).remaining).toBeLessThan(10_000);
  });

  test("a place that says nothing of one has none, which is not nothing left", async () => {
    expect(await quotaOf(await pull("feed"))).toBeNull();
  });

  test("what is known stays when a pull ends before any answer tells", async () => {
    const id = await pull("github");
    const before = await quotaOf(id);
    await store.pool.query(`update sources set options = '{}' where id = $1`, [id]);
    const source = await findSource(store, id);
    if (!source) return expect.fail("The source is gone.");
    const http = createHttp({ userAgent: "groundswell-test/0", now });
    const signal = new AbortController().signal;
    await expect(collect({ store, connectors, http, env: {}, now, rawDays: 90, signal }, source)).rejects.toThrow();
    expect(await quotaOf(id)).toEqual(before);
    expect(before).not.toBeNull();
  });
});
