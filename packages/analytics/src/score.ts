import type { Window } from "@groundswell/model";
import { type ActivityTable, activityTable, type ScoreRow } from "./activity-table.ts";
import { type Channel, channelsOf, powerMean, standing } from "./channel-scores.ts";
import { policyWindow } from "./cycles.ts";
import { type Evidence, evidencePerPerson } from "./evidence.ts";
import { type KindScores, kindScores } from "./kind-scores.ts";
import { midRank } from "./mid-rank.ts";
import { type Measure, measuresOf, type Policy, type Track } from "./policy.ts";
import { rankIntervals } from "./rank-interval.ts";
import { type RankWithout, rankStability } from "./stability.ts";

/** What one kind adds to a score. */
export type Term = {
  kind: Measure;
  channel: string;
  /** Signals in the window, undecayed. */
  count: number;
  /** Decayed and saturated. */
  value: number;
  /** Among the people active in this kind, 0..1. */
  percentile: number;
  /** Of the kind in its channel times that of the channel in the track. */
  weight: number;
  /** Points of the score. */
  contribution: number;
};

/** What one channel adds to a score. */
export type ChannelTerm = {
  channel: string;
  /** Of its kinds together. */
  value: number;
  /** Among those active in the channel, 0..1. */
  percentile: number;
  weight: number;
  /** Points of the score. */
  contribution: number;
};

/**
 * One person's standing in a track. `rank`, `rankInterval` and `percentile` are null where the evidence is insufficient; of people set
 * aside who have the evidence, `percentile` alone is known.
 */
export type Candidate = {
  /** Shared by all whose rank intervals overlap that of the first of them, and by all of one score. */
  rank: number | null;
  /** Between which ranks chance alone could have put them, four times in five. */
  rankInterval: [number, number] | null;
  person: number;
  /** 0..100: the sum of the terms' contributions. */
  score: number;
  /** Among everybody active in the track, 0..1. */
  percentile: number | null;
  /** The rank without each channel they are active in; empty where there is no rank, or intervals were not asked for. */
  stability: readonly RankWithout[];
  /** Whether no channel alone carries the rank: see `rankStability`. Null where `stability` says nothing. */
  steady: boolean | null;
  /** The score on either track. */
  track: Record<Track, number>;
  /** Largest contribution first. */
  terms: Term[];
  /** Largest contribution first. */
  channels: ChannelTerm[];
  /** Months with activity in the track, of those counted back from the as-of day. */
  activeMonths: number;
  /** `effectiveSpaces` = 1 / Σ share²; `sources` are distinct platforms; `channels` those where more than half stand lower. */
  breadth: { spaces: number; effectiveSpaces: number; sources: number; channels: number };
};

/** A track's people: ranked ones first, then those with insufficient evidence, then those set aside; each by score, then by person. */
export type TrackScores = {
  track: Track;
  policyVersion: string;
  window: Window;
  /** Everybody active in the track: ranked, with insufficient evidence, or set aside. */
  population: number;
  candidates: Candidate[];
};

/** What rows are scored by. */
export type ScoreBy = {
  policy: Policy;
  asOf: Date;
  /** They cost most of the time: without them each rank is its own interval. */
  intervals?: boolean;
  /** Persons whom a gate moves to another list: scored like everybody and in everybody's percentiles, but ranked nowhere. */
  aside?: ReadonlySet<number>;
};

const nobody: ReadonlySet<number> = new Set();

/**
 * Scores a track: worth per signal with half-life decay and weekly saturation, the standing of each channel's sum among those active in it, and
 * the power mean over the track's channels. Uses only the whole days of the policy's window before `asOf`.
 * The same rows in any order give the same bytes.
 * @throws RangeError on a row that cannot be
 */
export function scoreTrack(rows: readonly ScoreRow[], { track, ...by }: ScoreBy & { track: Track }): TrackScores {
  return scoreTracks(rows, by)[track];
}

