import { activitySince, type Store } from "@groundswell/store";
import { type Asker, may } from "./access.ts";

/** Progress of one pull, or its end. */
export type PullEvent = {
  type: "pull";
  pull: number;
  source: string;
  state: string;
  signals: { fetched: number; saved: number; seen: number; skipped: number };
  startedAt: string;
  finishedAt: string | null;
  error: string | null;
};
/** A run that was made. */
export type RunEvent = { type: "run"; run: number; expertise: string; asOf: string; computedAt: string };
/** How many jobs of each queue are under way and wait; told when that changes. */
export type QueueEvent = { type: "queue"; counts: Record<string, { active: number; waiting: number }> };
export type LiveEvent = PullEvent | RunEvent | QueueEvent;

export type Live = {
  /** Calls back for everything that happens from now on; call what it returns to end that. */
  listen(listener: (event: LiveEvent) => void): () => void;
  /** How many listen. */
  listeners(): number;
};

type LiveOptions = {
  store: Store;
  now: () => Date;
  /** Jobs by queue; null where this process knows no queue. */
  counts: () => Promise<Record<string, { active: number; waiting: number }> | null>;
  everyMs?: number;
};

// What another process commits carries the time of its own clock, and when it began.
const overlapMs = 120_000;

/** Whether somebody may hear of something. */
export function mayHear(asker: Asker, event: LiveEvent): boolean {
  if (event.type !== "run") return may(asker, "read", "operation", null);
  return may(asker, "read", "spaces", event.expertise) || may(asker, "read", "people", event.expertise);
}

/**
 * Tells everybody who listens in this process what happens in any. The store is asked once a second for all of them, and not at all while
 * nobody listens. Asking was chosen over LISTEN and over events of the queue: a pull made by the command makes no job, a notification
 * lost with its connection is lost for good, and one query by index costs less than a connection kept open.
 */
export function createLive({ store, now, counts, everyMs = 1_000 }: LiveOptions): Live {
  const listeners = new Set<(event: LiveEvent) => void>();
  const told = new Map<string, string>();
  let timer: NodeJS.Timeout | null = null;
  let asking = false;

  async function look(isFirst: boolean): Promise<void> {
    if (asking) return;
    asking = true;
    try {
      for (const [key, event, isOld] of await happening()) {
        const text = JSON.stringify(event);
        if (told.get(key) === text) continue;
        told.set(key, text);
        // Whoever comes is told of what goes on, not of what has ended.
        if (isFirst && isOld) continue;
        for (const listener of listeners) listener(event);
      }
    } catch {
      // A store that does not answer is asked again; what was missed lies within the overlap.
    } finally {
      asking = false;
    }
  }

  async function happening(): Promise<[key: string, event: LiveEvent, isOld: boolean][]> {
    const { pulls, runs } = await activitySince(store, new Date(now().getTime() - overlapMs));
    const found: [string, LiveEvent, boolean][] = pulls.map((pull) => {
      const { fetched = 0, saved = 0, seen = 0, skipped = 0 } = pull.counts.signals ?? {};
      const { id, source, state, error } = pull;
      const event: PullEvent = {
        ...{ type: "pull", pull: id, source, state, signals: { fetched, saved, seen, skipped } },
        startedAt: pull.startedAt.toISOString(),
        finishedAt: pull.finishedAt?.toISOString() ?? null,
        error,
      };
      return [`pull ${id}`, event, pull.finishedAt !== null];
    });
    for (const { id, expertise, asOf, computedAt } of runs) {
      const times = { asOf: asOf.toISOString(), computedAt: computedAt.toISOString() };
      found.push([`run ${id}`, { type: "run", run: id, expertise, ...times }, true]);
    }
    const keys = new Set(found.map(([key]) => key));
    for (const key of told.keys()) if (key !== "queue" && !keys.has(key)) told.delete(key);
    const standing = await counts();
    if (standing) found.push(["queue", { type: "queue", counts: standing }, false]);
    return found;
  }

  /** What goes on at this moment, for one who has just come. */
  function greet(listener: (event: LiveEvent) => void): void {
    for (const text of told.values()) {
      const event = JSON.parse(text) as LiveEvent;
      if (event.type === "queue" || (event.type === "pull" && event.finishedAt === null)) listener(event);
    }
  }

  return {
    listen(listener) {
      const heard = (event: LiveEvent) => listener(event);
      listeners.add(heard);
      if (timer === null) {
        told.clear();
        void look(true);
        timer = setInterval(() => void look(false), everyMs);
        timer.unref();
      } else greet(heard);
      return () => {
        listeners.delete(heard);
        if (listeners.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
      };
    },
    listeners: () => listeners.size,
  };
}
