import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type NotFoundRouteProps,
  redirect,
  type SearchMiddleware,
  type SearchSchemaInput,
} from "@tanstack/react-router";
import { Layout } from "./frame/layout.tsx";
import { NotFound, PageFailure, PageLoading } from "./frame/page-states.tsx";
import { readMe } from "./me.ts";
import { HomePage } from "./pages/home/home-page.tsx";
import * as place from "./place.ts";
import * as operation from "./place-operation.ts";
import * as people from "./place-people.ts";
import * as reporting from "./place-reports.ts";

/** What an address may leave out, a link may leave out too. */
function optional<Place>(read: (query: Record<string, unknown>) => Place) {
  return (query: Partial<Place> & SearchSchemaInput): Place => read(query);
}

/** Leaves first choices out of addresses. */
function withoutFirst<Place extends object>(first: Partial<Place>): SearchMiddleware<Place> {
  return ({ search, next }) => {
    const kept = Object.entries(next(search)).filter(([name, value]) => value !== first[name as keyof Place]);
    return Object.fromEntries(kept) as Place;
  };
}

const root = createRootRoute({
  notFoundComponent: (_: NotFoundRouteProps) => <NotFound />,
  errorComponent: (failed) => (
    <main id="main">
      <PageFailure error={failed.error} again={failed.reset} />
    </main>
  ),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: optional(place.readSignInPlace),
  component: lazyRouteComponent(() => import("./pages/sign-in-page.tsx"), "SignInPage"),
});

const firstRun = createRoute({
  getParentRoute: () => root,
  path: "/first-run",
  component: lazyRouteComponent(() => import("./pages/first-run-page.tsx"), "FirstRunPage"),
});

const setPassword = createRoute({
  getParentRoute: () => root,
  path: "/set-password",
  component: lazyRouteComponent(() => import("./pages/set-password-page.tsx"), "SetPasswordPage"),
});

