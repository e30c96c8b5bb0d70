import type { SpacesAnswer } from "@groundswell/reports";
import { counted, percent } from "../../parts/format.ts";

/** What somebody saw of an expertise: enough to say later what has changed, and nothing about people. */
export type Seen = {
  runId: number;
  asOf: string;
  k50: number | null;
  active: number;
  top5: number | null;
  /** The names by key of the fewest spaces that hold half. */
  head: [key: string, name: string][];
  coverage: number | null;
};

/** What is kept of visits: the one that goes on and the one before. `at` is in milliseconds since 1970. */
export type Visits = { at: number; seen: Seen; before: Seen | null };

/** A visit ends when nobody has looked for this long. */
export const visitEndsMs = 3_600_000;

/** What a page shows of an answer, as it is remembered. */
export function seenOf({ run, asOf, concentration, coverage, spaces }: SpacesAnswer): Seen {
  return {
    runId: run.id,
    asOf,
    k50: concentration.k50,
    active: concentration.active,
    top5: concentration.topShare["5"],
    head: spaces.filter(({ tier, count }) => tier === "head" && count > 0).map(({ key, name }) => [key, name]),
    coverage: coverage.rate,
  };
}

/** Notes another look. The look after a pause begins a visit, and what was seen until then is what it is compared with. */
export function look(kept: Visits | null, seen: Seen, nowMs: number): Visits {
  if (kept === null) return { at: nowMs, seen, before: null };
  const goesOn = nowMs - kept.at < visitEndsMs;
  return { at: nowMs, seen, before: goesOn ? kept.before : kept.seen };
}

/** What has changed since the last visit, in sentences; null where there was none. */
export function changesSince(before: Seen | null, now: Seen): string[] | null {
  if (before === null) return null;
  if (before.runId === now.runId) return [];
  const had = new Set(before.head.map(([key]) => key));
  const has = new Set(now.head.map(([key]) => key));
  const came = now.head.filter(([key]) => !had.has(key)).map(([, name]) => name);
  const went = before.head.filter(([key]) => !has.has(key)).map(([, name]) => name);
  const said: string[] = [];
  if (before.k50 !== null && now.k50 !== null && before.k50 !== now.k50)
    said.push(`Half of the activity is now in ${counted(now.k50, "space")}; it was in ${before.k50}.`);
  if (came.length > 0) said.push(`New among them: ${came.join(", ")}.`);
  if (went.length > 0) said.push(`No longer among them: ${went.join(", ")}.`);
  if (before.active !== now.active) said.push(`${counted(now.active, "space")} active; it was ${before.active}.`);
  if (percent(before.top5) !== percent(now.top5))
    said.push(`The first five hold ${percent(now.top5)}; it was ${percent(before.top5)}.`);
  if (percent(before.coverage) !== percent(now.coverage))
    said.push(`Coverage is ${percent(now.coverage)}; it was ${percent(before.coverage)}.`);
  return said;
}
