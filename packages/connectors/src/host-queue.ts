type Line = { running: number; waiting: (() => void)[] };

/** Runs work for a host when its turn comes; rejects with the signal's reason when aborted while waiting. */
export type HostQueue = <T>(host: string, signal: AbortSignal | null, work: () => Promise<T>) => Promise<T>;

/**
 * A queue per host, first come first served: a source that reads many pages stands behind the others again
 * for each of them. Limits that several processes share belong here too.
 */
export function createHostQueue(concurrentPerHost: number): HostQueue {
  const lines = new Map<string, Line>();
  return async (host, signal, work) => {
    const line = lines.get(host) ?? { running: 0, waiting: [] };
    lines.set(host, line);
    await turnIn(line, concurrentPerHost, signal);
    try {
      return await work();
    } finally {
      const next = line.waiting.shift();
      if (next) next();
      else if (--line.running === 0) lines.delete(host);
    }
  };
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
