import {
  createRootRoute,
  createRoute,
  type NotFoundRouteProps,
  redirect,
  type SearchMiddleware,
  type SearchSchemaInput,
} from "@tanstack/react-router";
import { Layout } from "../frame/layout.tsx";
import { NotFound, PageFailure } from "../frame/page-states.tsx";
import { readMe } from "../me.ts";

/** What an address may leave out, a link may leave out too. */
export function optional<Place>(read: (query: Record<string, unknown>) => Place) {
  return (query: Partial<Place> & SearchSchemaInput): Place => read(query);
}

/** Leaves first choices out of addresses. */
export function withoutFirst<Place extends object>(first: Partial<Place>): SearchMiddleware<Place> {
  return ({ search, next }) => {
    const kept = Object.entries(next(search)).filter(([name, value]) => value !== first[name as keyof Place]);
    return Object.fromEntries(kept) as Place;
  };
}

/** What stands around every page. */
export const root = createRootRoute({
  notFoundComponent: (_: NotFoundRouteProps) => <NotFound />,
  errorComponent: (failed) => (
    <main id="main">
      <PageFailure error={failed.error} again={failed.reset} />
    </main>
  ),
});

/** Everything that only who is signed in may see. Who is not comes back to the very address after signing in. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ location }) => {
    const { asker, firstRun } = await readMe();
    if (asker === null && firstRun) throw redirect({ to: "/first-run" });
    if (asker === null) throw redirect({ to: "/sign-in", search: { to: location.href } });
  },
  component: Layout,
});
