/** A rate with its interval; `rate`, `lower` and `upper` are 0..1. */
export type Rate = { rate: number; lower: number; upper: number };

/** The two-sided 95 % point of the normal distribution, to the two decimals that published tables use. */
export const z95 = 1.96;

/**
 * The Wilson score interval of `successes` out of `trials` (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927):
 * `(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)`. Its lower end is what a lucky streak is worth: 2 of 2 is 0.34.
 * Null where there were no trials, since a rate of nothing is unknown and not 0.
 * @throws RangeError where the counts are no counts
 */
export function wilson(successes: number, trials: number, z: number = z95): Rate | null {
  if (!(successes >= 0 && successes <= trials && Number.isFinite(trials)))
    throw new RangeError(`${successes} of ${trials} is no rate: give counts with 0 ≤ successes ≤ trials.`);
  if (trials === 0) return null;
  const rate = successes / trials;
  const square = z * z;
  const centre = rate + square / (2 * trials);
  const spread = z * Math.sqrt((rate * (1 - rate)) / trials + square / (4 * trials * trials));
  const scale = 1 + square / trials;
  // Rounding can put an end a hair outside 0..1 or, at 0 and 1, on the wrong side of the rate itself.
  return {
    rate,
    lower: Math.min(rate, Math.max(0, (centre - spread) / scale)),
    upper: Math.max(rate, Math.min(1, (centre + spread) / scale)),
  };
}
