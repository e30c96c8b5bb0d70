import type { ApiOptions } from "../api.ts";
import { auditRoutes } from "./audit.ts";
import { awardeesRoutes } from "./awardees.ts";
import { routes } from "./declare.ts";
import { erasureRoutes } from "./erasure.ts";
import { eventsRoutes } from "./events.ts";
import { pushRoutes } from "./push.ts";
import { queuesRoutes } from "./queues.ts";
import { boardPath, boardRoutes } from "./queues-board.ts";
import { sourcesRoutes } from "./sources.ts";
import { addSourceRoutes } from "./sources-add.ts";
import { tokensRoutes } from "./tokens.ts";
import { usersRoutes } from "./users.ts";
import { webhooksRoutes } from "./webhooks.ts";

/** Everything that operators and admins do. */
export function operationRoutes(options: ApiOptions) {
  const all = routes()
    .route("/", auditRoutes(options))
    .route("/", awardeesRoutes(options))
    .route("/", erasureRoutes(options))
    .route("/", eventsRoutes(options))
    .route("/", pushRoutes(options))
    .route("/", queuesRoutes(options))
    .route("/", addSourceRoutes(options))
    .route("/", sourcesRoutes(options))
    .route("/", tokensRoutes(options))
    .route("/", usersRoutes(options))
    .route("/", webhooksRoutes(options));
  const board = boardRoutes(options);
  if (board) all.route(boardPath, board);
  return all;
}
