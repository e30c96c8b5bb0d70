import type { SpaceCount } from "./rank-spaces.ts";
import { incidenceOf, type SpaceActivity, weights } from "./weigh-incidence.ts";

/**
 * What counts as activity. `events`: signals, whoever sent them. `people`: distinct persons in a space.
 * `shared`: each person weighs 1, split over the spaces they are active in by their share of events.
 */
export type Weighting = "events" | "people" | "shared";

/** Every weighting, in the order in which answers name them. */
export const weightings = ["events", "people", "shared"] as const satisfies readonly Weighting[];

/** A space's activity in the chosen weighting, and how many distinct persons were active there. */
export type WeighedSpace = SpaceCount & { people: number };

/**
 * Activity per space in one weighting, ordered by key. Rows may repeat a space and person; rows with count 0 make nobody active
 * but keep their space in the list. Signals without a person count as events only.
 * `shared` is rounded to 12 significant digits so that spaces equal in arithmetic are equal in the result.
 * @throws RangeError on a count that is negative or not finite
 */
export function weigh(rows: readonly SpaceActivity[], weighting: Weighting): WeighedSpace[] {
  return weights(incidenceOf(rows), weighting).spaces;
}
