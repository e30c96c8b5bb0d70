import type { ActivityTable } from "./activity-table.ts";
import type { KindScores } from "./kind-scores.ts";
import type { Policy, Track } from "./policy.ts";

/** A channel of a track over a population. */
export type Channel = {
  name: string;
  /** In the track. */
  weight: number;
  /** What a year of the very best is worth. */
  outstanding: number;
  /** Weight of each of the table's kinds in the channel; 0 for those that are not in it. */
  kinds: Float64Array;
  /** Worth per person; NaN for whoever is not active in it. */
  worth: Float64Array;
  /** The worths of those active, ascending. */
  ascending: Float64Array;
};

/** How many people a percentile needs before it speaks for itself. */
const fewPeople = 30;

/** The channels of a track, each with the worth of everybody active in it. */
export function channelsOf(table: ActivityTable, scores: KindScores, policy: Policy, track: Track): Channel[] {
  return Object.entries(policy.tracks[track].channels).map(([name, weight]): Channel => {
    const given = policy.channels[name];
    const kinds = Float64Array.from(table.kinds, (kind) => given?.kinds[kind] ?? 0);
    const worth = new Float64Array(table.persons.length).fill(Number.NaN);
    for (let person = 0; person < worth.length; person += 1) {
      let sum = Number.NaN;
      for (let kind = 0; kind < scores.kinds; kind += 1) {
        const cell = person * scores.kinds + kind;
        const share = kinds[kind] ?? 0;
        if (share === 0 || (scores.counts[cell] ?? 0) === 0) continue;
        sum = (Number.isNaN(sum) ? 0 : sum) + share * (scores.totals[cell] ?? 0);
      }
      worth[person] = sum;
    }
    const ascending = worth.filter((value) => !Number.isNaN(value)).sort();
    return { name, weight, outstanding: given?.outstanding ?? 1, kinds, worth, ascending };
  });
}

/**
 * Where a worth stands among those active in a channel, 0..1: the mid-rank percentile `(rank - ½) / n`, and where few are active,
 * drawn towards `log(1 + worth) / log(1 + outstanding)` as if thirty more people stood there. Nothing is worth 0, however many do it.
 */
export function standing({ ascending, outstanding }: Channel, worth: number): number {
  if (!(worth > 0)) return 0;
  const count = ascending.length;
  const rank = (firstAtLeast(ascending, worth) + firstAbove(ascending, worth)) / 2;
  const absolute = Math.min(1, Math.log1p(worth) / Math.log1p(outstanding));
  return (rank + fewPeople * absolute) / (count + fewPeople);
}

/** `(Σ weight · standing^power / Σ weight)^(1/power)` over all channels of a track, those without anything included. */
export function powerMean(channels: readonly Channel[], standings: Float64Array, power: number): number {
  let sum = 0;
  let weights = 0;
  for (const [index, { weight }] of channels.entries()) {
    const value = standings[index] ?? 0;
    sum += weight * (power === 3 ? value * value * value : value ** power);
    weights += weight;
  }
  return (sum / weights) ** (1 / power);
}

/** How many are less than a value. */
export function firstAtLeast(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many are at most a value. */
export function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
