import type { Place, PlaceOptions } from "./place.ts";

/** Every place by the connector that reads it. */
export const places: Record<string, (options: PlaceOptions) => Place> = {};
