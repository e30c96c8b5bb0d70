import { percent } from "../insight.ts";
import { z95 } from "../wilson.ts";
import type { AlertLook } from "./alert.ts";
import { upperTail } from "./overdispersion.ts";

/** Less than five points is nothing to act on. */
const leastMove = 0.05;
const fewestActive = 6;

/** The share of the first five spaces in a window, 0..1, with its 95 % interval over persons; null where there are too few of them. */
export type TopShare = { share: number; interval: readonly [number, number] | null; active: number };

/**
 * Whether the share of the first five spaces moved from one window to the next: a normal test of the difference, with the spreads that the intervals of both tell.
 * They are taken for independent, though many people are in both windows, so that a move has to be larger than it need be.
 * @returns null with too few people in either window, or where five spaces are all that was active
 */
export function concentrationMoved(
  subject: string,
  { now, before, weeks }: { now: TopShare; before: TopShare; weeks: number },
): AlertLook | null {
  if (now.interval === null || before.interval === null || Math.min(now.active, before.active) < fewestActive)
    return null;
  const spread = ([lower, upper]: readonly [number, number]) => (upper - lower) / (2 * z95);
  const change = now.share - before.share;
  const error = Math.hypot(spread(now.interval), spread(before.interval));
  if (!(error > 0)) return null;
  const z = change / error;
  return {
    ...{ kind: "concentration-moved", subject, person: null },
    test: {
      name: "difference of two shares, persons drawn anew",
      statistic: { name: "z", value: z },
      p: Math.min(1, 2 * upperTail(Math.abs(z))),
    },
    isWorthSaying: Math.abs(change) >= leastMove,
    isOver: false,
    sentence: `The first five spaces hold ${percent(now.share)} of the activity of the last ${weeks} weeks, ${percent(before.share)} in the ${weeks} weeks before.`,
  };
}
