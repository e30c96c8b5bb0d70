import { mean, median } from "simple-statistics";
import { level, perMad, readValues } from "./count-scale.ts";
import type { Series } from "./mann-kendall.ts";

/** A step of the series at which its level became another; `before` and `after` are means of the stretches on both sides. */
export type ChangePoint = { step: number; before: number; after: number };

/** A stretch shorter than that is a spike. */
const fewestSteps = 3;
/** What another stretch costs, in logarithms of the length. */
const penalty = 3;

/**
 * Where the level of counts changed, by the cheapest cut into stretches (Jackson et al., IEEE Signal Processing Letters 12, 2005; the
 * cuts of PELT: Killick, Fearnhead and Eckley, JASA 107, 2012). What a stretch costs is the distance of its counts from their mean on the scale
 * of `level`, measured in their usual movement from one step to the next; every cut costs 3·ln n.
 */
export function changePoints(series: Series): ChangePoint[] {
  const read = readValues(series);
  if (read.length < 2 * fewestSteps) return [];
  const levels = read.map(({ value }) => level(value));
  const cuts = cheapestCuts(withoutSpikes(levels), varianceOf(levels), penalty * Math.log(read.length));
  const bounds = [0, ...cuts, read.length];
  const average = (from = 0, to = 0) => mean(read.slice(from, to).map(({ value }) => value));
  return cuts.map((cut, at) => ({
    step: read[cut]?.step ?? 0,
    before: average(bounds[at], cut),
    after: average(cut, bounds[at + 2]),
  }));
}

/** Running medians of three (Tukey, Exploratory Data Analysis, 1977): a single wild month goes, a step stays where it is. */
function withoutSpikes(levels: number[]): number[] {
  return levels.map((value, at) => {
    const [a, b] = [levels[at - 1] ?? value, levels[at + 1] ?? value];
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), value));
  });
}

/** How much chance moves a level, from its usual movement between two steps; never less than it moves a Poisson count. */
function varianceOf(levels: number[]): number {
  const moves = levels.slice(1).map((value, at) => Math.abs(value - (levels[at] ?? value)));
  return Math.max(1, (perMad * median(moves)) ** 2 / 2);
}

/** Every last stretch is tried after the cheapest cuts of what comes before it: what PELT finds by pruning, of some tens of values without. */
function cheapestCuts(levels: number[], variance: number, perCut: number): number[] {
  const cost = costsOf(levels, variance);
  const best = [-perCut];
  const cutBefore = [0];
  for (let end = 1; end <= levels.length; end += 1) {
    best[end] = Number.POSITIVE_INFINITY;
    for (let start = 0; start <= end - fewestSteps; start += 1) {
      const total = (best[start] ?? 0) + cost(start, end) + perCut;
      if (total >= (best[end] ?? 0)) continue;
      best[end] = total;
      cutBefore[end] = start;
    }
  }
  const cuts: number[] = [];
  for (let end = cutBefore[levels.length] ?? 0; end > 0; end = cutBefore[end] ?? 0) cuts.unshift(end);
  return cuts;
}

/** What a stretch `[from, to)` costs. */
function costsOf(levels: number[], variance: number): (from: number, to: number) => number {
  const sums = [0];
  const squares = [0];
  for (const [at, value] of levels.entries()) {
    sums.push((sums[at] ?? 0) + value);
    squares.push((squares[at] ?? 0) + value * value);
  }
  return (from, to) => {
    const sum = (sums[to] ?? 0) - (sums[from] ?? 0);
    return ((squares[to] ?? 0) - (squares[from] ?? 0) - (sum * sum) / (to - from)) / variance;
  };
}
