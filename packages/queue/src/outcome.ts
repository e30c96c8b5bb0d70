import { ConfigError, explain, RateLimitedError, RefusedError } from "@groundswell/model";
import { DelayedError, type Job, UnrecoverableError, WaitingError } from "bullmq";

export type Circumstances = {
  now: () => Date;
  leastPatienceMs: number;
  /** Whether the queue is closing and has asked its jobs to stop. */
  stopping: boolean;
};

/**
 * Turns what a handler threw into what BullMQ does. Asked for patience: delayed until then, no attempt counted.
 * Stopped by us: back to waiting, no attempt counted. Refused or misconfigured: a dead letter at once. Anything else:
 * retried with backoff.
 * @throws always
 */
export async function settle(job: Job, token: string, error: unknown, circumstances: Circumstances): Promise<never> {
  if (circumstances.stopping) {
    await job.moveToWait(token);
    throw new WaitingError();
  }
  if (error instanceof RateLimitedError) {
    const waitMs = error.retryAt.getTime() - circumstances.now().getTime();
    // A source whose clock is behind, or that answers "retry now" for ever, must not be asked in a tight loop.
    await job.moveToDelayed(Date.now() + Math.max(waitMs, circumstances.leastPatienceMs), token);
    throw new DelayedError();
  }
  const isFinal = error instanceof RefusedError || error instanceof ConfigError;
  throw isFinal ? new UnrecoverableError(explain(error)) : retriable(error);
}

/**
 * What becomes of a job, by what `settle` threw.
 * @param attempt which one it was, 1 for the first
 */
export function outcomeOf(settled: unknown, attempt: number, attempts: number) {
  if (settled instanceof WaitingError) return "stopped";
  if (settled instanceof DelayedError) return "waiting";
  return settled instanceof UnrecoverableError || attempt >= attempts ? "failed" : "retried";
}

/** The error with its causes in its message, which is what people see of a dead letter, and its own stack. */
function retriable(error: unknown): Error {
  const said = new Error(explain(error), { cause: error });
  if (error instanceof Error && error.stack !== undefined) said.stack = error.stack;
  return said;
}
