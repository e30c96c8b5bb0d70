import { explain } from "@groundswell/model";
import type { QueueHandle } from "@groundswell/queue";
import { databaseVersion, releaseVersion, type Store } from "@groundswell/store";
import { Hono } from "hono";

export type HealthOptions = {
  store: Store;
  /** Null where this process knows no queue: then none has to be reached. */
  queue: Pick<QueueHandle, "counts" | "takesJobs"> | null;
  now: () => Date;
  /** Told why something is not ready, which the answer keeps to itself. */
  onError: (message: string) => void;
  /** How long store and queue may take to answer, in milliseconds: five seconds unless told. */
  patienceMs?: number;
};

/** What a process needs to do its work, and whether it is there. */
export type Readiness = {
  state: "ready" | "not ready";
  at: string;
  checks: { name: "store" | "schema" | "queue"; ready: boolean; message: string }[];
};

type Check = Readiness["checks"][number];

/**
 * `/healthz` says that the process is alive, and asks nothing of the store: to start a process anew because its database is away mends
 * nothing. `/readyz` says whether store, schema and queue are there, with 503 where one is not. Both are open to everybody and name no host.
 */
export function healthRoutes(options: HealthOptions): Hono {
  const { now } = options;
  const noStore = { "cache-control": "no-store" };
  return new Hono()
    .get("/healthz", (context) => context.json({ state: "ok", at: now().toISOString() }, 200, noStore))
    .get("/readyz", async (context) => {
      const readiness = await readinessOf(options);
      return context.json(readiness, readiness.state === "ready" ? 200 : 503, noStore);
    });
}

async function readinessOf(options: HealthOptions): Promise<Readiness> {
  const { store, queue, now } = options;
  const [[stored, schema], queued] = await Promise.all([
    checkStore(options, store),
    queue === null ? [] : [await checkQueue(options, queue)],
  ]);
  const checks = [stored, schema, ...queued].filter((one): one is Check => one !== undefined);
  const state = checks.every(({ ready }) => ready) ? "ready" : "not ready";
  return { state, at: now().toISOString(), checks };
}

async function checkQueue(options: HealthOptions, queue: NonNullable<HealthOptions["queue"]>): Promise<Check> {
  const away = "The queues do not answer: see whether Redis or PostgreSQL runs.";
  const answering = await check(options, "queue", away, async () => {
    await queue.counts();
    return null;
  });
  if (!answering.ready) return answering;
  const full = "The queues take no jobs: see whether Redis has memory left and may write.";
  return check(options, "queue", full, async () => {
    if (!(await queue.takesJobs())) throw new Error("nothing can be added");
    return null;
  });
}

/** Where the store does not answer, its schema is unknown, and so not said. */
async function checkStore(options: HealthOptions, store: Store): Promise<Check[]> {
  let version = 0;
  const stored = await check(options, "store", "The store does not answer. The log says why.", async () => {
    version = await databaseVersion(store.pool);
    return null;
  });
  if (!stored.ready) return [stored];
  const release = releaseVersion();
  const message =
    version === release
      ? "ok"
      : version < release
        ? `The store is at version ${version} and this release needs ${release}: run "groundswell migrate".`
        : `The store is at version ${version}, newer than this release's ${release}: run the newer release.`;
  return [stored, { name: "schema", ready: version === release, message }];
}

async function check(
  { onError, patienceMs = 5_000 }: HealthOptions,
  name: Check["name"],
  sentence: string,
  ask: () => Promise<null>,
): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${patienceMs} ms.`)), patienceMs);
  });
  try {
    await Promise.race([ask(), late]);
    return { name, ready: true, message: "ok" };
  } catch (error) {
    onError(`readyz: ${name}: ${explain(error)}`);
    return { name, ready: false, message: sentence };
  } finally {
    clearTimeout(timer);
  }
}
