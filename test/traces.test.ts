import { type Jobs, openQueue, openTelemetry } from "@groundswell/queue";
import { context, trace } from "@opentelemetry/api";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { expect, onTestFinished, test } from "vitest";
import { openTestStore } from "./open-test-store.ts";

test("a collect job's doing is a span whose parent is its adding, also where it fails, and without the switch there is none", async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  provider.register();
  onTestFinished(async () => {
    await provider.shutdown();
    trace.disable();
    context.disable();
  });
  const store = await openTestStore("embedded");
  const timing = { attempts: 1, backoffMs: 10 };
  const work = async ({ source }: Jobs["collect"]) => {
    if (source === "broken") throw new Error("The blog is down.");
  };

  const plain = await openQueue({ pool: store.pool, timing });
  await plain.work("collect", work);
  await plain.add("collect", { source: "untold" });
  await plain.drained("collect");
  await plain.close();
  expect(exporter.getFinishedSpans()).toEqual([]);

  const queue = await openQueue({ pool: store.pool, timing, telemetry: await openTelemetry(), onError: () => {} });
  await queue.work("collect", work);
  await trace.getTracer("test").startActiveSpan("a person asks", async (asked) => {
    await queue.add("collect", { source: "blog" });
    await queue.add("collect", { source: "broken" });
    asked.end();
  });
  await queue.drained("collect");
  await queue.close();

  const spans = exporter.getFinishedSpans();
  const root = spans.find(({ name }) => name === "a person asks");
  const [traceId, rootId] = [root?.spanContext().traceId, root?.spanContext().spanId];
  const adding = spans.filter((span) => span.parentSpanContext?.spanId === rootId);
  expect(adding.map(({ name }) => name)).toEqual(["add collect.collect", "add collect.collect"]);
  const doing = adding.map((add) =>
    spans.filter((span) => span.parentSpanContext?.spanId === add.spanContext().spanId),
  );
  expect(doing.map((below) => below.map(({ name }) => name))).toEqual([["process collect"], ["process collect"]]);
  expect(doing.flat().every((span) => span.spanContext().traceId === traceId)).toBe(true);
  const broken = doing.flat().filter(({ events }) => events.some(({ name }) => /fail|exception/i.test(name)));
  expect(broken).toHaveLength(1);
});
