import negativeBinomialCdf from "@stdlib/stats-base-dists-negative-binomial-cdf";

/** Counts per period of many people, each over as many periods, one of them in question. */
export type Expected = {
  /** Of the gamma distribution of people's rates per period, in counts freed of their extra spread. */
  shape: number;
  rate: number;
  /** How many times more a person's periods vary than those of a Poisson process. */
  dispersion: number;
};

/**
 * What is usual in a population: the gamma distribution of rates by moments over people (`rate = mean / (var - mean)`,
 * `shape = mean · rate`), after counts are divided by how much more than Poisson a person's own periods vary.
 * People come in spells, and without that division every holiday would be a burst.
 * @param histories per person, the count of each period that is not in question
 */
export function expectedCounts(histories: readonly (readonly number[])[]): Expected {
  let within = 0;
  let level = 0;
  for (const periods of histories) {
    if (periods.length < 2) continue;
    const mean = sum(periods) / periods.length;
    if (mean === 0) continue;
    level += mean;
    within += periods.reduce((all, count) => all + (count - mean) ** 2, 0) / (periods.length - 1);
  }
  const dispersion = level > 0 ? Math.max(1, within / level) : 1;
  const periods = histories.reduce((most, one) => Math.max(most, one.length), 1);
  const totals = histories.map((one) => sum(one) / dispersion);
  const mean = sum(totals) / Math.max(1, totals.length);
  const spread = totals.reduce((all, total) => all + (total - mean) ** 2, 0) / Math.max(1, totals.length);
  // Where people differ no more than by chance, everybody's rate is the mean's, as if it had been seen for very long.
  const rate = mean > 0 ? (periods * mean) / Math.max(spread - mean, mean / 1000) : 1;
  return { shape: (mean / periods) * rate, rate, dispersion };
}

/**
 * How likely a period with at least so much is, after what else was seen of the same person: the upper tail of the
 * gamma-Poisson (negative binomial) posterior. 0..1.
 */
export function tailOf({ shape, rate, dispersion }: Expected, count: number, others: readonly number[]): number {
  const size = shape + sum(others) / dispersion;
  const seen = rate + others.length;
  const least = Math.floor(count / dispersion);
  if (least <= 0) return 1;
  if (!(size > 0)) return 0;
  return Math.max(0, 1 - negativeBinomialCdf(least - 1, size, seen / (seen + 1)));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
