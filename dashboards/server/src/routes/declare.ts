import { createRoute, OpenAPIHono, type RouteConfig } from "@hono/zod-openapi";
import type { Scope } from "../access.ts";
import type { AnswerName } from "../answers.ts";
import { RequestError, say } from "../problem.ts";
import { type Env, guard } from "./guard.ts";

/** Who may use a route: whoever has a scope of its matter, whoever is signed in, or anybody. */
export type RouteAccess = Scope | "signed-in" | "anyone";

type Declaration = Pick<RouteConfig, "method" | "path" | "request" | "description"> & {
  /** Unique; also the name of the action in the audit log. */
  operationId: string;
  summary: string;
  tags: [string];
  access: RouteAccess;
  /** The answer's type by its name in `answers.ts`; null where there is no JSON. */
  answer: AnswerName | null;
  /** Other media types of the answer, each with what it holds. */
  others?: Record<string, string>;
  status?: 200 | 201 | 202 | 204;
};

/** What is left of a route for its handler: the request's types. What it answers is held to its schema by the tests. */
type Declared<Route extends Declaration> = Pick<Route, "method" | "path" | "request"> & {
  responses: Record<number, { description: string }>;
};

/** A route of the API: what it takes, what it answers, and who may use it. A path parameter `expertise` is always checked. */
export function declare<const Route extends Declaration>({
  access,
  answer,
  others = {},
  status: said,
  ...route
}: Route) {
  const content = {
    ...(answer && { "application/json": { schema: { $ref: `#/components/schemas/${answer}` } } }),
    ...Object.fromEntries(
      Object.entries(others).map(([type, description]) => [type, { schema: { type: "string", description } }]),
    ),
  };
  const empty = Object.keys(content).length === 0;
  const status = said ?? (empty ? 204 : 200);
  return createRoute({
    ...(route as Omit<Declaration, "access" | "answer">),
    "x-access": access,
    ...(access === "anyone" ? { security: [] } : {}),
    middleware: guard(access),
    responses: {
      [status]: empty ? { description: "Done." } : { description: "The answer.", content },
      default: { $ref: "#/components/responses/Problem" } as never,
    },
  }) as unknown as Declared<Route> & { getRoutingPath(): string; middleware: [] };
}

/** A group of routes, in which a request that does not fit its schema is refused in a sentence. */
export function routes(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    defaultHook: (read) => {
      if (!read.success) throw new RequestError(400, read.error.issues.map(say).join(" "));
    },
  });
}
