import { sampleCorrelation } from "simple-statistics";
import { midRankPercentiles } from "./mid-rank.ts";
import type { Candidate, ChannelTerm, TrackScores } from "./score.ts";

/** Where somebody stands; whoever is not active on the track has a score of 0 and no rank. */
export type RankAndScore = { rank: number | null; score: number };

/** Somebody whose rank is another. */
export type Mover = {
  person: number;
  before: RankAndScore;
  after: RankAndScore;
  /** One sentence: what changed most of the score. */
  why: string;
};

/** How two lists of the same track differ. */
export type Comparison = {
  /** How many people have another rank, one where they had none, or none where they had one. */
  changed: number;
  /** Spearman's correlation of the orders, of those ranked in both; null where fewer than two are. */
  correlation: number | null;
  /** How many of the first `size` are among the first `size` of both. */
  top: { size: number; shared: number };
  /** Furthest first: from the 2nd to the 4th rank is as far as from the 200th to the 400th. */
  movers: Mover[];
  entering: Mover[];
  leaving: Mover[];
};

/** How many are on the first page. */
export const topSize = 20;

const nothing: RankAndScore = { rank: null, score: 0 };

/** Who moves between two lists of the same track, and why. */
export function compareScores(before: TrackScores, after: TrackScores): Comparison {
  const was = new Map(before.candidates.map((one) => [one.person, one]));
  const is = new Map(after.candidates.map((one) => [one.person, one]));
  const people = [...new Set([...was.keys(), ...is.keys()])].sort((a, b) => a - b);
  const moved = people.filter((person) => (was.get(person)?.rank ?? null) !== (is.get(person)?.rank ?? null));
  const both = people.filter((person) => was.get(person)?.rank != null && is.get(person)?.rank != null);
  const end = 1 + Math.max(before.candidates.length, after.candidates.length);
  const logOf = (one: Candidate | undefined) => Math.log(one?.rank ?? end);
  const moverOf = (person: number): Mover => {
    const [one, other] = [was.get(person), is.get(person)];
    return { person, before: placeOf(one), after: placeOf(other), why: why(one, other) };
  };
  const distances = new Map(moved.map((person) => [person, Math.abs(logOf(was.get(person)) - logOf(is.get(person)))]));
  const [first, second] = [firstOf(before), firstOf(after)];
  return {
    changed: moved.length,
    correlation: rankCorrelation(
      both.map((person) => was.get(person)?.score ?? 0),
      both.map((person) => is.get(person)?.score ?? 0),
    ),
    top: { size: topSize, shared: first.filter((person) => second.includes(person)).length },
    movers: moved.sort((a, b) => (distances.get(b) ?? 0) - (distances.get(a) ?? 0) || a - b).map(moverOf),
    entering: second.filter((person) => !first.includes(person)).map(moverOf),
    leaving: first.filter((person) => !second.includes(person)).map(moverOf),
  };
}

/** Spearman's correlation: Pearson's of the mid-ranks. Null where there are fewer than two, or all are equal. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number | null {
  if (a.length < 2) return null;
  const [x, y] = [a, b].map((values) => [...midRankPercentiles(Float64Array.from(values))]) as [number[], number[]];
  const found = sampleCorrelation(x, y);
  // Rounding leaves a little beside 1 where the orders are the same.
  return Number.isFinite(found) ? Math.round(found * 1e9) / 1e9 : null;
}

function firstOf({ candidates }: TrackScores): number[] {
  return candidates
    .filter(({ rank }) => rank !== null)
    .slice(0, topSize)
    .map(({ person }) => person);
}

function placeOf(one: Candidate | undefined): RankAndScore {
  return one ? { rank: one.rank, score: one.score } : nothing;
}

function why(before: Candidate | undefined, after: Candidate | undefined): string {
  if (!after) return "Nothing of theirs is left on the track.";
  if (!before) return "They were not active on the track before.";
  if (after.rank === null) return "What is left is too little evidence for a rank.";
  if (before.rank === null) return "There is enough evidence for a rank now.";
  const [most] = changesOf(before.channels, after.channels);
  const rises = after.rank < before.rank;
  if (!most || Math.abs(most.change) < 0.005)
    return `Their own score stays, and others ${rises ? "fall behind" : "rise past"} it.`;
  const points = `${most.was.toFixed(1)} to ${most.is.toFixed(1)} points`;
  const of = kindOf(before, after, most.name);
  const from = of === null ? most.name : `${most.name}, most of all ${of},`;
  const others =
    rises && after.score < before.score
      ? "; others lose more"
      : !rises && after.rank > before.rank && after.score > before.score
        ? "; others gain more"
        : "";
  return `${capital(from)} ${most.change > 0 ? "rises" : "falls"} from ${points}${others}.`;
}

type Change = { name: string; was: number; is: number; change: number };

/** What each part of a score changed by, the largest first. */
function changesOf(
  before: readonly Pick<ChannelTerm, "channel" | "contribution">[],
  after: readonly Pick<ChannelTerm, "channel" | "contribution">[],
): Change[] {
  const pointsOf = (parts: typeof before, name: string) =>
    parts.find(({ channel }) => channel === name)?.contribution ?? 0;
  return [...new Set([...before, ...after].map(({ channel }) => channel))]
    .map((name) => {
      const [was, is] = [pointsOf(before, name), pointsOf(after, name)];
      return { name, was, is, change: is - was };
    })
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || (a.name < b.name ? -1 : 1));
}

/** The kind that most of a channel's change comes from; null where it is the only one. */
function kindOf(before: Candidate, after: Candidate, channel: string): string | null {
  const within = ({ terms }: Candidate) =>
    terms.filter((term) => term.channel === channel).map(({ kind, contribution }) => ({ channel: kind, contribution }));
  const [most, second] = changesOf(within(before), within(after));
  return most && second ? most.name : null;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
