import { hourMs } from "@groundswell/model";
import { isDismissed, type ReadThread } from "./asked-thread.ts";
import { fewestCases } from "./measured-rate.ts";
import { hasExpert, responseHours, type SpaceHealth } from "./space-health.ts";

/** What makes up unmet need, in the order in which it is added. */
export const supportParts = ["unanswered", "growing", "slow", "one-person", "no-expert"] as const;
export type SupportPart = (typeof supportParts)[number];

/**
 * What one thread of each part counts for, in threads that somebody would have to take: one that nobody answers is one; a late answer is
 * half of one; one that hangs on a single person, or that no expert saw, is a quarter of one.
 */
export const supportWeights: Record<SupportPart, number> = {
  unanswered: 1,
  growing: 1,
  slow: 0.5,
  "one-person": 0.25,
  "no-expert": 0.25,
};

/** From this share of the responses on, one person carries a space. */
const carried = 0.5;

/** One part: `threads` times the weight is what it adds to the need. `count` of `of` is what the threads were reckoned from. */
export type NeedPart = { part: SupportPart; count: number; of: number; threads: number; weight: number; need: number };

/** Unmet need of a space in threads of one window; `parts` add up to it. */
export type Need = { need: number; parts: NeedPart[] };

/**
 * How many threads of a space are in need of somebody, per window of this length:
 * - `unanswered`: the share of the threads of seven days and more that had no response within them, times all threads;
 * - `growing`: the threads that came more than in the window before, at the same share: what is added if both go on;
 * - `slow`: the share of the threads of seven days and more that had their first response between 72 hours and seven days, times all threads;
 * - `one-person`: answered threads in which only the one person responded who gave half of all responses or more;
 * - `no-expert`: answered threads in which no expert did.
 * @param before how many threads the window before had; null, where it was not wholly read, and below ten they say nothing about growth
 * @returns null where fewer than ten threads are seven days old
 */
export function supportNeed(
  health: SpaceHealth,
  given: { now: readonly ReadThread[]; before: number | null; experts: ReadonlySet<number> },
): Need | null {
  const { before, experts } = given;
  const now = given.now.filter((one) => !isDismissed(one));
  const week = health.rates.responseRate["7d"];
  if (week.value === null) return null;
  const threads = now.length;
  const missed = week.n - week.count;
  const more = before === null || before < fewestCases ? 0 : Math.max(0, given.now.length - before);
  const late = now.filter((one) => isLate(one)).length;
  const answered = now.filter(({ responses }) => responses.length > 0);
  const { topResponder, topResponderShare } = health.resilience;
  const alone =
    topResponder === null || (topResponderShare ?? 0) < carried
      ? 0
      : answered.filter(({ responses }) => responses.every(({ person }) => person === topResponder)).length;
  const unseen = answered.filter((one) => !hasExpert(one, experts)).length;
  const parts = [
    partOf("unanswered", missed, week.n, (missed / week.n) * threads),
    partOf("growing", more, before ?? 0, (missed / week.n) * more),
    partOf("slow", late, week.n, (late / week.n) * threads),
    partOf("one-person", alone, answered.length, alone),
    partOf("no-expert", unseen, answered.length, unseen),
  ];
  return { need: parts.reduce((sum, { need }) => sum + need, 0), parts };
}

function partOf(part: SupportPart, count: number, of: number, threads: number): NeedPart {
  const weight = supportWeights[part];
  return { part, count, of, threads, weight, need: threads * weight };
}

function isLate({ ageMs, waitMs }: ReadThread): boolean {
  const week = responseHours["7d"] * hourMs;
  return ageMs >= week && waitMs !== null && waitMs > responseHours["72h"] * hourMs && waitMs <= week;
}

/** Whom support would reach: persons in the window's threads, askers among them, and how often they were viewed, null where not shown. */
export type SupportReach = { people: number; askers: number; views: number | null };

export function supportReach(threads: readonly ReadThread[]): SupportReach {
  const askers = new Set<number>();
  const others = new Set<number>();
  let views: number | null = null;
  for (const { thread } of threads) {
    if (thread.asker !== null) askers.add(thread.asker);
    for (const { person } of thread.posts) if (person !== null) others.add(person);
    if (thread.views !== null) views = (views ?? 0) + thread.views;
  }
  return { people: new Set([...askers, ...others]).size, askers: askers.size, views };
}
