import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import * as place from "../place.ts";
import * as people from "../place-people.ts";
import { optional, signedIn, withoutFirst } from "./frame.tsx";

const expertise = createRoute({
  getParentRoute: () => signedIn,
  path: "/expertises/$expertise",
  component: lazyRouteComponent(() => import("../frame/expertise-frame.tsx"), "ExpertiseFrame"),
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
  component: lazyRouteComponent(() => import("../pages/spaces/spaces-page.tsx"), "SpacesPage"),
});

// The key of a space may hold slashes and dots, which servers on the way read their own way in a path, and never in a query.
const space = createRoute({
  getParentRoute: () => expertise,
  path: "/space",
  validateSearch: optional(place.readSpacePlace),
  search: { middlewares: [withoutFirst(place.firstSpacePlace)] },
  component: lazyRouteComponent(() => import("../pages/space/space-page.tsx"), "SpacePage"),
});

const support = createRoute({
  getParentRoute: () => expertise,
  path: "/support",
  validateSearch: optional(place.readSupportPlace),
  search: { middlewares: [withoutFirst(place.firstSupportPlace)] },
  component: lazyRouteComponent(() => import("../pages/support/support-page.tsx"), "SupportPage"),
});

const trends = createRoute({
  getParentRoute: () => expertise,
  path: "/trends",
  validateSearch: optional(place.readTrendsPlace),
  search: { middlewares: [withoutFirst(place.firstTrendsPlace)] },
  component: lazyRouteComponent(() => import("../pages/trends/trends-page.tsx"), "TrendsPage"),
});

const discovery = createRoute({
  getParentRoute: () => expertise,
  path: "/discovery",
  validateSearch: optional(place.readDiscoveryPlace),
  search: { middlewares: [withoutFirst(place.firstDiscoveryPlace)] },
  component: lazyRouteComponent(() => import("../pages/discovery/discovery-page.tsx"), "DiscoveryPage"),
});

const candidates = createRoute({
  getParentRoute: () => expertise,
  path: "/candidates",
  validateSearch: optional(people.readCandidatesPlace),
  search: { middlewares: [withoutFirst(people.firstCandidatesPlace)] },
  component: lazyRouteComponent(() => import("../pages/candidates/candidates-page.tsx"), "CandidatesPage"),
});

const person = createRoute({
  getParentRoute: () => expertise,
  path: "/people/$person",
  validateSearch: optional(people.readPersonPlace),
  search: { middlewares: [withoutFirst(people.firstPersonPlace)] },
  component: lazyRouteComponent(() => import("../pages/person/person-page.tsx"), "PersonPage"),
});

const dossier = createRoute({
  getParentRoute: () => expertise,
  path: "/people/$person/dossier",
  validateSearch: optional(people.readDossierPlace),
  search: { middlewares: [withoutFirst(people.firstDossierPlace)] },
  component: lazyRouteComponent(() => import("../pages/person/dossier-page.tsx"), "DossierPage"),
});

const compare = createRoute({
  getParentRoute: () => expertise,
  path: "/compare",
  validateSearch: optional(people.readComparePlace),
  search: { middlewares: [withoutFirst(people.firstComparePlace)] },
  component: lazyRouteComponent(() => import("../pages/compare/compare-page.tsx"), "ComparePage"),
});

const renewals = createRoute({
  getParentRoute: () => expertise,
  path: "/renewals",
  component: lazyRouteComponent(() => import("../pages/renewals/renewals-page.tsx"), "RenewalsPage"),
});

const identities = createRoute({
  getParentRoute: () => expertise,
  path: "/identities",
  validateSearch: optional(people.readIdentitiesPlace),
  search: { middlewares: [withoutFirst(people.firstIdentitiesPlace)] },
  component: lazyRouteComponent(() => import("../pages/identities/identities-page.tsx"), "IdentitiesPage"),
});

const whatIf = createRoute({
  getParentRoute: () => expertise,
  path: "/what-if",
  validateSearch: optional(people.readWhatIfPlace),
  component: lazyRouteComponent(() => import("../pages/what-if/what-if-page.tsx"), "WhatIfPage"),
});

const aboutSpaces = [spaces, space, support, trends, discovery] as const;
const aboutPeople = [candidates, person, dossier, compare, renewals, identities, whatIf] as const;
/** Pages of one expertise: its spaces and its people. */
export const aboutExpertises = expertise.addChildren([expertiseStart, ...aboutSpaces, ...aboutPeople]);
