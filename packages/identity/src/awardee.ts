import { canonicalUrl } from "./canonical-url.ts";
import { fold } from "./names.ts";
import type { RegistryEntry } from "./registry.ts";

/** One recognition. Days are ISO dates in UTC. */
export type AwardGiven = {
  /** As the file writes it. */
  expertise: string;
  /** Null where the file does not tell. */
  awardedOn: string | null;
  /** The first day that it no longer holds; null while it does, or where nobody wrote it down. */
  endedOn: string | null;
  status: "current" | "alumnus";
};

/** One person that a file of awardees tells of, with everything its lines say. */
export type Awardee = {
  /** The program's own id; null where the file has none. */
  id: string | null;
  name: string;
  entry: RegistryEntry;
  /** Every address of the entry, as written. */
  links: string[];
  awards: AwardGiven[];
};

/** A name as a key, equal for every way of typing the same letters. */
export function nameKey(name: string): string {
  return fold(name).replace(/\s+/g, " ");
}

/** The addresses of an awardee, each in one spelling, in the order of the file. */
export function addressKeys({ links }: Pick<Awardee, "links">): string[] {
  return links.flatMap((link) => canonicalUrl(link) ?? []);
}
