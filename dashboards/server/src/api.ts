import type { ReportContext } from "@groundswell/report";
import type { QueueView } from "@groundswell/reports";
import type { Store } from "@groundswell/store";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Access } from "./access.ts";
import { answerSchemas } from "./answer-schemas.ts";
import { limitBodies } from "./body-size.ts";
import type { Live } from "./live.ts";
import { problemSchema } from "./problem.ts";
import { limitRate } from "./rate-limit.ts";
import { routes } from "./routes/declare.ts";
import { discoveryRoutes } from "./routes/discovery.ts";
import type { Env } from "./routes/guard.ts";
import type { Operation } from "./routes/operation.ts";
import { operationRoutes } from "./routes/operation-routes.ts";
import { peopleRoutes } from "./routes/people-routes.ts";
import { reportRoutes } from "./routes/report-routes.ts";
import { spaceRoutes } from "./routes/space.ts";
import { spacesRoutes } from "./routes/spaces.ts";
import { keptAnswers } from "./routes/spaces-kept.ts";
import { startRoutes } from "./routes/start.ts";
import { supportRoutes } from "./routes/support.ts";
import { trendsRoutes } from "./routes/trends.ts";
import { viewsRoutes } from "./routes/views.ts";

export type ApiOptions = {
  store: Store;
  now: () => Date;
  access: Access;
  /** How the queues stand; null where this process knows no queue. */
  queueView: () => Promise<QueueView | null>;
  /** What it takes to operate; null where this process only answers. */
  operation?: Operation | null;
  /** What it takes to build and send reports; null where this process only answers. */
  reporting?: ReportContext | null;
  /** What tells of progress; made from the store where it is not given. */
  live?: Live;
  /** Time between two signs of life to who listens, in milliseconds: 20 seconds unless told. */
  keepAliveMs?: number;
  /** What one asker may use up in a minute, see `limitRate`. */
  pointsPerMinute?: number;
};

/** The routes under `/api`: the same answers that the command prints, as JSON. */
export function api(options: ApiOptions): OpenAPIHono<Env> {
  const { access } = options;
  const all = routes();
  all.use(async (context, next) => {
    context.set("asker", await access.askerOf(context.req.raw));
    await next();
  });
  all.use(limitRate(options.pointsPerMinute));
  all.use(limitBodies());
  const aboutSpaces = { ...options, answers: keptAnswers(options) };
  all
    .route("/", discoveryRoutes(aboutSpaces))
    .route("/", operationRoutes(options))
    .route("/", peopleRoutes(options))
    .route("/", reportRoutes(options))
    .route("/", spaceRoutes(aboutSpaces))
    .route("/", spacesRoutes(aboutSpaces))
    .route("/", startRoutes(options))
    .route("/", supportRoutes(aboutSpaces))
    .route("/", trendsRoutes(aboutSpaces))
    .route("/", viewsRoutes(options));
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