/** Both tracks of the same rows, each its own list: `scoreTrack` for one. */
export function scoreTracks(
  rows: readonly ScoreRow[],
  { policy, asOf, intervals = true, aside = nobody }: ScoreBy,
): Record<Track, TrackScores> {
  const table = activityTable(rows, policy, asOf);
  const kinds = kindScores(table, policy);
  const channels = {
    expert: channelsOf(table, kinds, policy, "expert"),
    leader: channelsOf(table, kinds, policy, "leader"),
  };
  const totals = {
    expert: totalsOf(table, channels.expert, policy.tracks.expert.power),
    leader: totalsOf(table, channels.leader, policy.tracks.leader.power),
  };
  const window = policyWindow(policy, asOf);
  const scored = (track: Track): TrackScores => {
    const candidates = candidatesOf(
      { table, kinds, channels: channels[track], totals, policy, track },
      { intervals, aside },
    );
    return { track, policyVersion: policy.version, window, population: candidates.length, candidates };
  };
  return { expert: scored("expert"), leader: scored("leader") };
}

type Scored = {
  table: ActivityTable;
  kinds: KindScores;
  channels: Channel[];
  totals: Record<Track, Float64Array>;
  policy: Policy;
  track: Track;
};

/** The score of everybody in the table. */
function totalsOf(table: ActivityTable, channels: readonly Channel[], power: number): Float64Array {
  const standings = new Float64Array(channels.length);
  return new Float64Array(table.persons.length).map((_, person) => {
    for (const [at, channel] of channels.entries()) standings[at] = standing(channel, channel.worth[person] ?? 0);
    return 100 * powerMean(channels, standings, power);
  });
}

/** A track's people in their order. Candidates are made last and once: of hundreds of thousands every copy counts. */
function candidatesOf(
  scored: Scored,
  { intervals: withIntervals, aside }: { intervals: boolean; aside: ReadonlySet<number> },
): Candidate[] {
  const { table, kinds, channels, policy, track } = scored;
  const totals = scored.totals[track];
  const power = policy.tracks[track].power;
  const evidence = evidencePerPerson(table, new Set(measuresOf(policy, track)));
  // Places in the table are in order of person.
  evidence.sort((a, b) => (totals[b.index] ?? 0) - (totals[a.index] ?? 0) || a.index - b.index);
  const isAside = ({ index }: Evidence) => aside.has(table.persons[index] ?? Number.NaN);
  const isSufficient = ({ activeMonths, platforms }: Evidence) =>
    activeMonths >= policy.evidenceFloor.activeMonths || platforms >= policy.evidenceFloor.platforms;
  const ranked = evidence.filter((found) => isSufficient(found) && !isAside(found));
  const people = Uint32Array.from(ranked, ({ index }) => index);
  const ascending = Float64Array.from(evidence, ({ index }) => totals[index] ?? 0).sort();
  const percentileOf = ({ index }: Evidence) => midRank(ascending, totals[index] ?? 0) / ascending.length;
  const intervals = withIntervals ? rankIntervals(people, totals, { scores: kinds, channels, power }) : null;
  const unknown = { stability: [], steady: null };
  const stabilityOf = withIntervals ? rankStability(people, channels, power) : () => unknown;
  const ranks = sharedRanks(
    ranked.map(({ index }) => totals[index] ?? 0),
    intervals,
  );
  const unranked = { rank: null, rankInterval: null, percentile: null, ...unknown };
  return [
    ...ranked.map((found, place) => {
      const rank = ranks[place] ?? place + 1;
      const [low, high] = intervals?.[place] ?? [rank, rank];
      // A shared rank can be better than chance alone would have let them be; what it is shared for lies between.
      const rankInterval: [number, number] = [Math.min(low, rank), Math.max(high, rank)];
      const percentile = percentileOf(found);
      return candidate(found, scored, { rank, rankInterval, percentile, ...stabilityOf(place, rankInterval) });
    }),
    ...evidence
      .filter((found) => !isSufficient(found) && !isAside(found))
      .map((found) => candidate(found, scored, unranked)),
    ...evidence
      .filter(isAside)
      .map((found) =>
        candidate(found, scored, { ...unranked, percentile: isSufficient(found) ? percentileOf(found) : null }),
      ),
  ];
}

