import type { ApiOptions } from "../api.ts";
import { alertsRoutes } from "./alerts.ts";
import { routes } from "./declare.ts";
import { deliveriesRoutes } from "./deliveries.ts";
import { editionsRoutes } from "./editions.ts";
import { reportsRoutes } from "./reports.ts";
import { schedulesRoutes } from "./schedules.ts";
import { subscriptionsRoutes } from "./subscriptions.ts";

/** Reports: what there is, what was issued, when it is due, and who is sent what. */
export function reportRoutes(options: ApiOptions) {
  return routes()
    .route("/", alertsRoutes(options))
    .route("/", deliveriesRoutes(options))
    .route("/", editionsRoutes(options))
    .route("/", reportsRoutes(options))
    .route("/", schedulesRoutes(options))
    .route("/", subscriptionsRoutes(options));
}
