import { type Batch, type Signal, spaceKey } from "@groundswell/model";
import { number } from "./output.ts";

/** A signal as `try` prints it: one line of JSON, its space with the key that catalogues use. */
export function signalLine(signal: Signal): string {
  // Connectors make a signal in any order; readers find one.
  const { connector, id, kind, occurredAt, editedAt, deletedAt, space, account, threadId, parentId, ...rest } = signal;
  const place = { key: spaceKey(space), ...space };
  return JSON.stringify({
    ...{ connector, id, kind, occurredAt, editedAt, deletedAt, space: place, account, threadId, parentId },
    ...rest,
  });
}

/** What was read: how many signals, and how many items were skipped for each reason. */
export type Tried = { signals: number; skipped: Record<string, number> };

/**
 * The lines of a pull, until there are as many as are wanted.
 * @param limit 0 for all
 * @param tried counts along, so that a pull that breaks off can be summarised too
 */
export async function* signalLines(batches: AsyncIterable<Batch>, limit: number, tried: Tried): AsyncGenerator<string> {
  for await (const { signals, skipped } of batches) {
    for (const { reason } of skipped) tried.skipped[reason] = (tried.skipped[reason] ?? 0) + 1;
    for (const signal of signals) {
      yield signalLine(signal);
      tried.signals++;
      if (limit > 0 && tried.signals >= limit) return;
    }
  }
}

/** The summary of a try, in one sentence. */
export function summary(connector: string, { signals, skipped }: Tried): string {
  const reasons = Object.entries(skipped).map(([reason, n]) => `, ${number(n)} × ${reason}`);
  return `${connector}: ${number(signals)} ${signals === 1 ? "signal" : "signals"}${reasons.join("")}`;
}
