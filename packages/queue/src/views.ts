import { setTimeout } from "node:timers/promises";
import type { Job, JobType, Queue } from "bullmq";
import type { Backend } from "./backend.ts";
import type { JobName } from "./jobs.ts";
import type { Queues } from "./schedules.ts";

/** Jobs of one queue by state. `delayed` holds retries, rate limits being waited out, and each schedule's next job. */
export type Counts = { waiting: number; active: number; delayed: number; failed: number };

/** Since when the oldest job of one queue waits, and since when the oldest one that runs does; null where there is none. */
export type Ages = { waitingSince: Date | null; activeSince: Date | null };

/** Jobs that failed for good with one message. */
export type DeadLetters = {
  message: string;
  count: number;
  /** The newest of them: its data, the times it was begun, and when it failed, ISO 8601 in UTC. */
  last: { data: unknown; attempts: number; at: string };
};

export async function readCounts(queue: Queue): Promise<Counts> {
  const counts = await queue.getJobCounts("waiting", "prioritized", "active", "delayed", "failed");
  const of = (state: string) => counts[state] ?? 0;
  return {
    waiting: of("waiting") + of("prioritized"),
    active: of("active"),
    delayed: of("delayed"),
    failed: of("failed"),
  };
}

/** Of jobs that wait without a priority the first in line is the oldest; of those that run, there are as many as workers take. */
export async function readAges(queue: Queue): Promise<Ages> {
  const waiting = await queue.getJobs(["waiting", "prioritized"], 0, 0, true);
  const active = await queue.getJobs(["active"], 0, pageSize - 1, true);
  const oldest = (instants: number[]) => (instants.length === 0 ? null : new Date(Math.min(...instants)));
  return {
    // One that was delayed waits since its delay was over.
    waitingSince: oldest(waiting.filter(Boolean).map(({ timestamp, delay }) => timestamp + (delay ?? 0))),
    activeSince: oldest(active.filter(Boolean).flatMap(({ processedOn }) => processedOn ?? [])),
  };
}

/** Dead letters by message, the most frequent first; at most `limit` messages. */
export async function readDeadLetters(queue: Queue, limit: number): Promise<DeadLetters[]> {
  const groups = new Map<string, DeadLetters>();
  for await (const job of jobsOf(queue, "failed")) {
    const last = { data: job.data, attempts: job.attemptsStarted, at: new Date(job.finishedOn ?? 0).toISOString() };
    const group = groups.get(job.failedReason);
    if (!group) groups.set(job.failedReason, { message: job.failedReason, count: 1, last });
    else {
      group.count += 1;
      if (last.at > group.last.at) group.last = last;
    }
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || b.last.at.localeCompare(a.last.at)).slice(0, limit);
}

/** Lets dead letters, those with one message or all, begin again from their first attempt; how many. */
export async function retryDeadLetters(queue: Queue, message?: string): Promise<number> {
  const chosen: Job[] = [];
  // Retrying moves jobs out of the list that is being paged through, so the list comes first.
  for await (const job of jobsOf(queue, "failed"))
    if (message === undefined || job.failedReason === message) chosen.push(job);
  for (const job of chosen) await job.retry("failed", { resetAttemptsMade: true });
  return chosen.length;
}

/**
 * Resolves when no job of the named queues waits, runs or is to be tried again. A schedule's next job is not waited
 * for, nor one added with a delay. Name the queues in the order that jobs add to one another.
 * @throws Error where `signal` is aborted first
 */
export async function whenDrained(
  backend: Backend,
  queues: Queues,
  names: readonly JobName[],
  signal: AbortSignal,
): Promise<void> {
  const listeners = names.map((name) => backend.events(name));
  let changed = () => {};
  for (const events of listeners) {
    events.on("error", () => {});
    events.on("completed", () => changed());
    events.on("failed", () => changed());
    events.on("removed", () => changed());
  }
  try {
    await Promise.all(listeners.map((events) => events.waitUntilReady()));
    while (!signal.aborted) {
      const change = new Promise<void>((resolve) => {
        changed = resolve;
      });
      if (await areQuiet(queues, names)) return;
      // The listener begins with what is new when it first asks, so an event before that is only seen by looking again.
      const pause = new AbortController();
      const again = setTimeout(1_000, undefined, { signal: AbortSignal.any([pause.signal, signal]) }).catch(() => {});
      await Promise.race([change, again]);
      pause.abort();
    }
  } finally {
    await Promise.all(listeners.map((events) => events.close()));
  }
  throw new Error("The queue was closed before it was drained.");
}

async function areQuiet(queues: Queues, names: readonly JobName[]): Promise<boolean> {
  for (const name of names) if (!(await isQuiet(queues[name]))) return false;
  return true;
}

async function isQuiet(queue: Queue): Promise<boolean> {
  const before = await readCounts(queue);
  if (before.waiting + before.active > 0) return false;
  if (before.delayed === 0) return true;
  let unbegun = 0;
  for await (const job of jobsOf(queue, "delayed")) {
    if (job.attemptsStarted > 0) return false;
    unbegun += 1;
  }
  // A retry that was delayed when counted may have run while the delayed ones were listed, and be in neither.
  const after = await readCounts(queue);
  return unbegun === before.delayed && after.waiting + after.active === 0 && after.delayed === before.delayed;
}

const pageSize = 500;

async function* jobsOf(queue: Queue, state: JobType): AsyncGenerator<Job> {
  for (let start = 0; ; start += pageSize) {
    const page = await queue.getJobs(state, start, start + pageSize - 1);
    // A job that moved on while the page was read leaves a gap.
    yield* page.filter(Boolean);
    if (page.length < pageSize) return;
  }
}
