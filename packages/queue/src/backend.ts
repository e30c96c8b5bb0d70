import {
  createPostgresBackend,
  type DefaultJobOptions,
  type Processor,
  Queue,
  QueueEvents,
  type QueueOptions,
  type RepeatStrategy,
  runMigrations,
  Worker,
  type WorkerOptions,
} from "bullmq";
import pg from "pg";
import type { JobName } from "./jobs.ts";
import { nextSlot } from "./slots.ts";

/** Where queues live: BullMQ's objects, made for one backend. The caller closes what it made, then the backend. */
export type Backend = {
  kind: "redis" | "postgres" | "embedded";
  queue(name: JobName, defaultJobOptions: DefaultJobOptions, telemetry?: QueueOptions["telemetry"]): Queue;
  worker(name: JobName, processor: Processor, options: Omit<WorkerOptions, "connection">): Worker;
  events(name: JobName): QueueEvents;
  /** Writes something that nobody reads; throws where nothing can be written. */
  probe(): Promise<void>;
  close(): Promise<void>;
};

type Maker = {
  kind: Backend["kind"];
  /** What BullMQ takes as a connection: for adding and looking, or for waiting on work. */
  connection(use: "ask" | "wait"): unknown;
  factory?: unknown;
  prefix?: string;
  probe?(): Promise<void>;
  close(): Promise<void>;
};

/** BullMQ's classes over one connection. Their types name Redis everywhere, whatever the factory makes. */
export function makeBackend({ kind, connection, factory, prefix, probe, close }: Maker): Backend {
  const base = (use: "ask" | "wait") =>
    ({
      connection: connection(use),
      ...(prefix === undefined ? {} : { prefix }),
      settings: { repeatStrategy },
    }) as QueueOptions;
  const make = factory as undefined;
  return {
    kind,
    // Where the queues are in a PostgreSQL that takes nothing, the store says so.
    probe: probe ?? (async () => {}),
    close,
    queue: (name, defaultJobOptions, telemetry) =>
      new Queue(name, { ...base("ask"), defaultJobOptions, ...(telemetry ? { telemetry } : {}) }, make),
    worker: (name, processor, options) => new Worker(name, processor, { ...base("wait"), ...options }, make),
    events: (name) => new QueueEvents(name, base("wait"), make),
  };
}

/** When a schedule of cron fires next. BullMQ's own reckoning ends for good at a change of clocks that it cannot reckon. */
const repeatStrategy: RepeatStrategy = (millis, { pattern, tz }) =>
  nextSlot({ every: pattern ?? "", ...(tz === undefined ? {} : { tz }) }, new Date(millis)).getTime();

/**
 * The queues in a pool that has one session behind it: the embedded store. BullMQ names its tables without their
 * schema, so that session looks into `bullmq` too, after `public`: our own tables are found and made where they were.
 * @throws Error where a table of ours would hide one of BullMQ's, or the pool has many sessions
 */
export async function openEmbedded(pool: pg.Pool): Promise<Backend> {
  if ((pool as unknown) instanceof pg.Pool)
    throw new Error("This pool has many sessions, and only one would find the queues: open them with its databaseUrl.");
  const client = await pool.connect();
  try {
    await runMigrations(client as never);
    await client.query("set search_path to public, bullmq");
    const { rows } = await client.query(
      `select string_agg(format('%I', relname), ', ') as hidden from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'S') and relname in
         (select relname from pg_class where relnamespace = 'bullmq'::regnamespace)`,
    );
    if (rows[0].hidden !== null)
      throw new Error(`The store has ${rows[0].hidden}, a name that BullMQ needs in its own schema: rename ours.`);
  } finally {
    client.release();
  }
  return makeBackend({
    kind: "embedded",
    connection: () => lend(pool),
    factory: createPostgresBackend,
    // The pool was handed to us, and so it stays open.
    close: async () => {},
  });
}

/**
 * The pool as BullMQ may see it. It adds a listener for errors per queue and worker and never takes one away,
 * and it asks for keep-alive, without which it polls: an in-process session cannot be lost.
 */
function lend(pool: pg.Pool) {
  const lent = {
    options: { keepAlive: true },
    query: (text: string, values?: unknown[]) => pool.query(text, values),
    connect: () => pool.connect(),
    end: async () => {},
    on: () => lent,
    removeAllListeners: () => lent,
  };
  return lent;
}
