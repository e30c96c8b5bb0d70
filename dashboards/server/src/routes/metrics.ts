import { type Context, Hono, type MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { Access } from "../access.ts";
import { type Env, guard } from "./guard.ts";

/** What Prometheus reads: the text, and the type that it is of. */
export type MetricsText = { contentType: string; text(): Promise<string> };

/** One request as it ended. `route` is its pattern, as `/api/spaces/:expertise`: an address would be a label without end. */
export type RequestEnd = { method: string; route: string; status: number; seconds: number };

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * `/metrics` for whoever has a token or session with `operation:read`. This machine itself is no exception: behind a reverse proxy every
 * request comes from it.
 */
export function metricsRoutes(metrics: MetricsText, access: Pick<Access, "askerOf">): Hono<Env> {
  return new Hono<Env>()
    .use("/metrics", async (context, next) => {
      context.set("asker", await access.askerOf(context.req.raw));
      await next();
    })
    .get("/metrics", guard("operation:read"), (context) => answer(context, metrics));
}

/** `/metrics` for whoever reaches the port: one of its own, on loopback unless somebody says otherwise. */
export function openMetricsRoutes(metrics: MetricsText): Hono {
  return new Hono().get("/metrics", (context) => answer(context, metrics));
}

async function answer(context: Context, { contentType, text }: MetricsText): Promise<Response> {
  return context.body(await text(), 200, { "content-type": contentType, "cache-control": "no-store" });
}

/** Tells of every request how long it took, by the pattern of its route. What it threw has become an answer by then. */
export function timeRequests(onRequest: (end: RequestEnd) => void): MiddlewareHandler {
  return async (context, next) => {
    const begin = performance.now();
    await next();
    const seconds = (performance.now() - begin) / 1000;
    // A method is whatever a client writes.
    const method = methods.has(context.req.method) ? context.req.method : "other";
    onRequest({ method, route: patternOf(context), status: context.res.status, seconds });
  };
}

/** The pattern of the route that took a request, and the narrowest wildcard where none is named: `/api/*` for what is not there. */
function patternOf(context: Context): string {
  const paths = matchedRoutes(context).map(({ path }) => path);
  const wild = paths.filter((path) => path.includes("*")).sort((a, b) => b.length - a.length);
  return paths.find((path) => !path.includes("*")) ?? wild[0] ?? "/*";
}
