import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type Store } from "@groundswell/store";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Asker, Role } from "../access.ts";
import { createHealth } from "../create-health.ts";
import { createServer } from "../create-server.ts";
import { openToAll } from "../open-to-all.ts";
import type { RequestEnd } from "./metrics.ts";

const now = () => new Date("2026-01-01T00:00:00Z");
const metrics = { contentType: "text/plain; version=0.0.4", text: async () => "groundswell_up 1\n" };
const quiet = async () => ({}) as never;
// Not in memory, where a store is made from nothing and not copied.
const home = mkdtempSync(join(tmpdir(), "groundswell-health-"));
let store: Store;

beforeAll(async () => {
  store = await openStore({ databaseUrl: null, home });
});
afterAll(async () => {
  await store.close();
  rmSync(home, { recursive: true, force: true });
});

const silentStore = (): Store => ({
  ...store,
  pool: { query: () => Promise.reject(new Error("connect ECONNREFUSED postgresql://me:hunter2@10.0.0.7")) } as never,
});

const takes = { takesJobs: async () => true };

function health(options: Partial<Parameters<typeof createHealth>[0]> = {}) {
  const errors: string[] = [];
  const queue = { counts: quiet, ...takes };
  const app = createHealth({ store, queue, now, metrics, onError: (message) => errors.push(message), ...options });
  const ask = async (path: string) => {
    const response = await app.request(path);
    return { status: response.status, text: await response.text() };
  };
  return { ask, errors };
}

test("a process is alive while its store is away, and not ready", async () => {
  const { ask, errors } = health({ store: silentStore() });
  expect((await ask("/healthz")).status).toBe(200);
  const { status, text } = await ask("/readyz");
  expect(status).toBe(503);
  expect(JSON.parse(text)).toMatchObject({
    state: "not ready",
    checks: [
      { name: "store", ready: false },
      { name: "queue", ready: true },
    ],
  });
  expect(text).not.toMatch(/hunter2|10\.0\.0\.7/);
  expect(errors).toEqual([expect.stringContaining("ECONNREFUSED")]);
});

test("a store of another version than the release's is not ready, and says which way it is off", async () => {
  const at = (version: number): Store => ({
    ...store,
    pool: {
      query: async (sql: string) => ({ rows: [sql.includes("to_regclass") ? { there: true } : { version }] }),
    } as never,
  });
  const older = await health({ store: at(1) }).ask("/readyz");
  expect(older.status).toBe(503);
  expect(older.text).toContain("groundswell migrate");
  const newer = await health({ store: at(9_999) }).ask("/readyz");
  expect(newer.status).toBe(503);
  expect(newer.text).toContain("run the newer release");
});

test("a queue that refuses, or never answers, is not ready", async () => {
  const refuses = health({ queue: { ...takes, counts: () => Promise.reject(new Error("gone")) } });
  expect(JSON.parse((await refuses.ask("/readyz")).text).checks).toMatchObject([
    { name: "store", ready: true },
    { name: "schema", ready: true },
    { name: "queue", ready: false },
  ]);
  const hangs = health({ queue: { ...takes, counts: () => new Promise(() => {}) }, patienceMs: 20 });
  expect((await hangs.ask("/readyz")).status).toBe(503);
});

test("a queue that answers and takes no jobs is not ready", async () => {
  const { text } = await health({ queue: { counts: quiet, takesJobs: async () => false } }).ask("/readyz");
  expect(JSON.parse(text).checks.at(-1)).toMatchObject({ name: "queue", ready: false });
  expect(text).toContain("The queues take no jobs");
});

test("a process with everything is ready, one without a queue needs none", async () => {
  expect((await health().ask("/readyz")).status).toBe(200);
  const { text } = await health({ queue: null }).ask("/readyz");
  expect(JSON.parse(text).checks.map(({ name }: { name: string }) => name)).toEqual(["store", "schema"]);
  expect((await health().ask("/metrics")).text).toBe("groundswell_up 1\n");
  expect((await health().ask("/api/status")).status).toBe(404);
});

const asker = (role: Role, more: Partial<Asker> = {}): Asker => ({
  ...{ id: "1", name: "Birch", actor: "birch@corp.example", role, via: "session" },
  ...{ expertises: "all", regions: "all", scopes: "all" },
  ...more,
});

test("beside the pages, metrics are for who may read operation, and not for this machine as such", async () => {
  const ask = async (who: Asker | null) => {
    const access = { ...openToAll(), askerOf: async () => who };
    const app = createServer({ store, now, access, queueView: async () => null, metrics });
    return (await app.request("http://127.0.0.1/metrics")).status;
  };
  expect(await ask(null)).toBe(401);
  expect(await ask(asker("product"))).toBe(403);
  expect(await ask(asker("operator", { scopes: ["spaces:read"], via: "token" }))).toBe(403);
  expect(await ask(asker("operator", { scopes: ["operation:read"], via: "token" }))).toBe(200);
});

test("requests are told by the pattern of their route, never by their address", async () => {
  const ended: RequestEnd[] = [];
  const onRequest = (end: RequestEnd) => ended.push(end);
  const app = createServer({ store, now, access: openToAll(), queueView: async () => null, onRequest });
  for (const path of ["/api/people/lumen/7?q=ada", "/api/nowhere/ada", "/healthz", "/some/page"])
    await app.request(path);
  await app.request("/api/expertises", { method: "PROPFIND" });
  expect(ended.map(({ method, route }) => `${method} ${route}`)).toEqual([
    expect.stringMatching(/^GET \/api\/(people\/:expertise\/:person|\*)$/),
    "GET /api/*",
    "GET /healthz",
    "GET /*",
    "other /api/*",
  ]);
  for (const { seconds, status } of ended) {
    expect(seconds).toBeGreaterThanOrEqual(0);
    expect(status).toBeGreaterThanOrEqual(200);
  }
});
