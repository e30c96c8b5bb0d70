import { errorFunction } from "simple-statistics";

/** Below so many stretches their spread says nothing. */
const fewestStretches = 6;

/**
 * How many times more counts vary than those of a Poisson process, at least 1: Pearson's statistic over its degrees of freedom (McCullagh and Nelder,
 * Generalized Linear Models, 1989, section 6.2), of the single counts or of stretches of them, whichever is more. People come in spells, and only
 * stretches show spells.
 * @param exposures what each count could come from: days, or threads; counts without any are left out
 * @param stretch how many counts make a stretch
 */
export function dispersionOf(counts: readonly number[], exposures: readonly number[], stretch: number): number {
  return Math.max(
    1,
    pearson(counts, exposures),
    pearson(inStretches(counts, stretch), inStretches(exposures, stretch)),
  );
}

function pearson(counts: readonly number[], exposures: readonly number[]): number {
  const rate = sum(counts) / sum(exposures);
  const known = exposures.filter((exposure) => exposure > 0).length;
  if (!(rate > 0) || known < fewestStretches) return 1;
  let off = 0;
  for (const [at, exposure] of exposures.entries())
    if (exposure > 0) off += ((counts[at] ?? 0) - rate * exposure) ** 2 / (rate * exposure);
  return off / (known - 1);
}

/** Sums of so many in a row; what is left over at the beginning is in none. */
function inStretches(values: readonly number[], stretch: number): number[] {
  const many = Math.floor(values.length / stretch);
  const begin = values.length - many * stretch;
  return Array.from({ length: many }, (_, at) => sum(values.slice(begin + at * stretch, begin + (at + 1) * stretch)));
}

/**
 * How likely nothing at all is in an exposure, 0..1, after a count in another: the gamma-Poisson (negative binomial) posterior with Jeffreys' prior, counts
 * being divided by their dispersion. A plain Poisson process would call every holiday a loss.
 */
export function chanceOfNone(count: number, seen: number, exposure: number, dispersion: number): number {
  return (seen / (seen + exposure)) ** (count / dispersion + 0.5);
}

/** The rate of a recent count against an earlier one: how many times as much, its statistic, and the one-sided chance of so much or more. */
export type RateRatio = { ratio: number; z: number; p: number };

/**
 * A quasi-Poisson test of two rates on the logarithm of their ratio, variances being multiplied by the dispersion (McCullagh and Nelder, as above).
 * @param freedom how many degrees of freedom the dispersion was estimated with: from few stretches it is not sure, and so the tail is Student's
 */
export function rateRatio(
  recent: { count: number; exposure: number },
  earlier: { count: number; exposure: number },
  { dispersion, freedom }: { dispersion: number; freedom: number },
): RateRatio {
  // Half a case each, so that the logarithm of nothing is not asked for.
  const [a, b] = [recent.count + 0.5, earlier.count + 0.5];
  const log = Math.log(a / recent.exposure / (b / earlier.exposure));
  const z = log / Math.sqrt(dispersion * (1 / a + 1 / b));
  return { ratio: Math.exp(log), z, p: studentTail(z, freedom) };
}

/** How likely a standard normal value is at least so great, 0..1. */
export function upperTail(z: number): number {
  // The approximated error function may pass 1 by its last digit.
  return Math.min(1, Math.max(0, (1 - errorFunction(z / Math.SQRT2)) / 2));
}

/**
 * How likely a value of Student's distribution is at least so great, 0..1: the finite series for even degrees of freedom (Abramowitz and Stegun,
 * Handbook of Mathematical Functions, 1964, 26.7.4); of odd ones the next lower is taken, whose tail is the longer one.
 */
export function studentTail(t: number, freedom: number): number {
  const even = Math.max(2, 2 * Math.floor(freedom / 2));
  const square = even / (even + t * t);
  let [term, series] = [1, 1];
  for (let step = 2; step <= even - 2; step += 2) {
    term *= (square * (step - 1)) / step;
    series += term;
  }
  const inside = (t / Math.sqrt(even + t * t)) * series;
  return Math.min(1, Math.max(0, (1 - inside) / 2));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
