import type { ActivityTable } from "./activity-table.ts";
import type { KindScores } from "./kind-scores.ts";
import { midRank } from "./mid-rank.ts";
import type { Policy, Track } from "./policy.ts";

/** A channel of a track over a population. */
export type Channel = {
  name: string;
  /** In the track. */
  weight: number;
  /** `log(1 + outstanding)`, of what a year of the very best is worth. */
  outstandingLog: number;
  /** Weight of each of the table's kinds in the channel; 0 for those that are not in it. */
  kinds: Float64Array;
  /** Worth per person; NaN for whoever is not active in it. */
  worth: Float64Array;
  /** The worths of those active, ascending. */
  ascending: Float64Array;
};

type Weight = Pick<Channel, "weight">;

/** How many people it takes before a percentile weighs more than the worth itself. */
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
    return { name, weight, outstandingLog: Math.log1p(given?.outstanding ?? 1), kinds, worth, ascending };
  });
}

/**
 * Where a worth stands among those active in a channel, 0..1: the mid-rank percentile, drawn towards
 * `log(1 + worth) / log(1 + outstanding)` as if thirty more people stood there, which tells where few are active and fades where
 * many are. Nothing is worth 0, however many do it.
 */
export function standing({ ascending, outstandingLog }: Channel, worth: number): number {
  if (!(worth > 0)) return 0;
  const absolute = Math.min(1, Math.log1p(worth) / outstandingLog);
  return (midRank(ascending, worth) + fewPeople * absolute) / (ascending.length + fewPeople);
}

/** The same standing where only this is known: how many are active, and how many of them make less, equal ones counted half. */
export function standingAmong(active: number, below: number, worth: number, outstanding: number): number {
  if (!(worth > 0)) return 0;
  const absolute = Math.min(1, Math.log1p(worth) / Math.log1p(outstanding));
  return (below + fewPeople * absolute) / (active + fewPeople);
}

/** What a standing becomes where some of the `active` have gone and others come: `below` is how many more make less than before. */
export function standingAfter(standing: number, { active, now, below }: Record<"active" | "now" | "below", number>) {
  return standing > 0 ? (standing * (active + fewPeople) + below) / (now + fewPeople) : 0;
}

/** `(Σ weight · standing^power / Σ weight)^(1/power)` over all channels of a track, those without anything included. */
export function powerMean(channels: readonly Weight[], standings: Float64Array, power: number): number {
  let sum = 0;
  for (const [at, channel] of channels.entries()) sum += weighed(channel, standings[at] ?? 0, power);
  return meanOfSum(channels, sum, power);
}

/** `weight · standing^power`: what a channel adds to the sum in a power mean. */
export function weighed({ weight }: Weight, standing: number, power: number): number {
  // The usual power goes without `**`, which is slow: intervals come here millions of times.
  return weight * (power === 3 ? standing * standing * standing : standing ** power);
}

/** The power mean of a sum over a track's channels: it rises with the sum. */
export function meanOfSum(channels: readonly Weight[], sum: number, power: number): number {
  const weights = channels.reduce((all, { weight }) => all + weight, 0);
  return (sum / weights) ** (1 / power);
}
