import type { Progress } from "@groundswell/model";
import { Presets, SingleBar } from "cli-progress";

/** A bar on a terminal; nothing at all where stderr is a pipe or a file. */
export type Bar = {
  update(progress: Progress | null, items: number): void;
  stop(): void;
};

/** A bar with the share done, items a second and the time left. */
export function startBar(label: string): Bar {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const startedAt = performance.now();
  const bar = new SingleBar(
    {
      format: `${label} {bar} {percentage} % · {items} items · {rate}/s · {eta_formatted} left`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
      barsize: 24,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  );
  bar.start(1, 0, { items: 0, rate: 0 });
  return {
    update(progress, items) {
      const rate = Math.round((items / Math.max(1, performance.now() - startedAt)) * 1000);
      if (progress?.total) bar.setTotal(progress.total);
      bar.update(progress?.total ? progress.done : 0, { items, rate });
    },
    stop: () => bar.stop(),
  };
}
