import { explain } from "@groundswell/model";
import type { Processor, Worker } from "bullmq";
import type { Backend } from "./backend.ts";
import { type JobName, type Jobs, readJob, subjectOf } from "./jobs.ts";
import { outcomeOf, settle } from "./outcome.ts";
import type { Timing } from "./timing.ts";

/** What a handler is told beside its job's data. */
export type Work = {
  /** Aborted when the queue closes and its grace is over, and when another worker has taken the job up. */
  signal: AbortSignal;
  /** 1 for the first; waiting out a rate limit begins no new one. */
  attempt: number;
  /** Keeps a line with the job, for whoever looks at it later. */
  log(line: string): Promise<void>;
  /** Says what the job has done, in numbers, for whoever is told of its end. */
  count(counts: Record<string, number>): void;
};

/**
 * One execution of a job as it ended. `waiting`: a place asked for patience, and no attempt was counted; `stopped`: the queue closes and the job goes
 * back; `retried`: it failed and is tried again; `failed`: for good.
 */
export type JobEnd = {
  name: JobName;
  /** What the job was about, as the source. */
  subject: string;
  outcome: "done" | "waiting" | "stopped" | "retried" | "failed";
  /** How long it took. */
  milliseconds: number;
  counts: Record<string, number>;
  /** What went wrong, in a sentence; null where nothing did. */
  error: string | null;
};

/** Does one job; what it throws says what becomes of the job (see the errors of the model). */
export type Handler<Name extends JobName> = (data: Jobs[Name], work: Work) => Promise<void>;

/** What the workers of one handle share: how they end. */
export type Ending = {
  /** Whether the running jobs have been asked to stop. */
  stopping: boolean;
  /** How to leave each job that runs now, should it ignore its signal. */
  leave: Set<() => void>;
};

export type WorkerContext = {
  timing: Timing;
  now: () => Date;
  ending: Ending;
  onError: (error: Error) => void;
  onJob: (end: JobEnd) => void;
};

/** Starts a worker and waits until it takes jobs. */
export async function startWorker<Name extends JobName>(
  backend: Backend,
  name: Name,
  handler: Handler<Name>,
  concurrency: number,
  context: WorkerContext,
): Promise<Worker> {
  const worker = backend.worker(name, processorOf(name, handler, context), {
    concurrency,
    lockDuration: context.timing.lockMs,
    stalledInterval: context.timing.stalledCheckMs,
    maxStalledCount: context.timing.stalls,
  });
  worker.on("error", context.onError);
  worker.on("lockRenewalFailed", (jobIds) => {
    for (const id of jobIds) worker.cancelJob(id, "Another worker has taken this job up.");
  });
  await worker.waitUntilReady();
  return worker;
}

// BullMQ hands a signal only to a function of three parameters.
function processorOf<Name extends JobName>(
  name: Name,
  handler: Handler<Name>,
  { timing, now, ending, onJob }: WorkerContext,
): Processor<Jobs[Name], void> {
  return async (job, token, signal) => {
    const begin = performance.now();
    const counts: Record<string, number> = {};
    const end = (outcome: JobEnd["outcome"], error: string | null) => {
      const milliseconds = Math.round(performance.now() - begin);
      onJob({ name, subject: subjectIn(name, job.data), outcome, milliseconds, counts, error });
    };
    const work: Work = {
      signal: signal ?? new AbortController().signal,
      attempt: job.attemptsMade + 1,
      log: async (line) => {
        await job.log(line);
      },
      count: (more) => {
        Object.assign(counts, more);
      },
    };
    try {
      await orLeft(async () => handler(readJob(name, job.data), work), ending.leave);
    } catch (error) {
      try {
        await settle(job, token ?? "", error, {
          now,
          leastPatienceMs: timing.leastPatienceMs,
          stopping: ending.stopping,
        });
      } catch (settled) {
        end(outcomeOf(settled, job.attemptsMade + 1, job.opts.attempts ?? 1), explain(error));
        throw settled;
      }
    }
    end("done", null);
  };
}

/** What a job is about, as far as it says so. */
function subjectIn<Name extends JobName>(name: Name, data: Jobs[Name]): string {
  try {
    return subjectOf(name, readJob(name, data));
  } catch {
    return "unknown";
  }
}

/** Settles as the handler does, or fails when the job is left. Racing one long promise would hold on to every job done. */
async function orLeft(handle: () => Promise<void>, leave: Ending["leave"]): Promise<void> {
  let leaveThis = () => {};
  try {
    await new Promise<void>((resolve, reject) => {
      leaveThis = () => reject(new Error("The queue closed and the job did not stop."));
      leave.add(leaveThis);
      handle().then(resolve, reject);
    });
  } finally {
    leave.delete(leaveThis);
  }
}

/**
 * Closes workers: no new jobs, running ones may finish; after `graceMs` their signal is aborted and what
 * stops, or has not stopped `abandonMs` later, goes back to waiting. Where the backend does not answer, that is waited for no longer.
 */
export async function closeWorkers(
  workers: Worker[],
  ending: Ending,
  { graceMs, abandonMs }: Pick<Timing, "graceMs" | "abandonMs">,
): Promise<void> {
  const closed = Promise.all(workers.map((worker) => worker.close()));
  if (await within(closed, graceMs)) return;
  ending.stopping = true;
  for (const worker of workers) worker.cancelAllJobs("The queue is closing.");
  if (await within(closed, abandonMs)) return;
  for (const leave of ending.leave) leave();
  // BullMQ waits for ever for the answer of a Redis that is gone; nothing is to be lost any more.
  await within(closed, abandonMs);
}

/** Whether a promise settles in time. */
export async function within(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
