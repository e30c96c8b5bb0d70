import { UnavailableError } from "@groundswell/model";

/**
 * Says whether a list goes on after a page. A list whose next page is one that was asked for before does not turn its
 * pages: to take that for its end would lose what lies behind.
 * @param asked the pages that were asked for, by what named them
 * @throws UnavailableError where the next page is one of those
 */
export function turned(asked: ReadonlySet<string>, next: string | null, place: string): next is string {
  if (next === null) return false;
  if (!asked.has(next)) return true;
  throw new UnavailableError(`${place} gives the same pages again and again. Try again later.`);
}
