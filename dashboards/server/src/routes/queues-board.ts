import { createBullBoard } from "@bull-board/api";
import { HonoAdapter } from "@bull-board/hono";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { ApiOptions } from "../api.ts";
import { type Env, guard } from "./guard.ts";

/** Where the board is, under the API. */
export const boardPath = "/queues/board";

/**
 * Bull Board for admins, to look at only: what it changed would not be in the audit log. Its pages are not part of the OpenAPI document.
 * Null where this process knows no queues.
 */
export function boardRoutes({ operation }: ApiOptions): Hono<Env> | null {
  if (!operation) return null;
  const adapter = new HonoAdapter(serveStatic as never);
  adapter.setBasePath(`/api${boardPath}`);
  createBullBoard({
    queues: operation.queue.boards(),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: "Groundswell", boardLogo: { path: "" } } },
  });
  const app = new Hono<Env>();
  // Admins alone have this scope: job data names sources and people's numbers.
  app.use("*", guard("administration:read"));
  app.route("/", adapter.registerPlugin());
  return app;
}

/**
 * The policy of the board's pages. Their scripts are files and one block of JSON, which no policy runs; their styles are partly inline, and
 * their base element needs base-uri.
 */
export function boardSecurity() {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", "data:"],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: "no-referrer",
    strictTransportSecurity: false,
    xFrameOptions: "DENY",
    xXssProtection: false,
  });
}
