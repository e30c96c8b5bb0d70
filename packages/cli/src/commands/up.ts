import { createLookingHttp } from "@groundswell/connectors";
import type { QueueHandle, Timing } from "@groundswell/queue";
import {
  type Access,
  createHealth,
  createServer,
  firstAdminLink,
  type Listening,
  listen,
  openAccess,
} from "@groundswell/server";
import type { Command } from "commander";
import { aborted, type Context, withStore } from "../context.ts";
import { UsageError } from "../failure.ts";
import { measureStanding } from "../metrics-standing.ts";
import { type Observing, observe } from "../observe.ts";
import { say } from "../output.ts";
import { queueOf, viewOf } from "../queues.ts";
import { reporting } from "../reporting.ts";
import { userAgentOf } from "../user-agent.ts";
import { keepSchedules, reconcileSchedules, startWorkers, type WorkerName, workerNames } from "../workers.ts";
import { baseUrlOf } from "./user.ts";

export function addUp(command: Command): void {
  command
    .command("up")
    .description("Everything in one process: collect, analyse, and serve pages and API.")
    .addHelpText("after", "\nExample:\n  groundswell catalogue apply catalogue/powershell.yaml && groundswell up")
    .action(() => run({ workers: workerNames, serves: true }));
  command
    .command("worker")
    .description("Work on the queues, beside other processes that share the database.")
    .argument("[names...]", `which workers: ${workerNames.join(", ")} (default: all)`)
    .addHelpText("after", "\nExample:\n  DATABASE_URL=… REDIS_URL=… groundswell worker collect")
    .action((names: string[]) => {
      const unknown = names.filter((name) => !workerNames.includes(name as WorkerName));
      if (unknown.length > 0)
        throw new UsageError(`There is no worker "${unknown[0]}": use ${workerNames.join(" or ")}.`);
      return run({ workers: names.length > 0 ? (names as WorkerName[]) : workerNames, serves: false });
    });
  command
    .command("serve")
    .description("Serve pages and API, beside workers that share the database.")
    .addHelpText("after", "\nExample:\n  GROUNDSWELL_PORT=8080 groundswell serve")
    .action(() => run({ workers: [], serves: true }));
}

/** What a process does, and, for tests only, how soon it notices what goes wrong. */
type Running = {
  workers: readonly WorkerName[];
  serves: boolean;
  timing?: Partial<Timing>;
  schedulesEveryMs?: number;
};

/** Works and serves until it is asked to stop: what `up`, `worker` and `serve` are. */
export function run({ workers, serves, timing = {}, schedulesEveryMs }: Running): Promise<void> {
  return withStore(async (context) => {
    const { settings, signal } = context;
    const observing = await observe(context);
    const { log, metrics } = observing;
    const queue = await queueOf(context, { ...observing.queue, timing });
    const listening: Listening[] = [];
    let endLooking = async () => {};
    try {
      measureStanding(metrics.registry, { ...context, queue });
      if (settings.metrics !== null) listening.push(await startHealth(settings.metrics, context, queue, observing));
      if (workers.length > 0 && !signal.aborted) {
        await reconcileSchedules(context, queue);
        await startWorkers(context, queue, workers, () => {}, metrics);
        const looks = schedulesEveryMs === undefined ? {} : { everyMs: schedulesEveryMs };
        endLooking = keepSchedules(context, queue, { ...looks, onError: (sentence) => log.error(sentence) });
        log.info(`working: ${workers.join(", ")} · store: ${context.store.where} · queue: ${queue.kind}`);
      }
      if (serves && !signal.aborted) await startServer(context, queue, observing, listening);
      await aborted(signal);
      log.info("stopping: running jobs finish first");
    } finally {
      // Where it fails to start as well: whoever looks after the process must not be told that it is alive.
      await Promise.allSettled(listening.map((one) => one.close()));
      await endLooking();
      await queue.close();
      await observing.close();
    }
  });
}

/** Listens for whoever looks after the process. */
async function startHealth(
  at: NonNullable<Context["settings"]["metrics"]>,
  { store, now }: Context,
  queue: QueueHandle,
  { log, metrics }: Observing,
): Promise<Listening> {
  const app = createHealth({ store, queue, now, metrics, onError: (message) => log.error(message) });
  const health = await listen(app, at);
  log.info(`health and metrics: ${health.url}`);
  return health;
}

/** Serves pages and API to whoever signs in, and says where; where nobody is a user yet, says how the first one becomes one. */
async function startServer(
  context: Context,
  queue: QueueHandle,
  observing: Observing,
  listening: Listening[],
): Promise<void> {
  const { store, settings, now } = context;
  const { secret, oidc, proxies } = settings;
  const access = await openAccess({ store, secret, baseUrl: baseUrlOf(context), now, oidc, proxies });
  const server = await serveTo(access, context, queue, observing);
  listening.push(server);
  const link = await firstAdminLink(store, settings.publicUrl ?? server.url, now());
  if (link)
    observing.log.warn(`nobody is a user yet: open this once, within 24 hours, to become the admin:\n  ${link}`);
}

/** Serves pages and API to whoever an access lets in. */
export async function serveTo(
  access: Access,
  context: Context,
  queue: QueueHandle,
  observing: Observing | null = null,
): Promise<Listening> {
  const { store, settings, now } = context;
  const { allowHosts, host, port } = settings;
  const looking = createLookingHttp({ userAgent: userAgentOf(settings), allowHosts });
  const operation = { queue, looking, allowHosts };
  const sending = await reporting(context);
  const observed = observing && {
    metrics: observing.metrics,
    onRequest: observing.metrics.request,
    onError: (message: string) => observing.log.error(message),
  };
  const app = createServer({
    store,
    now,
    access,
    operation,
    reporting: sending,
    queueView: () => viewOf(queue),
    ...observed,
  });
  const server = await listen(app, { host, port });
  (observing?.log.info ?? say)(`pages and API: ${server.url}`);
  return server;
}
