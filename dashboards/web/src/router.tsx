import { createRoute, createRouter, lazyRouteComponent, type NotFoundRouteProps } from "@tanstack/react-router";
import { NotFound, PageFailure, PageLoading } from "./frame/page-states.tsx";
import { HomePage } from "./pages/home/home-page.tsx";
import * as place from "./place.ts";
import { aboutExpertises } from "./routes/expertise.ts";
import { optional, root, signedIn } from "./routes/frame.tsx";
import { aboutOperation } from "./routes/operation.ts";
import { aboutReports } from "./routes/reports.ts";

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

const home = createRoute({ getParentRoute: () => signedIn, path: "/", component: HomePage });

/** Every page and its address. A new page is its file, a route in `routes` and a line in navigation.ts. */
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
