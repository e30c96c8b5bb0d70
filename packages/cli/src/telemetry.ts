import { openTelemetry, type Telemetry } from "@groundswell/queue";

/** Spans of the queues, and how to hand out the last of them. */
export type Tracing = { telemetry: Telemetry; close(): Promise<void> };

/** Sends spans of everything that the queues do to an address, by OTLP over HTTP. What it needs is loaded here and nowhere else. */
export async function openTracing(url: string): Promise<Tracing> {
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }] = await Promise.all([
    import("@opentelemetry/sdk-trace-node"),
    import("@opentelemetry/exporter-trace-otlp-http"),
  ]);
  const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))] });
  provider.register();
  return { telemetry: await openTelemetry(), close: () => provider.shutdown() };
}
