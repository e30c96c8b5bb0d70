import type { Quota } from "@groundswell/model";
import { type Store, sourceStatus, totals } from "@groundswell/store";

/** How the queues stand, as the queue itself says; null where nobody asked them. */
export type QueueView = {
  kind: string;
  counts: Record<string, { waiting: number; active: number; delayed: number; failed: number }>;
  schedules: { name: string; key: string; every: string; next: string | null; registered: boolean }[];
  deadLetters: DeadLetter[];
};

/** Jobs that failed for good in the same way: how many, and when the last one did. */
export type DeadLetter = { queue: string; message: string; count: number; at: string };

export type StatusAnswer = {
  store: { kind: string; where: string; signals: number; accounts: number; setAside: number };
  queue: { kind: string } | null;
  sources: {
    id: string;
    connector: string;
    state: string;
    lastSuccess: string | null;
    lastError: string | null;
    /** The address to configure from now on, where the place has moved for good. */
    movedTo: string | null;
    nextRun: string | null;
    watermark: string | null;
    /** What its place said last; null where it says nothing of one. */
    quota: Quota | null;
    signals: number;
  }[];
  jobs: QueueView["counts"];
  schedules: { name: string; every: string; next: string | null; registered: boolean }[];
  deadLetters: DeadLetter[];
};

/** How the store, every source and the queues stand. */
export async function answerStatus(store: Store, queue: QueueView | null): Promise<StatusAnswer> {
  const sources = await sourceStatus(store);
  const next = new Map((queue?.schedules ?? []).map((schedule) => [`${schedule.name} ${schedule.key}`, schedule.next]));
  return {
    store: { kind: store.kind, where: store.where, ...(await totals(store)) },
    queue: queue && { kind: queue.kind },
    sources: sources.map((source) => ({
      id: source.id,
      connector: source.connector,
      state: source.state,
      lastSuccess: source.lastSuccess?.toISOString() ?? null,
      lastError: source.lastError,
      movedTo: source.movedTo,
      nextRun: source.retryAt?.toISOString() ?? next.get(`collect ${source.id}`) ?? null,
      watermark: source.watermark?.toISOString() ?? null,
      quota: source.quota,
      signals: source.signals,
    })),
    jobs: queue?.counts ?? {},
    schedules: (queue?.schedules ?? []).map(({ name, key, every, next, registered }) => ({
      name: `${name} ${key}`,
      every,
      next,
      registered,
    })),
    deadLetters: queue?.deadLetters ?? [],
  };
}