/** A tie holds the first of it, everybody whose interval overlaps that of the first, and all of one score. */
function sharedRanks(scores: readonly number[], intervals: readonly [number, number][] | null): number[] {
  let shared = 0;
  let reach = 0;
  return scores.map((score, place) => {
    const [low, high] = intervals?.[place] ?? [place + 1, place + 1];
    if (low > reach && score !== scores[place - 1]) {
      shared = place + 1;
      reach = high;
    }
    return shared;
  });
}

type Standing = Pick<Candidate, "rank" | "rankInterval" | "percentile" | "stability" | "steady">;

function candidate(
  found: Evidence,
  scored: Scored,
  { rank, rankInterval, percentile, stability, steady }: Standing,
): Candidate {
  const { table, channels, totals, policy, track } = scored;
  const { index, activeMonths, spaces, effectiveSpaces, platforms } = found;
  const score = totals[track][index] ?? 0;
  const ownChannels = channelTerms(index, channels, score, policy.tracks[track].power);
  return {
    rank,
    rankInterval,
    person: table.persons[index] ?? Number.NaN,
    score,
    percentile,
    stability,
    steady,
    track: { expert: totals.expert[index] ?? 0, leader: totals.leader[index] ?? 0 },
    terms: kindTerms(index, scored, ownChannels),
    channels: ownChannels,
    activeMonths,
    breadth: {
      spaces,
      effectiveSpaces,
      sources: platforms,
      channels: ownChannels.filter((channel) => channel.percentile > 0.5).length,
    },
  };
}

/**
 * The parts of a power mean. It is homogeneous of degree one, so by Euler's theorem each channel's part, `standing · ∂M/∂standing`, adds
 * up to the whole: `weight · standing^power / Σ weight · M^(1 - power)`.
 */
function channelTerms(person: number, channels: readonly Channel[], score: number, power: number): ChannelTerm[] {
  const weights = channels.reduce((sum, { weight }) => sum + weight, 0);
  const mean = score / 100;
  return channels
    .filter(({ worth }) => !Number.isNaN(worth[person] ?? Number.NaN))
    .map((channel): ChannelTerm => {
      const value = channel.worth[person] ?? 0;
      const percentile = standing(channel, value);
      const part = mean > 0 ? (channel.weight * percentile ** power) / weights / mean ** (power - 1) : 0;
      return { channel: channel.name, value, percentile, weight: channel.weight, contribution: 100 * part };
    })
    .sort((a, b) => b.contribution - a.contribution || (a.channel < b.channel ? -1 : 1));
}

/** A channel's points, split over its kinds by their share of its value. */
function kindTerms(person: number, { table, kinds, channels }: Scored, parts: readonly ChannelTerm[]): Term[] {
  const terms: Term[] = [];
  for (const part of parts) {
    const channel = channels.find(({ name }) => name === part.channel);
    for (const [at, kind] of table.kinds.entries()) {
      const cell = person * kinds.kinds + at;
      const share = channel?.kinds[at] ?? 0;
      const count = kinds.counts[cell] ?? 0;
      const active = kinds.ascending[at];
      if (share === 0 || count === 0 || !active) continue;
      const value = kinds.totals[cell] ?? 0;
      terms.push({
        kind,
        channel: part.channel,
        count,
        value,
        percentile: midRank(active, value) / active.length,
        weight: share * part.weight,
        contribution: part.value > 0 ? (part.contribution * share * value) / part.value : 0,
      });
    }
  }
  return terms.sort((a, b) => b.contribution - a.contribution || (a.kind < b.kind ? -1 : 1));
}
