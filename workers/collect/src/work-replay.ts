import type { QueueHandle } from "@groundswell/queue";
import { findSource } from "@groundswell/store";
import { type ReplayContext, type Replayed, replay } from "./replay.ts";

export type ReplayWork = {
  replaying: Omit<ReplayContext, "signal" | "dryRun" | "onPage">;
  queue: QueueHandle;
  onDone: (result: Replayed) => void;
};

/** Takes the jobs that map a source's kept pages again. */
export async function workOnReplay({ replaying, queue, onDone }: ReplayWork): Promise<void> {
  await queue.work("replay", async ({ source: id }, { signal, count }) => {
    const source = await findSource(replaying.store, id);
    // Taken out of the catalogue while its job waited.
    if (!source) return;
    const replayed = await replay({ ...replaying, signal, dryRun: false }, source);
    const { pages, signals, added, changed } = replayed;
    count({ pages, signals, added, changed });
    onDone(replayed);
  });
}
