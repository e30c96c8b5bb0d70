import type { SpaceKind } from "@groundswell/model";

/** A connector and the options by which it reads a place, and what says so. */
export type Reader = { connector: string; options: Record<string, unknown>; why: string };

/** A space that an address lies in, as far as the address itself tells. */
export type LinkedPlace = {
  /** One for every address of the space: its host and as much of the path as names it, without `www.`. */
  key: string;
  name: string;
  kind: SpaceKind;
  url: string;
  /** In ASCII, with a port that is not the usual one. */
  host: string;
  /** The key of the site that the space is a part of, where that can be read as a whole; else null. */
  whole: string | null;
  /** What the shape of the address says: a connector's name, `unknown` until somebody looks, or `cannot be read`. */
  identified: string;
  /** Null until somebody looks, and for what nothing reads. */
  reader: Reader | null;
};

/** What an address points into: a space, or nothing that is one, with why. */
export type Pointed = { place: LinkedPlace; why: null } | { place: null; why: string };

/** A space that a connector reads as it is named. */
export function readable(
  place: Omit<LinkedPlace, "whole" | "identified" | "reader">,
  reader: Reader,
  whole: string | null = null,
): Pointed {
  return { place: { ...place, whole, identified: reader.connector, reader }, why: null };
}

/** A space that shows nothing to whoever has not joined it. */
export function closed(place: Omit<LinkedPlace, "whole" | "identified" | "reader">): Pointed {
  return { place: { ...place, whole: null, identified: "cannot be read", reader: null }, why: null };
}

/** No space, and why. */
export function nothing(why: string): Pointed {
  return { place: null, why };
}
