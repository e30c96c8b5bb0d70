import { days, type Window } from "@groundswell/model";
import type { Concentration } from "./concentration.ts";
import { fewestPersons } from "./concentration-interval.ts";
import type { Coverage } from "./coverage.ts";
import { percent } from "./insight.ts";
import { rankBiasedOverlap } from "./rank-overlap.ts";
import { rankSpaces, turnover } from "./rank-spaces.ts";
import type { Weights } from "./weigh-incidence.ts";

/** One window's activity in one weighting. */
export type MeasuredWindow = { weighed: Weights; measured: Concentration };

/** What changed from an earlier window to a later one; null where one of them was silent. */
export type WindowChange = {
  /** 1 - Jaccard of the first five spaces of both windows, 0..1. */
  turnover: number | null;
  /** Later minus earlier. */
  k50Change: number | null;
  n2Change: number | null;
  /** Rank-biased overlap of all active spaces at p = 0.9, 0..1. */
  rankOverlap: number | null;
  /** Keys of spaces that came into the head and that fell out of it, in order of key. */
  entered: string[];
  left: string[];
};

/** Change of a space's share of all activity, -1..1, with a 95 % interval: null with fewer than ten persons in either window. */
export type ShareChange = { change: number; interval: [number, number] | null };

/** Two windows are compared where what was read of them differs by no more than this share of what was to be read. */
export const mostCoverageDifference = 0.05;

const z = 1.959964;

/**
 * Why the coverage of two windows forbids to compare them; null where it does not. Both are measured against the more that was to be
 * read a day: a source that did not exist or was not watched in the earlier window counts as unread there.
 */
export function unequalCoverage(
  later: { window: Window; coverage: Coverage },
  earlier: { window: Window; coverage: Coverage },
): string | null {
  const expected = Math.max(...[later, earlier].map(({ window, coverage }) => coverage.expected / days(window)));
  if (expected === 0) return null;
  const [now, then] = [later, earlier].map(({ window, coverage }) => coverage.read / days(window) / expected) as [
    number,
    number,
  ];
  // Source-days are whole: at exactly the threshold a rounding error must not decide.
  if (Math.abs(now - then) <= mostCoverageDifference + 1e-9) return null;
  return `Of what should have been read, ${percent(now)} was read of this window and ${percent(then)} of the earlier one: a change would partly be what was read.`;
}

/** Compares concentration in two windows. */
export function compareWindows(now: MeasuredWindow, before: MeasuredWindow): WindowChange {
  const head = ({ weighed }: MeasuredWindow) =>
    rankSpaces(weighed.spaces)
      .filter(({ tier }) => tier === "head")
      .map(({ key }) => key)
      .sort();
  const ranking = ({ weighed }: MeasuredWindow) =>
    rankSpaces(weighed.spaces)
      .filter(({ count }) => count > 0)
      .map(({ key }) => key);
  const later = head(now);
  const earlier = head(before);
  return {
    turnover: turnover(before.weighed.spaces, now.weighed.spaces),
    k50Change: difference(now.measured.k50, before.measured.k50),
    n2Change: difference(now.measured.hill["2"], before.measured.hill["2"]),
    rankOverlap: rankBiasedOverlap(ranking(before), ranking(now)),
    entered: later.filter((key) => !earlier.includes(key)),
    left: earlier.filter((key) => !later.includes(key)),
  };
}

/**
 * How the share of every space changed, by key; of spaces in both lists. The interval is that of a difference of two ratios whose units are
 * persons, linearised (Cochran, Sampling Techniques, 1977, section 6.12): who was active in both windows is one person, not two.
 * @returns no changes where either window was silent
 */
