import { dayMs } from "@groundswell/model";
import { createToken, listTokens, revokeToken, type Token } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import { type Asker, type Deed, deeds, type Matter, matters, may, type Scope } from "../access.ts";
import type { TokenAddedAnswer, TokenAnswer, TokensAnswer } from "../answers-operation.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { declare, routes } from "./declare.ts";
import { found, possible } from "./found.ts";
import { refuseTokens, required } from "./guard.ts";

const scopes = matters.flatMap((matter) => deeds.map((deed): Scope => `${matter}:${deed}`));

const list = declare({
  method: "get",
  path: "/tokens",
  operationId: "tokens",
  summary: "The asker's tokens, or everybody's for admins, also those that have ended.",
  tags: ["administration"],
  access: "signed-in",
  request: { query: z.strictObject({ of: z.enum(["me", "everybody"]).default("me") }) },
  answer: "TokensAnswer",
});

const add = declare({
  method: "post",
  path: "/tokens",
  operationId: "addToken",
  summary: "Make a token, which may no more than its user and its scopes. It is shown once.",
  tags: ["administration"],
  access: "signed-in",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({
            name: z.string().min(1).max(100),
            scopes: z
              .array(z.enum(scopes as [Scope, ...Scope[]]))
              .min(1)
              .max(scopes.length),
            days: z.int().min(1).max(366),
          }),
        },
      },
    },
  },
  answer: "TokenAddedAnswer",
  status: 201,
});

const revoke = declare({
  method: "delete",
  path: "/tokens/{token}",
  operationId: "revokeToken",
  summary: "Revoke a token of the asker's own, or as an admin anybody's.",
  tags: ["administration"],
  access: "signed-in",
  request: {
    params: z.strictObject({
      token: z
        .string()
        .regex(/^\d{1,15}$/, "give the number of a token")
        .transform(Number)
        .openapi({ type: "integer" }),
    }),
  },
  answer: null,
});

/** Tokens with which programs ask. */
export function tokensRoutes({ store, now }: ApiOptions) {
  return routes()
    .openapi(list, async (context) => {
      const asker = required(context.get("asker"));
      const { of } = context.req.valid("query");
      if (of === "everybody") refuseOthers(asker, "read");
      const answer: TokensAnswer = { tokens: (await listTokens(store, of === "me" ? asker.id : null)).map(asAnswer) };
      return context.json(answer);
    })
    .openapi(add, async (context) => {
      const asker = required(context.get("asker"));
      refuseTokens(asker);
      const { name, scopes: wanted, days } = context.req.valid("json");
      const beyond = wanted.find((scope) => !mayScope(asker, scope));
      if (beyond)
        throw new RequestError(422, `The role "${asker.role}" may not do this (${beyond}): leave the scope out.`);
      const at = now();
      const expiresAt = new Date(at.getTime() + days * dayMs);
      const wish = { user: asker.id, name, scopes: wanted, expiresAt };
      const { secret, ...made } = await possible(() => createToken(store, wish, { actor: asker.actor, at }));
      const answer: TokenAddedAnswer = { token: asAnswer(made), secret };
      return context.json(answer, 201);
    })
    .openapi(revoke, async (context) => {
      const asker = required(context.get("asker"));
      refuseTokens(asker);
      const owner = may(asker, "write", "administration", null) ? null : asker.id;
      await found(() => revokeToken(store, context.req.valid("param").token, owner, { actor: asker.actor, at: now() }));
      return context.body(null, 204);
    });
}

function mayScope(asker: Asker, scope: Scope): boolean {
  const [matter, deed] = scope.split(":") as [Matter, Deed];
  return may(asker, deed, matter, null);
}

function refuseOthers(asker: Asker, deed: Deed): void {
  if (may(asker, deed, "administration", null)) return;
  throw new RequestError(403, `The role "${asker.role}" sees its own tokens alone: ask an admin.`);
}

function asAnswer({ id, user, name, scopes: held, createdAt, expiresAt, lastUsedAt, revokedAt }: Token): TokenAnswer {
  return {
    ...{ id, user, name, scopes: held, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() },
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
