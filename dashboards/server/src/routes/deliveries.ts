import { listMessages, listSubscriptions, type MessageRow, type Subscription } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import { may } from "../access.ts";
import type { DeliveriesAnswer, DeliveryAnswer } from "../answers-reports.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { declare, routes } from "./declare.ts";
import { required } from "./guard.ts";
import { limitQuery, numberOf } from "./reporting.ts";
import { subscriptionAnswer } from "./subscriptions.ts";

const list = declare({
  method: "get",
  path: "/deliveries",
  operationId: "deliveries",
  summary: "What became of each message to the asker, or for admins and operators to everybody, the newest first.",
  tags: ["reports"],
  access: "signed-in",
  request: {
    query: z.strictObject({
      of: z.enum(["me", "everybody"]).default("me"),
      subscription: numberOf("a subscription").optional(),
      after: numberOf("a message").optional(),
      limit: limitQuery,
    }),
  },
  answer: "DeliveriesAnswer",
});

/** The messages, without what they hold. */
export function deliveriesRoutes({ store }: ApiOptions) {
  return routes().openapi(list, async (context) => {
    const asker = required(context.get("asker"));
    const { of, subscription = null, after: before = null, limit } = context.req.valid("query");
    // Leads may read how sources do, and not what others are sent.
    const seesAll = ["admin", "operator"].includes(asker.role) && may(asker, "read", "operation", null);
    if (of === "everybody" && !seesAll)
      throw new RequestError(403, `The role "${asker.role}" sees its own messages alone: ask an admin.`);
    const userId = of === "me" ? asker.id : null;
    const found = await listMessages(store, { userId, subscription, before, limit: limit + 1 });
    const subscriptions = new Map((await listSubscriptions(store, userId)).map((one) => [one.id, one]));
    const deliveries = found.slice(0, limit).flatMap((message) => {
      const own = subscriptions.get(message.subscription);
      return own ? [asAnswer(message, own)] : [];
    });
    const next = found.length > limit ? (found[limit - 1]?.id ?? null) : null;
    const answer: DeliveriesAnswer = { deliveries, next };
    return context.json(answer);
  });
}

function asAnswer(message: MessageRow, own: Subscription): DeliveryAnswer {
  const { key: _, createdAt, notBefore, settledAt, bouncedAt, ...rest } = message;
  const { id, user, report, expertise, channel, place } = subscriptionAnswer(own);
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    notBefore: notBefore.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
    bouncedAt: bouncedAt?.toISOString() ?? null,
    subscription: { id, user, report, expertise, channel, place },
  };
}
