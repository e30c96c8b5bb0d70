import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { connectors } from "@groundswell/connectors";
import { ConfigError, readCatalogue, readSettings, startOfDay } from "@groundswell/model";
import type { JobName, QueueHandle } from "@groundswell/queue";
import { issueWindow } from "@groundswell/report";
import { answerCandidates, answerSpaces, findReport } from "@groundswell/reports";
import { isLoopback, openToAll } from "@groundswell/server";
import { catalogue, createWorld, startSimulator } from "@groundswell/simulator";
import { applyCatalogue, openStore, type Store, sourceStatus } from "@groundswell/store";
import type { Command } from "commander";
import { aborted, type Context, now, onShutdown } from "../context.ts";
import { number, print, say } from "../output.ts";
import { printCandidates } from "../print-candidates.ts";
import { startBar } from "../progress.ts";
import { queueOf } from "../queues.ts";
import { startWorkers } from "../workers.ts";
import { printSpaces } from "./spaces.ts";
import { serveTo } from "./up.ts";

export function addDemo(command: Command): void {
  command
    .command("demo")
    .description("Show the whole of it on a simulated community of 50 spaces, then serve the pages.")
    .option("--once", "end after printing")
    .addHelpText("after", "\nExample:\n  groundswell demo --once")
    .action(({ once }: { once?: true }) => demo(once ?? false));
}

const seed = 7;

async function demo(once: boolean): Promise<void> {
  const startedAt = performance.now();
  const wanted = readSettings(process.env);
  if (!once && !isLoopback(wanted.host))
    throw new ConfigError(
      `The demonstration asks nobody to sign in, so it listens on this machine alone: unset GROUNDSWELL_HOST, which is "${wanted.host}".`,
    );
  const shutdown = onShutdown();
  const store = await openFresh(join(wanted.home, "demo"));
  const world = createWorld({ seed, asOf: startOfDay(now()) });
  const simulator = await startSimulator({ world });
  const allowHosts = [...wanted.allowHosts, new URL(simulator.url).host];
  // The simulated world is one host and asks for no patience.
  const politeness = { concurrentPerHost: 4, requestsPerSecond: 10_000 };
  // It sends nothing to anybody.
  const silent = { mail: null, reportsFolder: null };
  const settings = { ...wanted, ...silent, databaseUrl: null, redisUrl: null, allowHosts, politeness };
  const context: Context = { settings, store, now, signal: shutdown.signal, closing: [] };
  const queue = await queueOf(context);
  try {
    const sources = JSON.stringify(catalogue(world, simulator.url));
    await applyCatalogue(store, readCatalogue(sources, "the simulated world", connectors));
    await collectAll(context, queue);
    const expertise = world.expertise.slug;
    if (!context.signal.aborted) await queue.add("analyse", { expertise });
    await drained(context, queue, "analyse");
    if (context.signal.aborted) return;
    await show(context, expertise, startedAt);
    if (once) return;
    const server = await serveTo(openToAll(), context, queue);
    say("Everybody on this machine is its admin, for its store is thrown away.");
    say("stop with Ctrl-C");
    // It takes seconds, for each is analysed as of the end of its window: nobody waits for it.
    await issueSome(context, expertise);
    await aborted(context.signal);
    await server.close();
  } finally {
    // What runs still is for a store that is thrown away.
    await queue.close({ graceMs: 0 });
    await simulator.close();
    await store.close();
    shutdown.stop();
  }
}

/**
 * An empty store: the demonstration is the same every time, so it never builds on what an earlier one has stored.
 * @throws ConfigError where a demonstration is still going on there, which keeps its store
 */
async function openFresh(home: string): Promise<Store> {
  const folder = join(home, "pg");
  if (existsSync(folder)) {
    const earlier = await openStore({ databaseUrl: null, home });
    await earlier.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return openStore({ databaseUrl: null, home });
}

async function collectAll(context: Context, queue: QueueHandle): Promise<void> {
  const sources = await sourceStatus(context.store);
  const bar = startBar("collect");
  let done = 0;
  await startWorkers(context, queue, undefined, () =>
    bar.update({ done: ++done, total: sources.length, unit: "items" }, done),
  );
  for (const { id } of sources) await queue.add("collect", { source: id });
  await drained(context, queue, "collect");
  bar.stop();
}

/** Resolves when the jobs are done, or somebody asks to stop. */
const drained = ({ signal }: Context, queue: QueueHandle, name: JobName) =>
  Promise.race([queue.drained(name), aborted(signal)]);

/** Issues two reports, so that their pages have something to show. */
async function issueSome({ store, now, settings: { policyFile } }: Context, expertise: string): Promise<void> {
  for (const { name, cadences } of [findReport("support"), findReport("trends")])
    await issueWindow({ store, now, policyFile }, { report: name, expertise, cadence: cadences[0] }, now());
}

async function show({ store }: Context, expertise: string, startedAt: number): Promise<void> {
  const spaces = await answerSpaces(store, { expertise, weighting: "events", asOf: null, from: null, to: null });
  const candidates = await answerCandidates(store, { expertise, track: "expert", asOf: null, limit: 10 });
  printSpaces(spaces, 8);
  print();
  printCandidates(candidates);
  print();
  const sources = await sourceStatus(store);
  const signals = sources.reduce((sum, source) => sum + source.signals, 0);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  print(`${number(signals)} signals of ${sources.length} sources over HTTP and queues, analysed in ${seconds} s.`);
}
