import type { QueueOptions } from "bullmq";
import type { Backend } from "./backend.ts";

/** What BullMQ tells of jobs that are added and done. */
export type Telemetry = NonNullable<QueueOptions["telemetry"]>;

/**
 * Makes spans of OpenTelemetry of everything that queues do, with the job's adding as the parent of its doing, in another process as well. They go
 * where the process has registered a provider. The library is loaded here and not before: most installations want none.
 */
export async function openTelemetry(): Promise<Telemetry> {
  const { BullMQOtel } = await import("bullmq-otel");
  return new BullMQOtel({ tracerName: "groundswell" }) as Telemetry;
}

/** A backend whose queues and workers tell what they do. */
export function traced(backend: Backend, telemetry: Telemetry | null): Backend {
  if (telemetry === null) return backend;
  return {
    ...backend,
    queue: (name, options) => backend.queue(name, options, telemetry),
    worker: (name, processor, options) => backend.worker(name, processor, { ...options, telemetry }),
  };
}
