import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import * as operation from "../place-operation.ts";
import { optional, signedIn, withoutFirst } from "./frame.tsx";

const account = createRoute({
  getParentRoute: () => signedIn,
  path: "/account",
  component: lazyRouteComponent(() => import("../pages/account/account-page.tsx"), "AccountPage"),
});

const sources = createRoute({
  getParentRoute: () => signedIn,
  path: "/sources",
  validateSearch: optional(operation.readSourcesPlace),
  search: { middlewares: [withoutFirst(operation.firstSourcesPlace)] },
  component: lazyRouteComponent(() => import("../pages/sources/sources-page.tsx"), "SourcesPage"),
});

const source = createRoute({
  getParentRoute: () => signedIn,
  path: "/sources/$source",
  validateSearch: optional(operation.readSourcePlace),
  search: { middlewares: [withoutFirst(operation.firstSourcePlace)] },
  component: lazyRouteComponent(() => import("../pages/source/source-page.tsx"), "SourcePage"),
});

// Not under /sources, where it could be the name of one.
const addSource = createRoute({
  getParentRoute: () => signedIn,
  path: "/add-source",
  validateSearch: optional(operation.readAddSourcePlace),
  search: { middlewares: [withoutFirst(operation.firstAddSourcePlace)] },
  component: lazyRouteComponent(() => import("../pages/sources/add-source-page.tsx"), "AddSourcePage"),
});

const queues = createRoute({
  getParentRoute: () => signedIn,
  path: "/queues",
  component: lazyRouteComponent(() => import("../pages/queues/queues-page.tsx"), "QueuesPage"),
});

const administration = createRoute({
  getParentRoute: () => signedIn,
  path: "/administration",
  component: lazyRouteComponent(() => import("../frame/administration-frame.tsx"), "AdministrationFrame"),
});

const administrationStart = createRoute({
  getParentRoute: () => administration,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/administration/users", replace: true });
  },
});

const users = createRoute({
  getParentRoute: () => administration,
  path: "/users",
  component: lazyRouteComponent(() => import("../pages/users/users-page.tsx"), "UsersPage"),
});

const tokens = createRoute({
  getParentRoute: () => administration,
  path: "/tokens",
  component: lazyRouteComponent(() => import("../pages/tokens/tokens-page.tsx"), "TokensPage"),
});

const webhooks = createRoute({
  getParentRoute: () => administration,
  path: "/webhooks",
  component: lazyRouteComponent(() => import("../pages/webhooks/webhooks-page.tsx"), "WebhooksPage"),
});

const audit = createRoute({
  getParentRoute: () => administration,
  path: "/audit",
  validateSearch: optional(operation.readAuditPlace),
  search: { middlewares: [withoutFirst(operation.firstAuditPlace)] },
  component: lazyRouteComponent(() => import("../pages/audit/audit-page.tsx"), "AuditPage"),
});

const awardees = createRoute({
  getParentRoute: () => administration,
  path: "/awardees",
  validateSearch: optional(operation.readAwardeesPlace),
  search: { middlewares: [withoutFirst(operation.firstAwardeesPlace)] },
  component: lazyRouteComponent(() => import("../pages/awardees/awardees-page.tsx"), "AwardeesPage"),
});

const erasure = createRoute({
  getParentRoute: () => administration,
  path: "/erasure",
  validateSearch: optional(operation.readErasurePlace),
  search: { middlewares: [withoutFirst(operation.firstErasurePlace)] },
  component: lazyRouteComponent(() => import("../pages/erasure/erasure-page.tsx"), "ErasurePage"),
});

/** Pages for operators and admins, and of one's own account. */
export const aboutOperation = [
  ...([account, sources, source, addSource, queues] as const),
  administration.addChildren([administrationStart, users, tokens, webhooks, audit, awardees, erasure]),
] as const;
