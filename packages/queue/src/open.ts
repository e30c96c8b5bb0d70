import type { BaseAdapter } from "@bull-board/api/baseAdapter";
import { BullMQAdapter } from "@bull-board/api/bullMQAdapter";
import { ConfigError, explain } from "@groundswell/model";
import type { DefaultJobOptions, Worker } from "bullmq";
import type { Pool } from "pg";
import { type Backend, openEmbedded } from "./backend.ts";
import type { Every } from "./every.ts";
import { type JobName, type Jobs, jobNames, slotId, subjectOf } from "./jobs.ts";
import { openPostgres } from "./postgres.ts";
import { openRedis } from "./redis.ts";
import {
  type Queues,
  type Reconciled,
  readSchedules,
  reconcileSchedules,
  type Schedule,
  schedule,
  unschedule,
  type Wanted,
} from "./schedules.ts";
import { type Telemetry, traced } from "./telemetry.ts";
import { type Timing, timing as usual } from "./timing.ts";
import {
  type Ages,
  type Counts,
  type DeadLetters,
  readAges,
  readCounts,
  readDeadLetters,
  retryDeadLetters,
  whenDrained,
} from "./views.ts";
import { closeWorkers, type Ending, type Handler, type JobEnd, startWorker } from "./work.ts";

export type QueueOptions = {
  /** Redis 6.2 or newer; where it is set, the queues are there. */
  redisUrl?: string | null;
  /** PostgreSQL 15 or newer, where no Redis is set. */
  databaseUrl?: string | null;
  /** The embedded store's pool, where neither is set. It has one session, and it stays open when the queue closes. */
  pool?: Pool;
  /** Keeps two installations on one server apart: the prefix of Redis keys, or PostgreSQL's schema. */
  namespace?: string;
  /** What goes wrong outside any job: a connection lost, a lock not renewed. On stderr without it. */
  onError?: (error: Error) => void;
  /** Told of every execution of a job as it has ended. */
  onJob?: (end: JobEnd) => void;
  /** Makes spans of OpenTelemetry of what is added and done; see `openTelemetry`. */
  telemetry?: Telemetry | null;
  now?: () => Date;
  timing?: Partial<Timing>;
};

export type AddOptions = {
  /** The time slot the job is for: one job for one subject in one slot, even when the first is done. */
  slot?: Date | string;
  delayMs?: number;
  /** 1 to 2,097,151, the lowest first; a job without a priority goes before all that have one. */
  priority?: number;
};

/** Open queues: add work, do work, and see how it goes. */
export type QueueHandle = {
  kind: Backend["kind"];
  /**
   * Adds a job and gives its id. While one with the same subject waits, adding changes nothing; while one runs,
   * one more is kept to run after it. With a `slot` there is one job per slot.
   */
  add<Name extends JobName>(name: Name, data: Jobs[Name], options?: AddOptions): Promise<string>;
  /** Starts a worker that takes `concurrency` jobs at a time (1). */
  work<Name extends JobName>(name: Name, handler: Handler<Name>, options?: { concurrency?: number }): Promise<void>;
  /**
   * Registers a schedule or changes it; by duration it fires for the first time at once.
   * @throws ConfigError where `every` cannot be read
   */
  schedule<Name extends JobName>(name: Name, key: string, data: Jobs[Name], every: Every): Promise<void>;
  /** Takes a schedule away; whether there was one. */
  unschedule(name: JobName, key: string): Promise<boolean>;
  /** The schedules as the backend holds them, soonest first. */
  schedules(): Promise<Schedule[]>;
  /**
   * Makes the backend hold exactly the wanted schedules, repairs those that would never fire, and says what it did.
   * @throws ConfigError, before anything is changed, where one cannot be read
   */
  reconcileSchedules(wanted: readonly Wanted[]): Promise<Reconciled>;
  counts(): Promise<Record<JobName, Counts>>;
  /** Whether jobs can be added: a Redis whose memory is full answers what it is asked, and takes nothing. */
  takesJobs(): Promise<boolean>;
  /** How old the oldest jobs are. */
  ages(): Promise<Record<JobName, Ages>>;
  /** Jobs that failed for good, by message, the most frequent first; at most `limit` (20) messages. */
  deadLetters(name: JobName, limit?: number): Promise<DeadLetters[]>;
  /** Lets dead letters, those with one message or all, begin again from their first attempt; how many. */
  retryDeadLetters(name: JobName, message?: string): Promise<number>;
  /** The queues as Bull Board shows them, to look at only: what is changed there would not be in the audit log. */
  boards(): BaseAdapter[];
  /**
   * Resolves when nothing in these queues (all without names) waits, runs or is to be tried again. A schedule's next
   * job is not waited for, nor one added with a delay.
   */
  drained(...names: JobName[]): Promise<void>;
  /** Takes no new jobs and lets running ones finish; those still running after the grace go back to waiting. */
  close(options?: { graceMs?: number }): Promise<void>;
};

