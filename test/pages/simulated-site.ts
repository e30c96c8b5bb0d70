import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { analyse } from "@groundswell/analyse";
import { collect, workOnCollect } from "@groundswell/collect";
import { connectors, createHttp, createLookingHttp, type Http } from "@groundswell/connectors";
import { readCatalogue, UnavailableError } from "@groundswell/model";
import { openQueue } from "@groundswell/queue";
import type { ReportContext } from "@groundswell/report";
import { type Access, createServer, listen, openAccess } from "@groundswell/server";
import { catalogue, createWorld, startSimulator, type World, type WorldOptions } from "@groundswell/simulator";
import { applyCatalogue, listSources, openStore, type Store } from "@groundswell/store";
import { startMailServer } from "../smtp-world.ts";
import { keepReports, reportContext } from "./report-world.ts";

/** The day on which the simulated world ends. */
export const asOf = new Date("2026-02-01T00:00:00Z");
const now = () => asOf;
const allowHosts = ["127.0.0.1"];
const userAgent = "groundswell-test/0";
const root = fileURLToPath(new URL("../..", import.meta.url));

/** A server over a simulated world, with everything that operating it takes. */
export type SimulatedSite = {
  url: string;
  world: World;
  /** Where the simulated world is served. */
  placesUrl: string;
  store: Store;
  /** What it builds and sends reports with. */
  reporting: ReportContext;
  /** What the server kept from those who asked. */
  errors: string[];
  close(): Promise<void>;
};

export type SiteOptions = {
  world: Omit<WorldOptions, "asOf">;
  /** Who is let in; real signing in unless given. */
  access?: Access;
  /** Saved beside the world, before anything is analysed. */
  beside?: (store: Store) => Promise<unknown>;
  /** Left out of the catalogue, for somebody to add. */
  unread?: (source: { id: string }, world: World) => boolean;
};

/** Reads a whole small world into a store, analyses it, and serves the pages as they stand in the source over it. */
export async function openSimulatedSite({
  world: options,
  access,
  beside,
  unread,
}: SiteOptions): Promise<SimulatedSite> {
  const world = createWorld({ ...options, asOf });
  // Not in memory, where a store is made from nothing and not copied.
  const home = mkdtempSync(join(tmpdir(), "groundswell-site-"));
  const store = await openStore({ databaseUrl: null, home });
  const simulator = await startSimulator({ world });
  const http = onLoopback(createHttp({ userAgent, now, allowHosts }));
  const collecting = { store, connectors, http, env: {}, now, rawDays: 90, signal: new AbortController().signal };
  const whole = catalogue(world, simulator.url);
  const sources = whole.sources.filter((source) => !unread?.(source, world));
  await applyCatalogue(store, readCatalogue(JSON.stringify({ ...whole, sources }), "world", connectors));
  for (const source of await listSources(store)) await collect(collecting, source);
  await beside?.(store);
  await analyse({ store, now }, { expertise: world.expertise.slug });
  const mail = await startMailServer();
  const delivery = { http: onLoopback(http), smtpPort: mail.port, publicUrl: "http://groundswell.example" };
  const reporting = reportContext(store, now, delivery);
  await keepReports(reporting, world.expertise.slug, asOf);
  const queue = await openQueue({ pool: store.pool, now });
  await workOnCollect({ collecting, queue, onDone: () => {} });
  const errors: string[] = [];
  const webFolder = buildPages();
  const app = createServer({
    ...{ store, now, webFolder, onError: (message) => void errors.push(message) },
    access: access ?? (await openAccess({ store, secret: null, baseUrl: "http://127.0.0.1", now })),
    reporting,
    operation: { queue, looking: createLookingHttp({ userAgent, allowHosts }), allowHosts },
    queueView: async () => {
      const [counts, schedules] = [await queue.counts(), await queue.schedules()];
      return { kind: queue.kind, counts, schedules, deadLetters: [] };
    },
    // A browser that goes through every page asks for more in a minute than a person does.
    pointsPerMinute: 1_000_000,
  });
  const server = await listen(app, { host: "127.0.0.1", port: 0 });
  return {
    ...{ url: server.url, world, placesUrl: simulator.url, store, reporting, errors },
    async close() {
      await server.close();
      await mail.close();
      await queue.close();
      await simulator.close();
      await store.close();
      rmSync(home, { recursive: true, force: true });
      rmSync(webFolder, { recursive: true, force: true });
    },
  };
}

/** A client that asks this machine alone: what links of the simulated world name is on the open web, or nowhere. */
function onLoopback(http: Http): Http {
  const held = <Answer>(url: string, ask: () => Promise<Answer>) =>
    allowHosts.includes(new URL(url).hostname) ? ask() : Promise.reject(new UnavailableError("Tests ask nobody else."));
  return {
    ...http,
    get: (url, options) => held(url, () => http.get(url, options)),
    fetch: (input, init) => held(input instanceof Request ? input.url : String(input), () => http.fetch(input, init)),
  };
}

/** The folder of the pages, built as for people: under a test's own NODE_ENV they would be built as for developers. */
function buildPages(): string {
  const webFolder = mkdtempSync(join(tmpdir(), "groundswell-web-"));
  execFileSync(
    process.execPath,
    ["node_modules/vite/bin/vite.js", "build", "dashboards/web", "--outDir", webFolder, "--emptyOutDir"],
    { cwd: root, stdio: "pipe", env: { ...process.env, NODE_ENV: "production" } },
  );
  return webFolder;
}