export function shareChanges(now: Weights, before: Weights): Map<string, ShareChange> {
  const later = spread(now);
  const earlier = spread(before);
  if (later.total === 0 || earlier.total === 0) return new Map();
  const isEnough = [now, before].every(({ incidence }) => incidence.persons.length >= fewestPersons);
  const both = covariances(now, before);
  const place = new Map(before.spaces.map(({ key }, at) => [key, at]));
  return new Map(
    now.spaces.flatMap(({ key }, at): [string, ShareChange][] => {
      const then = place.get(key);
      if (then === undefined) return [];
      const p = later.share(at);
      const q = earlier.share(then);
      const covariance =
        ((both.xy[at] ?? 0) - q * (both.xY[at] ?? 0) - p * (both.Xy[then] ?? 0) + p * q * both.XY) /
        (later.total * earlier.total);
      const variance = later.variance(at) + earlier.variance(then) - 2 * covariance;
      const off = z * Math.sqrt(Math.max(0, variance));
      const change = p - q;
      return [[key, { change, interval: isEnough ? [Math.max(-1, change - off), Math.min(1, change + off)] : null }]];
    }),
  );
}

function difference(now: number | null, before: number | null): number | null {
  return now === null || before === null ? null : now - before;
}

/** Shares and their variances over persons: Σ (x - p X)² / A², with x a person's weight in the space and X in all. */
function spread({ incidence, value, spaces }: Weights) {
  const { persons, start, space } = incidence;
  const total = spaces.reduce((sum, { count }) => sum + count, 0);
  const xx = new Float64Array(spaces.length);
  const xX = new Float64Array(spaces.length);
  let XX = 0;
  for (let person = 0; person < persons.length; person += 1) {
    const all = sumOf(value, start[person] ?? 0, start[person + 1] ?? 0);
    XX += all * all;
    for (let entry = start[person] ?? 0; entry < (start[person + 1] ?? 0); entry += 1) {
      const at = space[entry] ?? 0;
      const x = value[entry] ?? 0;
      xx[at] = (xx[at] ?? 0) + x * x;
      xX[at] = (xX[at] ?? 0) + x * all;
    }
  }
  const share = (at: number) => (spaces[at]?.count ?? 0) / total;
  const variance = (at: number) => ((xx[at] ?? 0) - 2 * share(at) * (xX[at] ?? 0) + share(at) ** 2 * XX) / total ** 2;
  return { total, share, variance };
}

/** The sums of products of those who were active in both windows: x, X of the later one by its spaces, y, Y of the earlier one by its own. */
function covariances(now: Weights, before: Weights) {
  const placeNow = new Map(now.spaces.map(({ key }, at) => [key, at]));
  const spaceNow = Int32Array.from(before.spaces, ({ key }) => placeNow.get(key) ?? -1);
  const personBefore = new Map<number, number>();
  for (const [place, person] of before.incidence.persons.entries()) personBefore.set(person, place);
  const sums = { xy: new Float64Array(now.spaces.length), xY: new Float64Array(now.spaces.length) };
  const Xy = new Float64Array(before.spaces.length);
  let XY = 0;
  const theirs = new Float64Array(now.spaces.length);
  for (const [place, person] of now.incidence.persons.entries()) {
    const then = personBefore.get(person);
    if (then === undefined) continue;
    const [from, to] = [now.incidence.start[place] ?? 0, now.incidence.start[place + 1] ?? 0];
    const [fromThen, toThen] = [before.incidence.start[then] ?? 0, before.incidence.start[then + 1] ?? 0];
    const X = sumOf(now.value, from, to);
    const Y = sumOf(before.value, fromThen, toThen);
    XY += X * Y;
    for (let entry = fromThen; entry < toThen; entry += 1) {
      const at = before.incidence.space[entry] ?? 0;
      const y = before.value[entry] ?? 0;
      Xy[at] = (Xy[at] ?? 0) + X * y;
      const same = spaceNow[at] ?? -1;
      if (same >= 0) theirs[same] = y;
    }
    for (let entry = from; entry < to; entry += 1) {
      const at = now.incidence.space[entry] ?? 0;
      const x = now.value[entry] ?? 0;
      sums.xy[at] = (sums.xy[at] ?? 0) + x * (theirs[at] ?? 0);
      sums.xY[at] = (sums.xY[at] ?? 0) + x * Y;
    }
    for (let entry = fromThen; entry < toThen; entry += 1) {
      const same = spaceNow[before.incidence.space[entry] ?? 0] ?? -1;
      if (same >= 0) theirs[same] = 0;
    }
  }
  return { ...sums, Xy, XY };
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += values[at] ?? 0;
  return sum;
}
