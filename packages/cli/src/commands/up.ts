import { createLookingHttp } from "@groundswell/connectors";
import type { QueueHandle } from "@groundswell/queue";
import { type Access, createServer, firstAdminLink, listen, openAccess } from "@groundswell/server";
import type { Command } from "commander";
import { userAgentOf } from "../collecting.ts";
import { type Context, onShutdown, withStore } from "../context.ts";
import { UsageError } from "../failure.ts";
import { say } from "../output.ts";
import { queueOf, viewOf } from "../queues.ts";
import { reporting } from "../reporting.ts";
import { reconcileSchedules, startWorkers, type WorkerName, workerNames } from "../workers.ts";
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

function run({ workers, serves }: { workers: readonly WorkerName[]; serves: boolean }): Promise<void> {
  return withStore(async (context) => {
    const queue = await queueOf(context);
    const shutdown = onShutdown();
    try {
      if (workers.length > 0) {
        await reconcileSchedules(context, queue);
        await startWorkers(context, queue, workers);
        say(`working: ${workers.join(", ")} · store: ${context.store.where} · queue: ${queue.kind}`);
      }
      const server = serves ? await startServer(context, queue) : null;
      await shutdown.requested;
      say("stopping: running jobs finish first");
      await server?.close();
    } finally {
      await queue.close();
      shutdown.stop();
    }
  });
}

/** Serves pages and API to whoever signs in, and says where; where nobody is a user yet, says how the first one becomes one. */
async function startServer(context: Context, queue: QueueHandle): Promise<{ url: string; close(): Promise<void> }> {
  const { store, settings, now } = context;
  const { secret, oidc, proxies } = settings;
  const access = await openAccess({ store, secret, baseUrl: baseUrlOf(context), now, oidc, proxies });
  const server = await serveTo(access, context, queue);
  const link = await firstAdminLink(store, settings.publicUrl ?? server.url, now());
  if (link) say(`nobody is a user yet: open this once, within 24 hours, to become the admin:\n  ${link}`);
  return server;
}

/** Serves pages and API to whoever an access lets in. */
export async function serveTo(
  access: Access,
  context: Context,
  queue: QueueHandle,
): Promise<{ url: string; close(): Promise<void> }> {
  const { store, settings, now } = context;
  const { allowHosts, host, port } = settings;
  const looking = createLookingHttp({ userAgent: userAgentOf(settings), allowHosts });
  const operation = { queue, looking, allowHosts };
  const sending = await reporting(context);
  const app = createServer({ store, now, access, operation, reporting: sending, queueView: () => viewOf(queue) });
  const server = await listen(app, { host, port });
  say(`pages and API: ${server.url}`);
  return server;
}
