import { fewestReaching, orderSpaces, type SpaceCount } from "./rank-spaces.ts";

/**
 * How few spaces hold the activity. Every field but the three counts is null where it has no meaning:
 * nothing happened, or there is only one space to compare.
 */
export type Concentration = {
  /** Spaces that are watched, the silent ones too. */
  configured: number;
  /** Spaces with activity. */
  active: number;
  total: number;
  /** The fewest spaces that together reach half of the activity, and 80 % of it. */
  k50: number | null;
  k80: number | null;
  /** Share that the first `k50` spaces hold. */
  k50Share: number | null;
  /** Spaces with the same count as the one that reaches half: above 1, which of them it is, is a matter of keys. */
  k50Tied: number | null;
  /** Share of the first 1, 3, 5 and 10 spaces. */
  topShare: { "1": number | null; "3": number | null; "5": number | null; "10": number | null };
  /** Gini over all configured spaces: 0 when equal, towards 1 when one holds all. */
  gini: number | null;
  /** `gini · n / (n - 1)`, comparable between small numbers of spaces (Damgaard & Weiner, Ecology 81, 2000). */
  giniUnbiased: number | null;
  /** Gini over the active spaces alone: adding a silent space to the catalogue does not move it. */
  giniActive: number | null;
  /** Herfindahl-Hirschman index Σp², 0..1. */
  hhi: number | null;
  /** Hill numbers, "as many equally active spaces as": N0 = active, N1 = exp(-Σ p ln p), N2 = 1/HHI (Hill, Ecology 54, 1973). */
  hill: { "0": number; "1": number | null; "2": number | null };
  /** ln N1 / ln N0. */
  evenness: number | null;
};

/**
 * Measures concentration. `configured` is how many spaces are watched; spaces missing from `counts` are silent.
 * Sums run from the largest count down, so that the same counts in any order give the same bytes.
 * @throws RangeError on a bad count, a key given twice, or more spaces than are configured
 */
export function concentration(counts: readonly SpaceCount[], of: { configured: number }): Concentration {
  const { configured } = of;
  if (!(Number.isInteger(configured) && configured >= counts.length))
    throw new RangeError(
      `${counts.length} spaces are counted but ${configured} configured: count only what is watched.`,
    );
  const values = orderSpaces(counts)
    .map(({ count }) => count)
    .filter((count) => count > 0);
  const active = values.length;
  const total = values.reduce((sum, count) => sum + count, 0);
  if (active === 0) return nothing(configured);

  const shares = values.map((count) => count / total);
  const topShare = (k: number) => (k >= active ? 1 : sumOf(values.slice(0, k)) / total);
  const k50 = fewestReaching(values, total, 0.5);
  const crossing = values[k50 - 1];
  const gini = giniOf(values, total, configured);
  const hhi = sumOf(shares.map((share) => share * share));
  const n2 = clamp(1 / hhi, 1, active);
  const n1 = clamp(Math.exp(-sumOf(shares.map((share) => share * Math.log(share)))), n2, active);
  return {
    configured,
    active,
    total,
    k50,
    k80: fewestReaching(values, total, 0.8),
    k50Share: topShare(k50),
    k50Tied: values.filter((count) => count === crossing).length,
    topShare: { "1": topShare(1), "3": topShare(3), "5": topShare(5), "10": topShare(10) },
    gini,
    giniUnbiased: configured > 1 ? clamp((gini * configured) / (configured - 1), 0, 1) : null,
    giniActive: giniOf(values, total, active),
    hhi,
    hill: { "0": active, "1": n1, "2": n2 },
    evenness: active > 1 ? Math.log(n1) / Math.log(active) : null,
  };
}

function nothing(configured: number): Concentration {
  return {
    configured,
    active: 0,
    total: 0,
    k50: null,
    k80: null,
    k50Share: null,
    k50Tied: null,
    topShare: { "1": null, "3": null, "5": null, "10": null },
    gini: null,
    giniUnbiased: null,
    giniActive: null,
    hhi: null,
    hill: { "0": 0, "1": null, "2": null },
    evenness: null,
  };
}

/** `G = Σ (2i - n - 1) yᵢ / (n Σy)`, y ascending; silent spaces fill `n` up and add nothing to the sum. */
function giniOf(descending: number[], total: number, n: number): number {
  const weighted = sumOf(descending.map((count, index) => (2 * (n - index) - n - 1) * count));
  return clamp(weighted / (n * total), 0, 1);
}

function sumOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

// Rounding puts equal spaces a hair outside a measure's bounds.
function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
