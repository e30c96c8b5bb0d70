import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { analyse } from "@groundswell/analyse";
import { collect } from "@groundswell/collect";
import { connectors, createHttp } from "@groundswell/connectors";
import { readCatalogue } from "@groundswell/model";
import { type Access, createServer, listen } from "@groundswell/server";
import { catalogue, createWorld, startSimulator } from "@groundswell/simulator";
import { applyCatalogue, listSources, openStore, type Store } from "@groundswell/store";

export const asOf = new Date("2026-02-01T00:00:00Z");
const now = () => asOf;
const root = fileURLToPath(new URL("../..", import.meta.url));

/** A store in memory that has read a whole small world and analysed it, after `spoil` has done what a hostile source could. */
export async function simulatedStore(spoil: (store: Store) => Promise<unknown> = async () => null): Promise<Store> {
  const world = createWorld({ seed: 11, asOf, people: 80, months: 30, spaces: 24, signalsPerYear: 1600 });
  const store = await openStore({ databaseUrl: null, home: "memory://" });
  const simulator = await startSimulator({ world });
  try {
    await applyCatalogue(store, readCatalogue(JSON.stringify(catalogue(world, simulator.url)), "world", connectors));
    const http = createHttp({
      userAgent: "groundswell-test/0",
      now,
      allowHosts: ["127.0.0.1"],
    });
    const signal = new AbortController().signal;
    for (const source of await listSources(store))
      await collect({ store, connectors, http, env: {}, now, rawDays: 90, signal }, source);
    await spoil(store);
    await analyse({ store, now }, { expertise: world.expertise.slug });
    return store;
  } finally {
    await simulator.close();
  }
}

type Served = { url: string; errors: string[]; close(): Promise<void> };

/** The pages as they stand in the source, built and served on loopback over a store. */
export async function servePages(store: Store, access: Access): Promise<Served> {
  const webFolder = mkdtempSync(join(tmpdir(), "groundswell-web-"));
  // In a process of its own: under a test's NODE_ENV the pages would be built as for developers.
  execFileSync(
    process.execPath,
    ["node_modules/vite/bin/vite.js", "build", "dashboards/web", "--outDir", webFolder, "--emptyOutDir"],
    { cwd: root, stdio: "pipe", env: { ...process.env, NODE_ENV: "production" } },
  );
  const errors: string[] = [];
  const onError = (message: string) => void errors.push(message);
  const app = createServer({ store, now, access, queueView: async () => null, webFolder, onError });
  const server = await listen(app, { host: "127.0.0.1", port: 0 });
  return {
    ...{ url: server.url, errors },
    async close() {
      await server.close();
      rmSync(webFolder, { recursive: true, force: true });
    },
  };
}
