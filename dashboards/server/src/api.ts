import type { QueueView } from "@groundswell/reports";
import type { Store } from "@groundswell/store";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Asker } from "./access.ts";
import { answerSchemas } from "./answer-schemas.ts";
import { problemSchema } from "./problem.ts";
import { routes } from "./routes/declare.ts";
import type { Env } from "./routes/guard.ts";
import { peopleRoutes } from "./routes/people.ts";
import { spacesRoutes } from "./routes/spaces.ts";
import { startRoutes } from "./routes/start.ts";

/** Who may come in. */
export type Access = {
  /** Answers everything under `/api/auth`; null where nobody signs in. */
  handler: ((request: Request) => Promise<Response>) | null;
  askerOf(request: Request): Promise<Asker | null>;
  /** Whether there is no user yet. */
  firstRun(): Promise<boolean>;
  /** Everybody is let in as one asker, because the store is thrown away. */
  demo: boolean;
};

export type ApiOptions = {
  store: Store;
  now: () => Date;
  access: Access;
  /** How the queues stand; null where this process knows no queue. */
  queueView: () => Promise<QueueView | null>;
};

/** The routes under `/api`: the same answers that the command prints, as JSON. */
export function api(options: ApiOptions): OpenAPIHono<Env> {
  const { access } = options;
  const all = routes();
  all.use(async (context, next) => {
    context.set("asker", await access.askerOf(context.req.raw));
    await next();
  });
  all.route("/", startRoutes(options)).route("/", spacesRoutes(options)).route("/", peopleRoutes(options));
  describe(all);
  return all;
}

/** Serves the document of all routes. */
function describe(all: OpenAPIHono<Env>): void {
  const { openAPIRegistry: registry } = all;
  for (const [name, schema] of Object.entries({ ...answerSchemas, Problem: problemSchema }))
    registry.registerComponent("schemas", name, schema);
  registry.registerComponent("responses", "Problem", {
    description: "What went wrong, in a sentence that says what to do (RFC 9457).",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  });
  registry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "groundswell.session_token",
  });
  registry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" });
  all.doc31("/openapi.json", {
    openapi: "3.1.0",
    info: {
      title: "Groundswell",
      version: "0.1.0",
      description: "What the pages show, as JSON: which few of the spaces hold the activity, and who is helping there.",
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    servers: [{ url: "/api" }],
    security: [{ session: [] }, { token: [] }],
  });
}
