import {
  addUserWithGrants,
  type By,
  changeUser,
  disableUser,
  enableUser,
  findUser,
  listUsers,
  makePasswordLink,
  type User,
} from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import { roles } from "../access.ts";
import type { PasswordLinkAnswer, UserAddedAnswer, UserAnswer, UsersAnswer } from "../answers-operation.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { nothing } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { possible } from "./found.ts";
import { refuseTokens, required } from "./guard.ts";

const params = z.strictObject({ user: z.string().min(1).max(200) });
const expertises = z.array(z.string().max(80)).max(500);
const regions = z.array(z.string().max(10)).max(300);
const tags: ["administration"] = ["administration"];
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});

const list = declare({
  method: "get",
  path: "/users",
  operationId: "users",
  summary: "Everybody who may sign in, also who is disabled.",
  tags,
  access: "administration:read",
  request: { query: nothing },
  answer: "UsersAnswer",
});

const add = declare({
  method: "post",
  path: "/users",
  operationId: "addUser",
  summary: "Add a user, with the link that sets their password. They see nothing before something is granted.",
  tags,
  access: "administration:write",
  request: {
    body: body(
      z.strictObject({
        name: z.string().min(1).max(200),
        email: z.string().min(3).max(254),
        role: z.enum(roles),
        grants: z
          .strictObject({ expertises: expertises.default([]), regions: regions.default([]) })
          .default({ expertises: [], regions: [] }),
      }),
    ),
  },
  answer: "UserAddedAnswer",
  status: 201,
});

const link = declare({
  method: "post",
  path: "/users/{user}/link",
  operationId: "linkUser",
  summary: "A new link that sets a user's password, for a day; the one before is void.",
  tags,
  access: "administration:write",
  request: { params },
  answer: "PasswordLinkAnswer",
});

// Both lists are to be said: regions that are left out by mistake would let a lead see people of all.
const change = declare({
  method: "put",
  path: "/users/{user}",
  operationId: "changeUser",
  summary: "Give a user this role and these grants in place of those before, all at once; * is every expertise.",
  tags,
  access: "administration:write",
  request: {
    params,
    body: body(z.strictObject({ role: z.enum(roles), grants: z.strictObject({ expertises, regions }) })),
  },
  answer: "UserAnswer",
});

const shut = <Verb extends "disable" | "enable">(verb: Verb, summary: string) =>
  declare({
    method: "post",
    path: `/users/{user}/${verb}` as "/users/{user}/disable",
    operationId: `${verb}User`,
    summary,
    tags,
    access: "administration:write",
    request: { params },
    answer: "UserAnswer",
  });

/** Users, their roles and what they are granted. */
export function usersRoutes({ store, now }: ApiOptions) {
  return routes()
    .openapi(list, async (context) => {
      const answer: UsersAnswer = { users: (await listUsers(store)).map(asAnswer) };
      return context.json(answer);
    })
    .openapi(add, async (context) => {
      const by = byOf(context.get("asker"));
      const user = await possible(() => addUserWithGrants(store, context.req.valid("json"), by));
      const answer: UserAddedAnswer = { user: asAnswer(user), link: await newLink(user.id, by) };
      return context.json(answer, 201);
    })
    .openapi(link, async (context) => {
      const user = await known(context.req.valid("param").user);
      return context.json(await newLink(user.id, byOf(context.get("asker"))));
    })
    .openapi(change, async (context) => {
      const user = await known(context.req.valid("param").user);
      const wanted = context.req.valid("json");
      return context.json(
        asAnswer(await possible(() => changeUser(store, user.id, wanted, byOf(context.get("asker"))))),
      );
    })
    .openapi(shut("disable", "Shut a user out at once: sessions end, tokens are revoked."), async (context) => {
      const user = await known(context.req.valid("param").user);
      return context.json(asAnswer(await possible(() => disableUser(store, user.id, byOf(context.get("asker"))))));
    })
    .openapi(shut("enable", "Let a disabled user in again; tokens stay revoked."), async (context) => {
      const user = await known(context.req.valid("param").user);
      return context.json(asAnswer(await possible(() => enableUser(store, user.id, byOf(context.get("asker"))))));
    });

  /** Who changes users, which no token may. */
  function byOf(asker: Parameters<typeof required>[0]): By {
    const changing = required(asker);
    refuseTokens(changing);
    return { actor: changing.actor, at: now() };
  }

  async function known(id: string): Promise<User> {
    const user = await findUser(store, id);
    if (user) return user;
    throw new RequestError(404, `There is no user "${id}": the list of users shows all.`);
  }

  /** Behind the #, which browsers send to nobody. */
  async function newLink(user: string, by: By): Promise<PasswordLinkAnswer> {
    return { path: `/set-password#${await possible(() => makePasswordLink(store, user, by))}` };
  }
}

function asAnswer({ createdAt, disabledAt, ...user }: User): UserAnswer {
  return { ...user, createdAt: createdAt.toISOString(), disabledAt: disabledAt?.toISOString() ?? null };
}
