import { sendTest, subscribeTo, unsubscribeAddress } from "@groundswell/report";
import {
  deliveryChannels,
  endSubscription,
  findSubscription,
  findUser,
  listSubscriptions,
  noteAudit,
  reportFormats,
  type Subscription,
  subscriptionTarget,
} from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import { type Asker, may } from "../access.ts";
import type {
  SubscriptionAddedAnswer,
  SubscriptionAnswer,
  SubscriptionsAnswer,
  SubscriptionTestedAnswer,
} from "../answers-reports.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { declare, routes } from "./declare.ts";
import { possible } from "./found.ts";
import { refuseTokens, required } from "./guard.ts";
import { allow, delivering, expertiseName, numberOf, reportName, zone } from "./reporting.ts";

const params = z.strictObject({ subscription: numberOf("a subscription") });
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "write hours as 22:00");
const someOf = z.array(z.string().min(1).max(300)).min(1).max(200).nullable();

const wish = z.strictObject({
  report: reportName,
  expertise: expertiseName,
  channel: z.enum(deliveryChannels),
  target: z.string().max(2_000).nullable().default(null),
  withoutPeople: z.boolean().nullable().default(null),
  formats: z.array(z.enum(reportFormats)).max(reportFormats.length).nullable().default(null),
  digest: z.enum(["day", "week"]).nullable().default(null),
  quiet: z.strictObject({ from: hour, to: hour }).nullable().default(null),
  tz: zone.default("UTC"),
  watch: z.strictObject({ kinds: someOf, subjects: someOf }).nullable().default(null),
  user: z.string().max(200).optional().openapi({ description: "The e-mail of who it is for; of others for admins." }),
});

const list = declare({
  method: "get",
  path: "/subscriptions",
  operationId: "subscriptions",
  summary: "What the asker is sent, or for admins everybody, also what has ended.",
  tags: ["reports"],
  access: "signed-in",
  request: { query: z.strictObject({ of: z.enum(["me", "everybody"]).default("me") }) },
  answer: "SubscriptionsAnswer",
});

const add = declare({
  method: "post",
  path: "/subscriptions",
  operationId: "subscribe",
  summary: "Be sent a report from its next edition on. A webhook's secret and a feed's address are shown once.",
  tags: ["reports"],
  access: "signed-in",
  request: { body: { required: true, content: { "application/json": { schema: wish } } } },
  answer: "SubscriptionAddedAnswer",
  status: 201,
});

const end = declare({
  method: "delete",
  path: "/subscriptions/{subscription}",
  operationId: "endSubscription",
  summary: "End a subscription of the asker's own, or as an admin anybody's.",
  tags: ["reports"],
  access: "signed-in",
  request: { params },
  answer: null,
});

const test = declare({
  method: "post",
  path: "/subscriptions/{subscription}/test",
  operationId: "testSubscription",
  summary: "Send a report now, marked as a test, and say what the receiver answered.",
  tags: ["reports"],
  access: "signed-in",
  request: { params },
  answer: "SubscriptionTestedAnswer",
});

/** Who is sent what. */
export function subscriptionsRoutes(options: ApiOptions) {
  const { store, now, operation, access } = options;
  return routes()
    .openapi(list, async (context) => {
      const asker = required(context.get("asker"));
      const { of } = context.req.valid("query");
      if (of === "everybody" && !may(asker, "read", "administration", null))
        throw new RequestError(403, `The role "${asker.role}" sees its own subscriptions alone: ask an admin.`);
      const found = await listSubscriptions(store, of === "me" ? asker.id : null);
      const answer: SubscriptionsAnswer = { subscriptions: found.map(subscriptionAnswer) };
      return context.json(answer);
    })
    .openapi(add, async (context) => {
      const asker = required(context.get("asker"));
      refuseTokens(asker);
      const { user = asker.id, ...wished } = context.req.valid("json");
      const isAdmin = may(asker, "write", "administration", null);
      if (user !== asker.id && user.trim().toLowerCase() !== asker.actor && !isAdmin)
        throw new RequestError(403, `The role "${asker.role}" subscribes nobody else: ask an admin.`);
      if (access.demo && user === asker.id && !(await findUser(store, user)))
        throw new RequestError(
          422,
          'The demonstration knows nobody, so it has nobody to send to: start "groundswell up", sign in, and subscribe there.',
        );
      allow(asker, "read", wished.report, wished.expertise);
      // Who reads a folder, nobody here can know.
      if (wished.channel === "folder" && !isAdmin)
        throw new RequestError(403, "Who can read a folder is an admin's to say: ask one to subscribe you.");
      const by = { actor: asker.actor, at: now() };
      const reporting = delivering(options);
      const { subscription, secret, feed } = await possible(() =>
        subscribeTo(reporting, { ...wished, user }, by, operation?.allowHosts ?? []),
      );
      const answer: SubscriptionAddedAnswer = { subscription: subscriptionAnswer(subscription), secret, feed };
      return context.json(answer, 201, { "cache-control": "no-store" });
    })
    .openapi(end, async (context) => {
      const asker = required(context.get("asker"));
      refuseTokens(asker);
      const { id } = await own(asker, context.req.valid("param").subscription);
      await possible(() => endSubscription(store, id, "removed", { actor: asker.actor, at: now() }));
      return context.body(null, 204);
    })
    .openapi(test, async (context) => {
      const asker = required(context.get("asker"));
      refuseTokens(asker);
      const subscription = await own(asker, context.req.valid("param").subscription);
      const reporting = delivering(options);
      const place = await subscriptionTarget(store, subscription.id);
      const owner = await findUser(store, subscription.userId);
      if (!place || !owner) throw new RequestError(409, `The subscription ${subscription.id} has ended.`);
      const { id, channel } = subscription;
      const unsubscribe =
        channel === "mail" ? unsubscribeAddress(reporting.publicUrl, reporting.secret, subscription.id) : null;
      await noteAudit(store, {
        ...{
          at: now(),
          actor: asker.actor,
          action: "subscription.test",
          subject: `subscription ${id}`,
          detail: { channel },
        },
      });
      const outcome = await possible(() => sendTest(reporting, owner, { ...subscription, ...place, unsubscribe }));
      const answer: SubscriptionTestedAnswer = { sent: outcome.kind === "sent", said: outcome.said };
      return context.json(answer);
    });

  /** @throws RequestError in the same words whether there is none or it is somebody else's */
  async function own(asker: Asker, id: number): Promise<Subscription> {
    const found = await findSubscription(store, id);
    if (found && (found.userId === asker.id || may(asker, "write", "administration", null))) return found;
    throw new RequestError(404, `There is no subscription ${id} of yours: the list of subscriptions shows all.`);
  }
}

/** A subscription as it is answered: the user by their e-mail alone. */
export function subscriptionAnswer({
  userId: _,
  report,
  createdAt,
  endedAt,
  ...rest
}: Subscription): SubscriptionAnswer {
  return {
    ...rest,
    report: report as SubscriptionAnswer["report"],
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
