import type { QueueHandle } from "@groundswell/queue";
import { findSource, partialPulls, type SourceRow, type Store } from "@groundswell/store";
import { type CollectContext, collect, type PullResult } from "./collect.ts";

export type WorkContext = {
  collecting: CollectContext;
  queue: QueueHandle;
  onDone: (result: PullResult) => void;
  /** Sources that are read at once, 4 unless told. */
  concurrency?: number;
  /** How long a first pull may keep the others waiting, in milliseconds: a minute unless told. */
  turnMs?: number;
};

// The lane of first pulls; a job without a number goes before all that have one.
const backfillPriority = 10;
const lookEveryMs = 1_000;

/**
 * Takes the jobs that read sources. A first pull can last days under a host's quota: when it has had its turn and
 * others wait, it goes back into the line behind them, and goes on later from its cursor.
 */
export async function workOnCollect(context: WorkContext): Promise<void> {
  const { collecting, queue, onDone, concurrency = 4, turnMs = 60_000 } = context;
  await queue.work(
    "collect",
    async ({ source: id }, { signal, count }) => {
      const source = await findSource(collecting.store, id);
      // Taken out of the catalogue while its job waited, paused by a person, or refused: its place is not asked again before a person lets it.
      if (!source || source.state === "paused" || source.state === "refused") return;
      const isFirst = source.lastSuccess === null;
      const isStopped = () => stoppedMeanwhile(collecting.store, source);
      const turn = isFirst ? startTurn(queue, await turnOf(collecting.store, source, turnMs), isStopped) : null;
      try {
        const asked = turn ? AbortSignal.any([signal, turn.over]) : signal;
        const result = await collect({ ...collecting, signal: asked }, source);
        // Also where it was told to stop: what closes its queue or lost its job would leave the rest until the next slot.
        if (result.state === "partial" && !(await isStopped()))
          await queue.add("collect", { source: id }, { priority: backfillPriority });
        count({ ...result.counts.signals });
        onDone(result);
      } finally {
        turn?.stop();
      }
    },
    { concurrency },
  );
}

/** A source that cannot go on within its pages needs ever longer turns, or it would begin again for ever. */
async function turnOf(store: Store, source: SourceRow, turnMs: number): Promise<number> {
  return turnMs * 2 ** Math.min(await partialPulls(store, source.id), 10);
}

/** Whether a person has paused a source, or taken it out of the catalogue, since its pull began. */
async function stoppedMeanwhile(store: Store, { id, every }: SourceRow): Promise<boolean> {
  const now = await findSource(store, id);
  return now === null || now.state === "paused" || (now.every === null && every !== null);
}

/** A turn that is over when it has lasted so long and another job waits for the place, or when its source is to be read no more. */
function startTurn(
  queue: QueueHandle,
  turnMs: number,
  isStopped: () => Promise<boolean>,
): { over: AbortSignal; stop: () => void } {
  const over = new AbortController();
  const begin = Date.now();
  const timer = setInterval(
    async () => {
      // A store that is away for a moment stops nobody.
      if (await isStopped().catch(() => false)) over.abort(new Error("Its source was paused or taken out."));
      if (Date.now() - begin < turnMs) return;
      // Where the queue cannot say who waits, nobody is made to wait longer.
      const waiting = await queue.counts().then(
        (counts) => counts.collect.waiting,
        () => 1,
      );
      if (waiting > 0) over.abort(new Error("Others wait for their turn."));
    },
    Math.min(lookEveryMs, turnMs),
  );
  return { over: over.signal, stop: () => clearInterval(timer) };
}
