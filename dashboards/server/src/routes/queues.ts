import { jobNames } from "@groundswell/queue";
import { noteAudit } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { QueuesAnswer, RetriedAnswer } from "../answers-operation.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { nothing } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { required } from "./guard.ts";
import { operating } from "./operation.ts";

const list = declare({
  method: "get",
  path: "/queues",
  operationId: "queues",
  summary: "Jobs by state, schedules, and the jobs that failed for good, by message.",
  tags: ["operation"],
  access: "operation:read",
  request: { query: nothing },
  answer: "QueuesAnswer",
});

const retry = declare({
  method: "post",
  path: "/queues/{queue}/retry",
  operationId: "retryDeadLetters",
  summary: "Let jobs that failed for good begin again: those with one message, or all.",
  tags: ["operation"],
  access: "operation:write",
  request: {
    params: z.strictObject({ queue: z.enum(jobNames) }),
    body: {
      required: true,
      content: {
        "application/json": { schema: z.strictObject({ message: z.string().max(10_000).nullable().default(null) }) },
      },
    },
  },
  answer: "RetriedAnswer",
});

/** Queues, for operators. */
export function queuesRoutes({ store, now, queueView, operation }: ApiOptions) {
  return routes()
    .openapi(list, async (context) => {
      const queues = await queueView();
      if (!queues) throw new RequestError(409, "This process knows no queues: ask one that works on them.");
      const answer: QueuesAnswer = { queues };
      return context.json(answer);
    })
    .openapi(retry, async (context) => {
      const { queue } = context.req.valid("param");
      const { message } = context.req.valid("json");
      const retried = await operating(operation).queue.retryDeadLetters(queue, message ?? undefined);
      const { actor } = required(context.get("asker"));
      const detail = { message, retried };
      await noteAudit(store, { at: now(), actor, action: "queue.retry", subject: `queue ${queue}`, detail });
      const answer: RetriedAnswer = { retried };
      return context.json(answer);
    });
}
