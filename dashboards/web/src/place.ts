import type { SpacesAnswer } from "@groundswell/reports";

type Weighting = SpacesAnswer["weighting"];
const windowNames = ["12-weeks", "12-months"] as const;
const weightings = ["events", "people", "shared"] as const satisfies readonly Weighting[];
const supportOrders = ["need", "reach"] as const;
const trendSubjects = ["space", "tag"] as const;
const directions = ["up", "down"] as const;

export type WindowName = (typeof windowNames)[number];

/** The query of an address as a router has read it: anything may stand there. */
export type Query = Record<string, unknown>;

// What pages show is kept in the query of their address, so that it can be sent on. What is missing or unknown falls back to the
// first choice, and first choices are left out of the address.

export type SpacesPlace = { window: WindowName; weighting: Weighting } & SortPlace;
export type SortPlace = { sort: string; direction: (typeof directions)[number] };
export const firstSpacesPlace: SpacesPlace = { window: "12-weeks", weighting: "events", sort: "rank", direction: "up" };

export function readSpacesPlace(query: Query): SpacesPlace {
  return {
    window: oneOf(windowNames, query.window),
    weighting: oneOf(weightings, query.weighting),
    sort: text(query.sort) || firstSpacesPlace.sort,
    direction: oneOf(directions, query.direction),
  };
}

export type SpacePlace = { space: string; window: WindowName };
export const firstSpacePlace: SpacePlace = { space: "", window: "12-weeks" };

export function readSpacePlace(query: Query): SpacePlace {
  return { space: text(query.space), window: oneOf(windowNames, query.window) };
}

export type SupportPlace = { window: WindowName; by: (typeof supportOrders)[number] };
export const firstSupportPlace: SupportPlace = { window: "12-weeks", by: "need" };

export function readSupportPlace(query: Query): SupportPlace {
  return { window: oneOf(windowNames, query.window), by: oneOf(supportOrders, query.by) };
}

export type TrendsPlace = { by: (typeof trendSubjects)[number]; unit: "people" | "events" };
export const firstTrendsPlace: TrendsPlace = { by: "space", unit: "people" };

export function readTrendsPlace(query: Query): TrendsPlace {
  return { by: oneOf(trendSubjects, query.by), unit: oneOf(["people", "events"] as const, query.unit) };
}

/** `decided` shows those too that people have decided about. */
export type DiscoveryPlace = { decided: boolean };
export const firstDiscoveryPlace: DiscoveryPlace = { decided: false };

export function readDiscoveryPlace(query: Query): DiscoveryPlace {
  return { decided: query.decided === true || query.decided === "true" };
}

/** Where somebody was going when they were asked to sign in. */
export type SignInPlace = { to: string };

/** Only a path of these pages: an address that leads elsewhere would lend our name to whoever wrote it. */
export function readSignInPlace(query: Query): SignInPlace {
  const to = text(query.to);
  const here = "https://pages.invalid";
  const inside = to.startsWith("/") && URL.canParse(to, here) && new URL(to, here).origin === here;
  return { to: inside ? to : "/" };
}

/** Where a window of that name begins when it ends at `asOf`; null leaves it to the API's own 12 weeks. */
export function windowStart(window: WindowName, asOf: string): string | null {
  if (window === "12-weeks") return null;
  const from = new Date(asOf);
  from.setUTCFullYear(from.getUTCFullYear() - 1);
  return from.toISOString();
}

/** The choice that stands there, or the first. */
export function oneOf<const T extends string>(choices: readonly [T, ...T[]], value: unknown): T {
  return choices.find((choice) => choice === value) ?? choices[0];
}

/** A router reads digits in an address as a number. */
export function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
