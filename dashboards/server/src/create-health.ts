import { Hono } from "hono";
import { answerProblem } from "./problem.ts";
import { type HealthOptions, healthRoutes } from "./routes/health.ts";
import { type MetricsText, openMetricsRoutes } from "./routes/metrics.ts";

/**
 * `/healthz`, `/readyz` and `/metrics` of a process, for a port of its own: workers serve no pages, and whoever reads metrics should not need
 * to reach these. Nobody is asked who they are, so it belongs on loopback or on a network for such things.
 */
export function createHealth(options: HealthOptions & { metrics: MetricsText }): Hono {
  const app = new Hono();
  app.route("/", healthRoutes(options));
  app.route("/", openMetricsRoutes(options.metrics));
  app.notFound((context) => answerProblem(context, 404, "Here are /healthz, /readyz and /metrics, and nothing else."));
  app.onError((error, context) => {
    options.onError(`${context.req.path}: ${error.stack ?? error.message}`);
    return answerProblem(context, 500, "This could not be answered. The log says why.");
  });
  return app;
}
