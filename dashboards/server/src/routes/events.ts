import { streamSSE } from "hono/streaming";
import type { ApiOptions } from "../api.ts";
import { createLive, type LiveEvent, mayHear } from "../live.ts";
import { nothing } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { required } from "./guard.ts";

const usualKeepAliveMs = 20_000;
// Whoever reads slower than this is behind for good: the browser connects again and begins with what is.
const mostBehind = 1_000;

const events = declare({
  method: "get",
  path: "/events",
  operationId: "events",
  summary: "What goes on, as it happens: pulls, runs, queues; each asker hears only what they may see.",
  tags: ["start"],
  access: "signed-in",
  request: { query: nothing },
  answer: null,
  others: { "text/event-stream": "Server-sent events named pull, run and queue, each with JSON as its data." },
});

/** Live progress. */
export function eventsRoutes({
  store,
  now,
  access,
  operation,
  live: given,
  keepAliveMs = usualKeepAliveMs,
}: ApiOptions) {
  const live =
    given ??
    createLive({
      store,
      now,
      counts: async () => {
        if (!operation) return null;
        const counts = Object.entries(await operation.queue.counts());
        return Object.fromEntries(counts.map(([name, { active, waiting }]) => [name, { active, waiting }]));
      },
    });
  return routes().openapi(events, async (context) => {
    let asker = required(context.get("asker"));
    const request = context.req.raw;
    // Proxies that gather answers would hold these back.
    context.header("x-accel-buffering", "no");
    return streamSSE(context, async (stream) => {
      // Null is the time for a sign of life.
      const waiting: (LiveEvent | null)[] = [];
      let wake = () => {};
      const add = (event: LiveEvent | null) => {
        if (waiting.push(event) > mostBehind) stream.abort();
        wake();
      };
      const stopListening = live.listen((event) => {
        if (mayHear(asker, event)) add(event);
      });
      const signs = setInterval(() => add(null), keepAliveMs);
      const stop = () => {
        clearInterval(signs);
        stopListening();
        wake();
      };
      stream.onAbort(stop);
      try {
        await stream.write(": listening\n\n");
        while (!stream.aborted && !stream.closed) {
          const event = waiting.shift();
          if (event) await stream.writeSSE({ event: event.type, data: JSON.stringify(event) });
          else if (event === null) {
            // Signed out, expired or disabled meanwhile: nothing more is told.
            const still = await access.askerOf(request);
            if (!still) return;
            asker = still;
            await stream.write(": still here\n\n");
          } else
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
        }
      } finally {
        stop();
      }
    }) as never;
  });
}