/**
 * Opens the queues: in Redis where it is configured, in PostgreSQL otherwise, in the embedded store without either.
 * Brings BullMQ's own tables forward.
 * @throws ConfigError where the server is not reached or too old
 */
export async function openQueue(options: QueueOptions): Promise<QueueHandle> {
  const onError = options.onError ?? ((error: Error) => console.error(`queue: ${explain(error)}`));
  const backend = traced(await openBackend(options, onError), options.telemetry ?? null);
  const onJob = options.onJob ?? (() => {});
  const now = options.now ?? (() => new Date());
  const timing = { ...usual, ...options.timing };
  const queues = Object.fromEntries(
    jobNames.map((name) => {
      const queue = backend.queue(name, defaults(timing));
      queue.on("error", onError);
      return [name, queue];
    }),
  ) as Queues;
  const workers: Worker[] = [];
  const closing = new AbortController();
  const ending: Ending = { stopping: false, leave: new Set() };
  let closed: Promise<void> | undefined;

  return {
    kind: backend.kind,
    add: (name, data, chosen = {}) => add(queues, name, data, chosen),
    work: async (name, handler, { concurrency = 1 } = {}) => {
      if (closing.signal.aborted) throw new Error("The queue is closing and takes no new workers.");
      const context = { timing, now, ending, onError, onJob };
      workers.push(await startWorker(backend, name, handler, concurrency, context));
    },
    schedule: (name, key, data, every) => schedule(queues, { name, key, data, ...every } as Wanted),
    unschedule: (name, key) => unschedule(queues, name, key),
    schedules: () => readSchedules(queues),
    reconcileSchedules: (wanted) => reconcileSchedules(queues, wanted, now()),
    takesJobs: () =>
      backend.probe().then(
        () => true,
        (error: unknown) => {
          onError(error as Error);
          return false;
        },
      ),
    counts: async () => {
      const counts = await Promise.all(jobNames.map(async (name) => [name, await readCounts(queues[name])]));
      return Object.fromEntries(counts) as Record<JobName, Counts>;
    },
    ages: async () => {
      const ages = await Promise.all(jobNames.map(async (name) => [name, await readAges(queues[name])]));
      return Object.fromEntries(ages) as Record<JobName, Ages>;
    },
    deadLetters: (name, limit = 20) => readDeadLetters(queues[name], limit),
    retryDeadLetters: (name, message) => retryDeadLetters(queues[name], message),
    boards: () =>
      Object.values(queues).map((queue) => new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false })),
    drained: (...names) => whenDrained(backend, queues, names.length > 0 ? names : jobNames, closing.signal),
    close: ({ graceMs = timing.graceMs } = {}) => {
      closed ??= (async () => {
        closing.abort();
        await closeWorkers(workers, ending, { graceMs, abandonMs: timing.abandonMs });
        await Promise.all(Object.values(queues).map((queue) => queue.close()));
        await backend.close();
      })();
      return closed;
    },
  };
}

// In braces, for a Redis Cluster keeps what is in braces in one slot, and one step of a queue touches many keys.
const redisPrefix = "{groundswell}";

async function openBackend(options: QueueOptions, onError: (error: Error) => void): Promise<Backend> {
  const { redisUrl, databaseUrl, pool, namespace } = options;
  if (redisUrl) return openRedis(redisUrl, namespace ?? redisPrefix, onError);
  if (databaseUrl) return openPostgres(databaseUrl, namespace ?? "bullmq");
  if (pool) return openEmbedded(pool);
  throw new ConfigError("The queues have no place: set REDIS_URL or DATABASE_URL, or open the embedded store first.");
}

function defaults({ attempts, backoffMs }: Timing): DefaultJobOptions {
  return {
    attempts,
    backoff: { type: "exponential", delay: backoffMs, jitter: 0.5 },
    // A done job is remembered for as long as somebody could ask for its slot again.
    removeOnComplete: { age: 2 * 86_400, count: 10_000 },
    removeOnFail: { age: 30 * 86_400, count: 10_000 },
    stackTraceLimit: 3,
    keepLogs: 100,
  };
}

async function add<Name extends JobName>(
  queues: Queues,
  name: Name,
  data: Jobs[Name],
  { slot, delayMs, priority }: AddOptions,
): Promise<string> {
  const subject = subjectOf(name, data);
  const job = await queues[name].add(name, data, {
    ...(slot === undefined
      ? { deduplication: { id: subject, keepLastIfActive: true } }
      : { jobId: slotId(subject, slot) }),
    ...(delayMs === undefined ? {} : { delay: delayMs }),
    ...(priority === undefined ? {} : { priority }),
  });
  return job.id ?? subject;
}
