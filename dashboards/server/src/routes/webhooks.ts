import { isAllowedHost } from "@groundswell/connectors";
import { isUrl } from "@groundswell/model";
import {
  addWebhook,
  enableWebhook,
  findWebhook,
  listWebhooks,
  makeTestDelivery,
  noteAudit,
  removeWebhook,
  type Webhook,
  webhookEvents,
} from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { WebhookAddedAnswer, WebhookAnswer, WebhooksAnswer, WebhookTestedAnswer } from "../answers-operation.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { nothing } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { found, possible } from "./found.ts";
import { refuseTokens, required } from "./guard.ts";
import { operating } from "./operation.ts";
import { deliverOnce } from "./webhooks-deliver.ts";

const params = z.strictObject({
  webhook: z
    .string()
    .regex(/^\d{1,15}$/, "give the number of a webhook")
    .transform(Number)
    .openapi({ type: "integer" }),
});

const list = declare({
  method: "get",
  path: "/webhooks",
  operationId: "webhooks",
  summary: "Addresses that are told of what happens, with their last delivery.",
  tags: ["administration"],
  access: "administration:read",
  request: { query: nothing },
  answer: "WebhooksAnswer",
});

const add = declare({
  method: "post",
  path: "/webhooks",
  operationId: "addWebhook",
  summary: "Tell an address of what happens, signed as Standard Webhooks says. The secret is shown once.",
  tags: ["administration"],
  access: "administration:write",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({
            url: z.string().max(2_000),
            events: z.array(z.enum(webhookEvents)).min(1).max(webhookEvents.length),
          }),
        },
      },
    },
  },
  answer: "WebhookAddedAnswer",
  status: 201,
});

const remove = declare({
  method: "delete",
  path: "/webhooks/{webhook}",
  operationId: "removeWebhook",
  summary: "Tell an address no more.",
  tags: ["administration"],
  access: "administration:write",
  request: { params },
  answer: null,
});

const enable = declare({
  method: "post",
  path: "/webhooks/{webhook}/enable",
  operationId: "enableWebhook",
  summary: "Tell an address again that was disabled because nothing arrived there.",
  tags: ["administration"],
  access: "administration:write",
  request: { params },
  answer: null,
});

const test = declare({
  method: "post",
  path: "/webhooks/{webhook}/test",
  operationId: "testWebhook",
  summary: "Send a test message now, and say what came of it.",
  tags: ["administration"],
  access: "administration:write",
  request: { params },
  answer: "WebhookTestedAnswer",
});

/** Webhooks, for admins: what they are told is about every expertise. */
export function webhooksRoutes({ store, now, operation }: ApiOptions) {
  return routes()
    .openapi(list, async (context) => {
      const answer: WebhooksAnswer = { webhooks: (await listWebhooks(store)).map(asAnswer) };
      return context.json(answer);
    })
    .openapi(add, async (context) => {
      refuseTokens(required(context.get("asker")));
      const { url, events } = context.req.valid("json");
      refuseUnfit(url, operation?.allowHosts ?? []);
      const { secret, ...made } = await possible(() => addWebhook(store, { url, events }, by(context.get("asker"))));
      const answer: WebhookAddedAnswer = { webhook: asAnswer(made), secret };
      return context.json(answer, 201);
    })
    .openapi(remove, async (context) => {
      await found(() => removeWebhook(store, context.req.valid("param").webhook, by(context.get("asker"))));
      return context.body(null, 204);
    })
    .openapi(enable, async (context) => {
      await found(() => enableWebhook(store, context.req.valid("param").webhook, by(context.get("asker"))));
      return context.body(null, 204);
    })
    .openapi(test, async (context) => {
      const { webhook } = context.req.valid("param");
      const known = await findWebhook(store, webhook);
      if (!known) throw new RequestError(404, `There is no webhook ${webhook}: the list of webhooks shows all.`);
      if (known.disabledAt) throw new RequestError(409, `The webhook ${webhook} is disabled: enable it first.`);
      const { looking } = operating(operation);
      const delivery = await makeTestDelivery(store, webhook, now());
      const { actor, at } = by(context.get("asker"));
      await noteAudit(store, { at, actor, action: "webhook.test", subject: `webhook ${webhook}`, detail: {} });
      const answer: WebhookTestedAnswer = { delivery, ...(await deliverOnce({ store, http: looking, now }, delivery)) };
      return context.json(answer);
    });

  function by(asker: Parameters<typeof required>[0]) {
    return { actor: required(asker).actor, at: now() };
  }
}

function asAnswer({ last, createdAt, failingSince, disabledAt, ...webhook }: Webhook): WebhookAnswer {
  const text = (date: Date | null) => date?.toISOString() ?? null;
  return {
    ...webhook,
    createdAt: createdAt.toISOString(),
    failingSince: text(failingSince),
    disabledAt: text(disabledAt),
    last: last && { ...last, attemptedAt: text(last.attemptedAt), deliveredAt: text(last.deliveredAt) },
  };
}

/** Messages go out encrypted; a host of one's own network, named in the settings, may do without. */
function refuseUnfit(text: string, allowHosts: readonly string[]): void {
  if (!isUrl(text)) throw new RequestError(422, "That is no address: give one that begins with https://.");
  const { protocol, hostname, port, username } = new URL(text);
  if (username !== "")
    throw new RequestError(422, "The address holds a user: leave it out, the signature says who sends.");
  const isOwn = protocol === "http:" && isAllowedHost(hostname, port || "80", allowHosts);
  if (protocol !== "https:" && !isOwn)
    throw new RequestError(422, "Messages are sent to https:// alone, or to hosts that GROUNDSWELL_ALLOW_HOSTS names.");
}
