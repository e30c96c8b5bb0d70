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

const sources = createRoute({
  getParentRoute: () => signedIn,
  path: "/sources",
  component: lazyRouteComponent(() => import("./pages/sources-page.tsx"), "SourcesPage"),
});

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
  validateSearch: optional(place.readCandidatesPlace),
  search: { middlewares: [withoutFirst(place.firstCandidatesPlace)] },
  component: lazyRouteComponent(() => import("./pages/candidates/candidates-page.tsx"), "CandidatesPage"),
});

const aboutExpertises = expertise.addChildren([expertiseStart, spaces, space, support, trends, discovery, candidates]);

/** Every page and its address. A new page is its file, a route here and a line in navigation.ts. */
export const router = createRouter({
  routeTree: root.addChildren([signIn, firstRun, setPassword, signedIn.addChildren([home, sources, aboutExpertises])]),
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
