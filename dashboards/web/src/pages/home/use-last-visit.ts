import type { SpacesAnswer } from "@groundswell/reports";
import { useEffect, useMemo } from "react";
import { changesSince, look, seenOf, type Visits } from "./last-visit.ts";

/**
 * What has changed for somebody since their last visit with this browser, in sentences; null at the first, or where the browser keeps nothing.
 * Looking counts as a visit.
 */
export function useLastVisit(asker: string, answer: SpacesAnswer): string[] | null {
  const key = `groundswell:visit:${asker}:${answer.expertise}`;
  const visits = useMemo(() => look(read(key), seenOf(answer), Date.now()), [key, answer]);
  useEffect(() => keep(key, visits), [key, visits]);
  return changesSince(visits.before, visits.seen);
}

function read(key: string): Visits | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Visits | null;
    return kept && typeof kept.at === "number" && Array.isArray(kept.seen?.head) ? kept : null;
  } catch {
    return null;
  }
}

function keep(key: string, visits: Visits): void {
  try {
    localStorage.setItem(key, JSON.stringify(visits));
  } catch {
    // Without a store every visit is the first.
  }
}
