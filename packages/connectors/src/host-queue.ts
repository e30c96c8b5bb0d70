import { setTimeout as sleep } from "node:timers/promises";
import { paceWindow, RateLimitedError } from "@groundswell/model";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/**
 * Who may ask which host when. The client takes a place before each request and gives it back after; whoever learns
 * that a host wants quiet pauses it for everybody. One that several processes share implements the same three lines.
 */
export type HostLimits = {
  /**
   * Waits for a place, first come first served. The returned function gives it back.
   * @param host with its port, as `URL.host` has it
   * @throws RateLimitedError where the host is paused; the signal's reason when aborted while waiting
   */
  take(host: string, signal?: AbortSignal | null): Promise<() => void>;
  /** Nothing more is asked of a host until then; an earlier end of a pause is not moved forward. */
  pause(host: string, until: Date): void | Promise<void>;
};

type Line = { running: number; waiting: (() => void)[] };

/**
 * The limits of one process: a queue per host, so that a source that reads many pages stands behind the others again
 * for each of them, the pace, and the pauses that hosts asked for.
 */
export function createHostLimits(
  concurrentPerHost: number,
  now: () => Date,
  requestsPerSecond: number = Number.POSITIVE_INFINITY,
): HostLimits {
  const rates = Number.isFinite(requestsPerSecond) ? new RateLimiterMemory(paceWindow(requestsPerSecond)) : null;
  const lines = new Map<string, Line>();
  const pauses = new Map<string, Date>();

  function refuseWhilePaused(host: string): void {
    const until = pauses.get(host);
    if (until === undefined) return;
    if (until > now())
      throw new RateLimitedError(
        `${host} has asked to wait until ${until.toISOString()}, and is not asked before.`,
        until,
      );
    pauses.delete(host);
  }

  function leave(host: string, line: Line): void {
    const next = line.waiting.shift();
    if (next) next();
    else if (--line.running === 0) lines.delete(host);
  }

  return {
    async take(host, signal = null) {
      refuseWhilePaused(host);
      const line = lines.get(host) ?? { running: 0, waiting: [] };
      lines.set(host, line);
      await turnIn(line, concurrentPerHost, signal);
      let left = false;
      const giveBack = () => {
        if (!left) leave(host, line);
        left = true;
      };
      try {
        if (rates !== null) await waitForTurn(rates, host, signal);
        // The pause may have begun while this one stood in line.
        refuseWhilePaused(host);
      } catch (error) {
        giveBack();
        throw error;
      }
      return giveBack;
    },
    pause(host, until) {
      const before = pauses.get(host);
      if (before === undefined || before < until) pauses.set(host, until);
    },
  };
}

/** Resolves when the host has not been asked too often of late. */
async function waitForTurn(rates: RateLimiterMemory, host: string, signal: AbortSignal | null): Promise<void> {
  for (;;) {
    try {
      await rates.consume(host);
      return;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      await sleep(Math.max(refused.msBeforeNext, 1), undefined, signal ? { signal } : {});
    }
  }
}

/** Resolves when there is room; whoever leaves hands its place to the first that waits. */
function turnIn(line: Line, room: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    if (line.running < room) {
      line.running++;
      return resolve();
    }
    const enter = () => {
      signal?.removeEventListener("abort", leave);
      resolve();
    };
    const leave = () => {
      line.waiting.splice(line.waiting.indexOf(enter), 1);
      reject(signal?.reason);
    };
    line.waiting.push(enter);
    signal?.addEventListener("abort", leave, { once: true });
  });
}
