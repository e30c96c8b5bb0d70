import { dayMs, type SignalKind, type Window } from "@groundswell/model";
import { type ActivityTable, activityTable, type ScoreRow, scoreDays } from "./activity-table.ts";
import { type Evidence, evidencePerPerson } from "./evidence.ts";
import { type KindScores, kindScores } from "./kind-scores.ts";
import { midRankPercentiles } from "./mid-rank.ts";
import type { Policy, Track } from "./policy.ts";
import { wilson } from "./wilson.ts";

/** What one kind adds to a score: `contribution = weight · value`. */
export type Term = {
  kind: SignalKind;
  /** Signals in the window, undecayed. */
  count: number;
  value: number;
  /** Among the people active in this kind, 0..1. */
  percentile: number;
  weight: number;
  contribution: number;
};

/** One person's standing in a track. `rank`, `rankInterval` and `percentile` are null where the evidence is insufficient. */
export type Candidate = {
  rank: number | null;
  /** The rank twice, until a score knows its own uncertainty. */
  rankInterval: [number, number] | null;
  person: number;
  /** The sum of the terms' contributions. */
  score: number;
  /** Among everybody active in the track, 0..1. */
  percentile: number | null;
  /** The score on either track. */
  track: Record<Track, number>;
  /** Largest contribution first. */
  terms: Term[];
  /** Months with activity in the track, of those counted back from the as-of day. */
  activeMonths: number;
  /** `effectiveSpaces` = 1 / Σ share²; `sources` are distinct platforms. */
  breadth: { spaces: number; effectiveSpaces: number; sources: number };
  /** Of answers where acceptance exists; null where there are none, and where nothing measures it yet. */
  quality: { winRate: null; acceptRate: number | null; acceptLowerBound: number | null; endorsers: null };
};

/** A track's people: ranked ones first, then those with insufficient evidence; both by score, then by person. */
export type TrackScores = {
  track: Track;
  policyVersion: string;
  window: Window;
  /** Everybody active in the track, sufficient evidence or not. */
  population: number;
  candidates: Candidate[];
};

/**
 * Scores a track by time-decayed log-votes: value per signal, half-life decay, weekly saturation, then the weighted sum over
 * kinds. Uses only the whole days of the policy's window before `asOf`. The same rows in any order give the same bytes.
 * @throws RangeError on a row that cannot be
 */
export function scoreTrack(
  rows: readonly ScoreRow[],
  { policy, track, asOf }: { policy: Policy; track: Track; asOf: Date },
): TrackScores {
  const table = activityTable(rows, policy, asOf);
  const kinds = kindScores(table, policy);
  const evidence = evidencePerPerson(table, new Set(kindsOf(policy, track)));
  const unranked = evidence.map((found) => candidate(found, table, kinds, policy, track));
  const { from, to } = scoreDays(asOf, policy.windowMonths);
  return {
    track,
    policyVersion: policy.version,
    window: { from: new Date(from * dayMs), to: new Date(to * dayMs) },
    population: unranked.length,
    candidates: rank(unranked, policy),
  };
}

function candidate(found: Evidence, table: ActivityTable, kinds: KindScores, policy: Policy, track: Track): Candidate {
  const terms = termsOf(found.index, table, kinds, policy.tracks[track]);
  const other: Track = track === "expert" ? "leader" : "expert";
  const score = total(terms);
  const otherScore = total(termsOf(found.index, table, kinds, policy.tracks[other]));
  const accepted = wilson(found.accepted, found.acceptable);
  return {
    rank: null,
    rankInterval: null,
    person: table.persons[found.index] ?? Number.NaN,
    score,
    percentile: null,
    track: track === "expert" ? { expert: score, leader: otherScore } : { expert: otherScore, leader: score },
    terms,
    activeMonths: found.activeMonths,
    breadth: { spaces: found.spaces, effectiveSpaces: found.effectiveSpaces, sources: found.platforms },
    quality: {
      winRate: null,
      acceptRate: accepted?.rate ?? null,
      acceptLowerBound: accepted?.lower ?? null,
      endorsers: null,
    },
  };
}

function termsOf(person: number, table: ActivityTable, kinds: KindScores, weights: Policy["tracks"][Track]): Term[] {
  const terms: Term[] = [];
  for (const [index, kind] of table.kinds.entries()) {
    const cell = person * table.kinds.length + index;
    const weight = weights[kind] ?? 0;
    const count = kinds.counts[cell] ?? 0;
    if (weight === 0 || count === 0) continue;
    const value = kinds.scores[cell] ?? 0;
    const percentile = kinds.percentiles[cell] ?? Number.NaN;
    terms.push({ kind, count, value, percentile, weight, contribution: weight * value });
  }
  return terms.sort((a, b) => b.contribution - a.contribution || (a.kind < b.kind ? -1 : 1));
}

/** Adds in the order in which the terms are printed, so that adding up what is printed gives the very same number. */
function total(terms: Term[]): number {
  return terms.reduce((sum, { contribution }) => sum + contribution, 0);
}

function rank(unranked: Candidate[], policy: Policy): Candidate[] {
  const percentiles = midRankPercentiles(Float64Array.from(unranked, ({ score }) => score));
  const sufficient: Candidate[] = [];
  const insufficient: Candidate[] = [];
  for (const [index, one] of unranked.entries()) {
    const { activeMonths, platforms } = policy.evidenceFloor;
    if (one.activeMonths < activeMonths && one.breadth.sources < platforms) insufficient.push(one);
    else sufficient.push({ ...one, percentile: percentiles[index] ?? null });
  }
  const byScore = (a: Candidate, b: Candidate) => b.score - a.score || a.person - b.person;
  let shared = 0;
  const ranked = sufficient.sort(byScore).map((one, index, all): Candidate => {
    if (one.score !== all[index - 1]?.score) shared = index + 1;
    return { ...one, rank: shared, rankInterval: [shared, shared] };
  });
  return [...ranked, ...insufficient.sort(byScore)];
}

function kindsOf(policy: Policy, track: Track): SignalKind[] {
  return (Object.entries(policy.tracks[track]) as [SignalKind, number][])
    .filter(([kind, weight]) => weight > 0 && policy.kinds[kind])
    .map(([kind]) => kind);
}
