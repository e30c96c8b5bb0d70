import type { QueueHandle } from "@groundswell/queue";
import { listSources, type SourceRow, type Store } from "@groundswell/store";
import { Counter, Gauge, type Registry } from "prom-client";

export type Standing = { store: Store; queue: Pick<QueueHandle, "counts" | "ages"> | null; now: () => Date };

/**
 * Metrics of what stands in store and queues. It is asked when somebody reads them, so every process of an installation gives the same: take the
 * largest of them, not their sum. What cannot be asked leaves its metrics out, and is counted.
 */
export function measureStanding(registry: Registry, { store, queue, now }: Standing): void {
  const to = { registers: [registry] };
  const failures = new Counter({
    ...to,
    name: "groundswell_metrics_failures_total",
    help: "Times that metrics could not be read from store or queues.",
    labelNames: ["of"],
  });
  const gauge = (name: string, help: string, labelNames: string[], of: string, read: (gauge: Gauge) => Promise<void>) =>
    new Gauge({
      ...to,
      name: `groundswell_${name}`,
      help,
      labelNames,
      async collect() {
        this.reset();
        await read(this).catch(() => failures.inc({ of }));
      },
    });
  if (queue) {
    gauge("jobs", "Jobs by state.", ["job", "state"], "queue", async (to) => {
      for (const [job, counts] of Object.entries(await queue.counts()))
        for (const [state, count] of Object.entries(counts)) to.set({ job, state }, count);
    });
    gauge(
      "oldest_job_age_seconds",
      "Since when the oldest job waits, or runs.",
      ["job", "state"],
      "queue",
      async (to) => {
        for (const [job, { waitingSince, activeSince }] of Object.entries(await queue.ages())) {
          to.set({ job, state: "waiting" }, ageSeconds(waitingSince, now()));
          to.set({ job, state: "active" }, ageSeconds(activeSince, now()));
        }
      },
    );
  }
  gauge("sources", "Sources by state.", ["state"], "store", async (to) => {
    for (const [state, of] of byState(await listSources(store))) to.set({ state }, of.length);
  });
  gauge(
    "source_last_success_age_seconds",
    "How long ago the source of a state was read that was not read for longest, of those that are to be read.",
    ["state"],
    "store",
    async (to) => {
      for (const [state, of] of byState(await listSources(store))) {
        const ages = of.filter(({ every }) => every !== null).flatMap(({ lastSuccess }) => lastSuccess ?? []);
        if (ages.length > 0) to.set({ state }, Math.max(...ages.map((at) => ageSeconds(at, now()))));
      }
    },
  );
  gauge("store_connections", "Connections of this process to the store.", ["state"], "store", async (to) => {
    const { totalCount, idleCount, waitingCount } = store.pool;
    // The embedded store has one session and no pool.
    if (totalCount === undefined) return;
    to.set({ state: "open" }, totalCount);
    to.set({ state: "idle" }, idleCount);
    to.set({ state: "waiting" }, waitingCount);
  });
}

/** Nothing that waits is no age: 0. */
function ageSeconds(since: Date | null, now: Date): number {
  return since === null ? 0 : Math.max(0, (now.getTime() - since.getTime()) / 1_000);
}

function byState(sources: readonly SourceRow[]): Map<string, SourceRow[]> {
  const states = new Map<string, SourceRow[]>();
  for (const source of sources) states.set(source.state, [...(states.get(source.state) ?? []), source]);
  return states;
}
