import { powerMean, standingAfter, standingAmong } from "./channel-scores.ts";
import type { Policy, Track } from "./policy.ts";
import type { Candidate, ChannelTerm } from "./score.ts";

/** Where the worth of the one person would stand in a channel as it is: how many are active, make less, and make at most as much. */
export type WorthAmong = { active: number; below: number; upTo: number };

/** Two persons as they were scored, what the one person would make in each channel, and where that stands among everybody's. */
export type Joining = {
  two: readonly Pick<Candidate, "channels">[];
  one: Pick<Candidate, "channels">;
  among: ReadonlyMap<string, WorthAmong>;
};

export type JoinEffect = {
  /** Of the one person. */
  score: number;
  /** What becomes of another's score, in whose channels the two are one fewer. */
  scoreOf: (other: Pick<Candidate, "channels">) => number;
  /** No other's score moves further than this. */
  furthest: number;
};

/**
 * What scoring everybody on a track anew would find, had two persons been one: exactly, for a standing says how many make less, and joining
 * takes two worths away from them and puts one there.
 */
export function joinEffect(policy: Policy, track: Track, { two, one, among }: Joining): JoinEffect {
  const { power, channels: weights } = policy.tracks[track];
  const channels = Object.entries(weights).map(([name, weight]) => ({ name, weight }));
  const changes = new Map(
    channels.flatMap(({ name }) => {
      const place = among.get(name);
      if (!place) return [];
      const gone = two.flatMap((person) => worthIn(person.channels, name) ?? []);
      const come = worthIn(one.channels, name);
      const now = place.active - gone.length + (come === undefined ? 0 : 1);
      return [[name, { ...place, now, gone, come: come === undefined ? [] : [come] }] as const];
    }),
  );
  const scoreBy = (standingIn: (channel: string) => number) =>
    100 *
    powerMean(
      channels,
      Float64Array.from(channels, ({ name }) => standingIn(name)),
      power,
    );
  const ownStanding = (name: string) => {
    const change = changes.get(name);
    const [worth] = change?.come ?? [];
    if (!change || worth === undefined) return 0;
    const below = (change.below + change.upTo) / 2 - countBelow(change.gone, worth) + countBelow(change.come, worth);
    return standingAmong(change.now, below, worth, policy.channels[name]?.outstanding ?? 1);
  };
  const scoreOf = (other: Pick<Candidate, "channels">) =>
    scoreBy((name) => {
      const term = other.channels.find(({ channel }) => channel === name);
      const change = changes.get(name);
      if (!term || !change) return term?.percentile ?? 0;
      const below = countBelow(change.come, term.value) - countBelow(change.gone, term.value);
      return standingAfter(term.percentile, { active: change.active, now: change.now, below });
    });
  // Two fewer of them make less, of one fewer; and a power mean moves no further than what it is the mean of.
  const moved = [...changes.values()].filter(({ gone, come }) => gone.length !== 1 || gone[0] !== come[0]);
  return {
    score: scoreBy(ownStanding),
    scoreOf,
    furthest: 100 * Math.max(0, ...moved.map(({ now }) => 3 / (now + 30))),
  };
}

function worthIn(channels: readonly ChannelTerm[], name: string): number | undefined {
  return channels.find(({ channel }) => channel === name)?.value;
}

/** How many of some worths lie below another, those that equal it counted half. */
function countBelow(worths: readonly number[], worth: number): number {
  return worths.reduce((sum, one) => sum + (one < worth ? 1 : one === worth ? 0.5 : 0), 0);
}
