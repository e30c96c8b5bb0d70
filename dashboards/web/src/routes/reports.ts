import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as reporting from "../place-reports.ts";
import { optional, signedIn, withoutFirst } from "./frame.tsx";

const reports = createRoute({
  getParentRoute: () => signedIn,
  path: "/reports",
  component: lazyRouteComponent(() => import("../frame/reports-frame.tsx"), "ReportsFrame"),
});

const reportsStart = createRoute({
  getParentRoute: () => reports,
  path: "/",
  validateSearch: optional(reporting.readReportsPlace),
  search: { middlewares: [withoutFirst(reporting.firstReportsPlace)] },
  component: lazyRouteComponent(() => import("../pages/reports/reports-page.tsx"), "ReportsPage"),
});

const edition = createRoute({
  getParentRoute: () => reports,
  path: "/$edition",
  validateSearch: optional(reporting.readEditionPlace),
  search: { middlewares: [withoutFirst(reporting.firstEditionPlace)] },
  component: lazyRouteComponent(() => import("../pages/edition/edition-page.tsx"), "EditionPage"),
});

const preview = createRoute({
  getParentRoute: () => reports,
  path: "/preview",
  validateSearch: optional(reporting.readPreviewPlace),
  search: { middlewares: [withoutFirst(reporting.firstPreviewPlace)] },
  component: lazyRouteComponent(() => import("../pages/preview/preview-page.tsx"), "PreviewPage"),
});

const schedules = createRoute({
  getParentRoute: () => reports,
  path: "/schedules",
  component: lazyRouteComponent(() => import("../pages/schedules/schedules-page.tsx"), "SchedulesPage"),
});

const subscriptions = createRoute({
  getParentRoute: () => reports,
  path: "/subscriptions",
  validateSearch: optional(reporting.readSubscriptionsPlace),
  search: { middlewares: [withoutFirst(reporting.firstSubscriptionsPlace)] },
  component: lazyRouteComponent(() => import("../pages/subscriptions/subscriptions-page.tsx"), "SubscriptionsPage"),
});

const alerts = createRoute({
  getParentRoute: () => reports,
  path: "/alerts",
  validateSearch: optional(reporting.readAlertsPlace),
  search: { middlewares: [withoutFirst(reporting.firstAlertsPlace)] },
  component: lazyRouteComponent(() => import("../pages/alerts/alerts-page.tsx"), "AlertsPage"),
});

// Reports that were sent link there.
const mute = createRoute({
  getParentRoute: () => signedIn,
  path: "/alerts/mute",
  validateSearch: optional(reporting.readMutePlace),
  component: lazyRouteComponent(() => import("../pages/alerts/mute-page.tsx"), "MutePage"),
});

const reportRoutes = [reportsStart, edition, preview, schedules, subscriptions, alerts] as const;
/** Pages of reports, alerts and subscriptions. */
export const aboutReports = [mute, reports.addChildren(reportRoutes)] as const;
