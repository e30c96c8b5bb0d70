import { type Channel, standing, weighed } from "./channel-scores.ts";
import { firstAbove } from "./mid-rank.ts";

/** Where somebody would stand among the same ranked people if a channel were dropped for everybody; null where nothing is left of them. */
export type RankWithout = { without: string; rank: number | null };

/** How much of a rank hangs on one channel. */
export type Stability = { stability: readonly RankWithout[]; steady: boolean };

/** A rank without a channel may be this share of the rank away from it, rounded up: one place of the first four. */
const steadyWithin = 0.25;

/**
 * Leaves one channel of a track out after the other, for everybody at once, from the standings as they are: nothing is scored again, and
 * whoever is ranked stays ranked.
 * @param people places in the table of those who are ranked
 * @returns for the place of one of `people` in that list, and their rank interval, the ranks without each channel they are active in;
 * steady where each of them lies in the interval, or
 * no further from the rank than a quarter of it. A rank of which nothing is left is not.
 */
export function rankStability(
  people: Uint32Array,
  channels: readonly Channel[],
  power: number,
): (place: number, interval: readonly [number, number]) => Stability {
  const parts = channels.map((channel) =>
    Float64Array.from(people, (person) => weighed(channel, standing(channel, channel.worth[person] ?? 0), power)),
  );
  const whole = ranksBySum(people.length, parts);
  const without = channels.map((_, left) =>
    ranksBySum(
      people.length,
      parts.filter((_, at) => at !== left),
    ),
  );
  // Most people are active in one channel only, and share what is said of them.
  const nothingLeft = channels.map(
    ({ name }): Stability => ({
      stability: [{ without: name, rank: null }],
      steady: false,
    }),
  );
  return (place, [low, high]) => {
    const person = people[place] ?? Number.NaN;
    const active = [...channels.keys()].filter((at) => !Number.isNaN(channels[at]?.worth[person] ?? Number.NaN));
    const only = active.length === 1 ? nothingLeft[active[0] ?? 0] : undefined;
    if (only) return only;
    const rank = whole[place] ?? 0;
    const stability = active.map(
      (at): RankWithout => ({
        without: channels[at]?.name ?? "",
        rank: without[at]?.[place] || null,
      }),
    );
    const isNear = (other: number) =>
      (other >= low && other <= high) || Math.abs(other - rank) <= Math.ceil(steadyWithin * rank);
    return { stability, steady: stability.every((one) => one.rank !== null && isNear(one.rank)) };
  };
}

/** The rank of each sum, equal ones sharing the better; 0 for a sum of nothing. A score rises with its sum, which is enough to rank by. */
function ranksBySum(length: number, parts: readonly Float64Array[]): Uint32Array {
  const sums = new Float64Array(length);
  for (const part of parts) for (let at = 0; at < length; at += 1) sums[at] = (sums[at] ?? 0) + (part[at] ?? 0);
  const ascending = sums.slice().sort();
  return Uint32Array.from(sums, (sum) => (sum > 0 ? length - firstAbove(ascending, sum) + 1 : 0));
}