/** Everything that only who is signed in may see. Who is not comes back to the very address after signing in. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ location }) => {
    const { asker, firstRun } = await readMe();
    if (asker === null && firstRun) throw redirect({ to: "/first-run" });
    if (asker === null) throw redirect({ to: "/sign-in", search: { to: location.href } });
  },
  component: Layout,
});

const home = createRoute({ getParentRoute: () => signedIn, path: "/", component: HomePage });

const account = createRoute({
  getParentRoute: () => signedIn,
  path: "/account",
  component: lazyRouteComponent(() => import("./pages/account/account-page.tsx"), "AccountPage"),
});

const sources = createRoute({
  getParentRoute: () => signedIn,
  path: "/sources",
  validateSearch: optional(operation.readSourcesPlace),
  search: { middlewares: [withoutFirst(operation.firstSourcesPlace)] },
  component: lazyRouteComponent(() => import("./pages/sources/sources-page.tsx"), "SourcesPage"),
});

const source = createRoute({
  getParentRoute: () => signedIn,
  path: "/sources/$source",
  validateSearch: optional(operation.readSourcePlace),
  search: { middlewares: [withoutFirst(operation.firstSourcePlace)] },
  component: lazyRouteComponent(() => import("./pages/source/source-page.tsx"), "SourcePage"),
});

// Not under /sources, where it could be the name of one.
const addSource = createRoute({
  getParentRoute: () => signedIn,
  path: "/add-source",
  validateSearch: optional(operation.readAddSourcePlace),
  search: { middlewares: [withoutFirst(operation.firstAddSourcePlace)] },
  component: lazyRouteComponent(() => import("./pages/sources/add-source-page.tsx"), "AddSourcePage"),
});

const queues = createRoute({
  getParentRoute: () => signedIn,
  path: "/queues",
  component: lazyRouteComponent(() => import("./pages/queues/queues-page.tsx"), "QueuesPage"),
});

const administration = createRoute({
  getParentRoute: () => signedIn,
  path: "/administration",
  component: lazyRouteComponent(() => import("./frame/administration-frame.tsx"), "AdministrationFrame"),
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
  component: lazyRouteComponent(() => import("./pages/users/users-page.tsx"), "UsersPage"),
});

const tokens = createRoute({
  getParentRoute: () => administration,
  path: "/tokens",
  component: lazyRouteComponent(() => import("./pages/tokens/tokens-page.tsx"), "TokensPage"),
});

const webhooks = createRoute({
  getParentRoute: () => administration,
  path: "/webhooks",
  component: lazyRouteComponent(() => import("./pages/webhooks/webhooks-page.tsx"), "WebhooksPage"),
});

const audit = createRoute({
  getParentRoute: () => administration,
  path: "/audit",
  validateSearch: optional(operation.readAuditPlace),
  search: { middlewares: [withoutFirst(operation.firstAuditPlace)] },
  component: lazyRouteComponent(() => import("./pages/audit/audit-page.tsx"), "AuditPage"),
});

const awardees = createRoute({
  getParentRoute: () => administration,
  path: "/awardees",
  validateSearch: optional(operation.readAwardeesPlace),
  search: { middlewares: [withoutFirst(operation.firstAwardeesPlace)] },
  component: lazyRouteComponent(() => import("./pages/awardees/awardees-page.tsx"), "AwardeesPage"),
});

const erasure = createRoute({
  getParentRoute: () => administration,
  path: "/erasure",
  validateSearch: optional(operation.readErasurePlace),
  search: { middlewares: [withoutFirst(operation.firstErasurePlace)] },
  component: lazyRouteComponent(() => import("./pages/erasure/erasure-page.tsx"), "ErasurePage"),
});

const aboutOperation = [
  ...([account, sources, source, addSource, queues] as const),
  administration.addChildren([administrationStart, users, tokens, webhooks, audit, awardees, erasure]),
] as const;

const reports = createRoute({
  getParentRoute: () => signedIn,
  path: "/reports",
  component: lazyRouteComponent(() => import("./frame/reports-frame.tsx"), "ReportsFrame"),
});

const reportsStart = createRoute({
  getParentRoute: () => reports,
  path: "/",
  validateSearch: optional(reporting.readReportsPlace),
  search: { middlewares: [withoutFirst(reporting.firstReportsPlace)] },
  component: lazyRouteComponent(() => import("./pages/reports/reports-page.tsx"), "ReportsPage"),
});

const edition = createRoute({
  getParentRoute: () => reports,
  path: "/$edition",
  validateSearch: optional(reporting.readEditionPlace),
  search: { middlewares: [withoutFirst(reporting.firstEditionPlace)] },
  component: lazyRouteComponent(() => import("./pages/edition/edition-page.tsx"), "EditionPage"),
});

const preview = createRoute({
  getParentRoute: () => reports,
  path: "/preview",
  validateSearch: optional(reporting.readPreviewPlace),
  search: { middlewares: [withoutFirst(reporting.firstPreviewPlace)] },
  component: lazyRouteComponent(() => import("./pages/preview/preview-page.tsx"), "PreviewPage"),
});

const schedules = createRoute({
  getParentRoute: () => reports,
  path: "/schedules",
  component: lazyRouteComponent(() => import("./pages/schedules/schedules-page.tsx"), "SchedulesPage"),
});

const subscriptions = createRoute({
  getParentRoute: () => reports,
  path: "/subscriptions",
  validateSearch: optional(reporting.readSubscriptionsPlace),
  search: { middlewares: [withoutFirst(reporting.firstSubscriptionsPlace)] },
  component: lazyRouteComponent(() => import("./pages/subscriptions/subscriptions-page.tsx"), "SubscriptionsPage"),
});

const alerts = createRoute({
  getParentRoute: () => reports,
  path: "/alerts",
  validateSearch: optional(reporting.readAlertsPlace),
  search: { middlewares: [withoutFirst(reporting.firstAlertsPlace)] },
  component: lazyRouteComponent(() => import("./pages/alerts/alerts-page.tsx"), "AlertsPage"),
});

// Reports that were sent link there.
const mute = createRoute({
  getParentRoute: () => signedIn,
  path: "/alerts/mute",
  validateSearch: optional(reporting.readMutePlace),
  component: lazyRouteComponent(() => import("./pages/alerts/mute-page.tsx"), "MutePage"),
});

const reportRoutes = [reportsStart, edition, preview, schedules, subscriptions, alerts] as const;
const aboutReports = [mute, reports.addChildren(reportRoutes)] as const;

const expertise = createRoute({
  getParentRoute: () => signedIn,
  path: "/expertises/$expertise",
  component: lazyRouteComponent(() => import("./frame/expertise-frame.tsx"), "ExpertiseFrame"),
});

const expertiseStart = createRoute({
  getParentRoute: () => expertise,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/expertises/$expertise/spaces", params, search: place.firstSpacesPlace, replace: true });
  },
});

const spaces = createRoute({
  getParentRoute: () => expertise,
  path: "/spaces",
  validateSearch: optional(place.readSpacesPlace),
  search: { middlewares: [withoutFirst(place.firstSpacesPlace)] },
  component: lazyRouteComponent(() => import("./pages/spaces/spaces-page.tsx"), "SpacesPage"),
});

// The key of a space may hold slashes and dots, which servers on the way read their own way in a path, and never in a query.
const space = createRoute({
  getParentRoute: () => expertise,
  path: "/space",
  validateSearch: optional(place.readSpacePlace),
  search: { middlewares: [withoutFirst(place.firstSpacePlace)] },
  component: lazyRouteComponent(() => import("./pages/space/space-page.tsx"), "SpacePage"),
});

const support = createRoute({
  getParentRoute: () => expertise,
  path: "/support",
  validateSearch: optional(place.readSupportPlace),
  search: { middlewares: [withoutFirst(place.firstSupportPlace)] },
  component: lazyRouteComponent(() => import("./pages/support/support-page.tsx"), "SupportPage"),
});

const trends = createRoute({
  getParentRoute: () => expertise,
  path: "/trends",
  validateSearch: optional(place.readTrendsPlace),
  search: { middlewares: [withoutFirst(place.firstTrendsPlace)] },
  component: lazyRouteComponent(() => import("./pages/trends/trends-page.tsx"), "TrendsPage"),
});

const discovery = createRoute({
  getParentRoute: () => expertise,
  path: "/discovery",
  validateSearch: optional(place.readDiscoveryPlace),
  search: { middlewares: [withoutFirst(place.firstDiscoveryPlace)] },
  component: lazyRouteComponent(() => import("./pages/discovery/discovery-page.tsx"), "DiscoveryPage"),
});

const candidates = createRoute({
  getParentRoute: () => expertise,
  path: "/candidates",
  validateSearch: optional(people.readCandidatesPlace),
  search: { middlewares: [withoutFirst(people.firstCandidatesPlace)] },
  component: lazyRouteComponent(() => import("./pages/candidates/candidates-page.tsx"), "CandidatesPage"),
});

const person = createRoute({
  getParentRoute: () => expertise,
  path: "/people/$person",
  validateSearch: optional(people.readPersonPlace),
  search: { middlewares: [withoutFirst(people.firstPersonPlace)] },
  component: lazyRouteComponent(() => import("./pages/person/person-page.tsx"), "PersonPage"),
});

const dossier = createRoute({
  getParentRoute: () => expertise,
  path: "/people/$person/dossier",
  validateSearch: optional(people.readDossierPlace),
  search: { middlewares: [withoutFirst(people.firstDossierPlace)] },
  component: lazyRouteComponent(() => import("./pages/person/dossier-page.tsx"), "DossierPage"),
});

const compare = createRoute({
  getParentRoute: () => expertise,
  path: "/compare",
  validateSearch: optional(people.readComparePlace),
  search: { middlewares: [withoutFirst(people.firstComparePlace)] },
  component: lazyRouteComponent(() => import("./pages/compare/compare-page.tsx"), "ComparePage"),
});

const renewals = createRoute({
  getParentRoute: () => expertise,
  path: "/renewals",
  component: lazyRouteComponent(() => import("./pages/renewals/renewals-page.tsx"), "RenewalsPage"),
});

const identities = createRoute({
  getParentRoute: () => expertise,
  path: "/identities",
  validateSearch: optional(people.readIdentitiesPlace),
  search: { middlewares: [withoutFirst(people.firstIdentitiesPlace)] },
  component: lazyRouteComponent(() => import("./pages/identities/identities-page.tsx"), "IdentitiesPage"),
});

const whatIf = createRoute({
  getParentRoute: () => expertise,
  path: "/what-if",
  validateSearch: optional(people.readWhatIfPlace),
  component: lazyRouteComponent(() => import("./pages/what-if/what-if-page.tsx"), "WhatIfPage"),
});

const aboutSpaces = [spaces, space, support, trends, discovery] as const;
const aboutPeople = [candidates, person, dossier, compare, renewals, identities, whatIf] as const;
const aboutExpertises = expertise.addChildren([expertiseStart, ...aboutSpaces, ...aboutPeople]);

/** Every page and its address. A new page is its file, a route here and a line in navigation.ts. */
export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    firstRun,
    setPassword,
    signedIn.addChildren([home, ...aboutOperation, ...aboutReports, aboutExpertises]),
  ]),
  defaultPreload: "intent",
  defaultPendingComponent: PageLoading,
  defaultErrorComponent: ({ error, reset }) => <PageFailure error={error} again={reset} />,
  defaultNotFoundComponent: (_: NotFoundRouteProps) => <NotFound />,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
