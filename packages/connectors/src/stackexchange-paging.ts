import { UnavailableError } from "@groundswell/model";
import { z } from "zod";

/**
 * Where to go on in a list sorted by its oldest instant: at page `page` of what happened at or after `from` (Unix
 * seconds, null for all there is). Pages beyond the first only serve where one second fills more than a page.
 */
export const place = z.object({ from: z.number().nullable(), page: z.number().int().min(1) });
export type Place = z.output<typeof place>;

/** The beginning of a list. */
export const listStart: Place = { from: null, page: 1 };

/** The parameters that ask for a page of a list, oldest first. */
export function listing(sort: "activity" | "creation", { from, page }: Place, pageSize: number) {
  return { sort, order: "asc", min: from, page, pagesize: pageSize };
}

/**
 * The place after a page: its newest instant, read again from the first page, so that rows which move while the list
 * is read can neither slip through nor push others out, and no list is ever paged deep. Only where a whole page lies
 * in one second does the page number go up.
 * @throws UnavailableError where the page shows what was before the place asked for: what it answers is another question
 */
export function following(here: Place, items: unknown[], field: "last_activity_date" | "creation_date"): Place {
  let newest = here.from ?? Number.NEGATIVE_INFINITY;
  for (const item of items) {
    const value = (item as Record<string, unknown> | null)?.[field];
    if (typeof value !== "number") continue;
    if (here.from !== null && value < here.from)
      throw new UnavailableError("Stack Exchange answered with another page than was asked for. Try again later.");
    if (value > newest) newest = value;
  }
  if (newest === Number.NEGATIVE_INFINITY || newest === here.from) return { from: here.from, page: here.page + 1 };
  return { from: newest, page: 1 };
}
