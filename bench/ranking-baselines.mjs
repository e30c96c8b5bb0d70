// The rankers that bench:ranking sets beside ours, each as published: a function of a cutoff that gives every user a score.
import { DirectedGraph } from "graphology";
import hitsModule from "graphology-metrics/centrality/hits.js";
import pagerankModule from "graphology-metrics/centrality/pagerank.js";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { sumBy } from "./ranking-protocol.mjs";

// Their types tell of a default export within a module that is the function itself.
const [hits, pagerank] = /** @type {any[]} */ ([hitsModule, pagerankModule]);

const sum = (at, worth) =>
  sumBy(
    at.dump,
    at.past,
    Float64Array.from(at.dump.answers, (_, i) => worth(i)),
    at.count,
  );
const decay = (at, halfLifeDays, i) => 2 ** (-(at.day - at.dump.answers[i].at) / halfLifeDays);
const votes = (at, i) => Math.max(at.net[i], 0);
const answers = (at) => sum(at, () => 1);
const voted = (at, halfLifeDays, bonus = 0) =>
  sum(at, (i) => (Math.log2(2 + votes(at, i)) + bonus * at.accepted[i]) * decay(at, halfLifeDays, i));
const each = (a, b, combine) => a.map((value, user) => combine(value, b[user]));
const accepts = (at) => sum(at, (i) => at.accepted[i]);

/** By the names of the published table. */
export const baselines = {
  "decay90 log2(2+v) x W^.5": (at) => each(voted(at, 90), at.shrunkWins, (score, win) => score * Math.sqrt(win)),
  "decay90 log2(2+v)+2*accepted": (at) => voted(at, 90, 2),
  "decay180 log2(2+v)": (at) => voted(at, 180),
  "decay90 count": (at) => sum(at, (i) => decay(at, 90, i)),
  "log(decay90) x W": (at) => each(voted(at, 90), at.shrunkWins, (score, win) => Math.log1p(score) * win),
  "decay365 count": (at) => sum(at, (i) => decay(at, 365, i)),
  "decay730 count": (at) => sum(at, (i) => decay(at, 730, i)),
  "distinct askers": distinctAskers,
  "PageRank unweighted": (at) => centrality(at, (graph) => pagerank(graph, { alpha: 0.85, getEdgeWeight: null })),
  answers,
  "Z-score": zScore,
  "sum votes": (at) => sum(at, (i) => at.net[i]),
  "accepted count": accepts,
  Elo: elo,
  "h-index of votes": hIndex,
  "HITS authority": (at) =>
    centrality(at, (graph) => hits(graph, { maxIterations: 1000, tolerance: 1e-10 }).authorities),
  "Wilson LB of accept rate": (at) => each(accepts(at), answers(at), wilsonLower),
  "EB accept rate": empiricalBayes,
  W: (at) => at.shrunkWins,
  "mean votes": (at) =>
    each(
      sum(at, (i) => at.net[i]),
      answers(at),
      (all, count) => (count > 0 ? all / count : 0),
    ),
  "accept rate": (at) => each(accepts(at), answers(at), (some, count) => (count > 0 ? some / count : 0)),
  random: (at) => {
    const chance = xoroshiro128plus(Math.round(at.day));
    return Float64Array.from({ length: at.count }, () => uniformFloat64(chance));
  },
};

function distinctAskers(at) {
  const askers = Array.from({ length: at.count }, () => new Set());
  for (const [i, { user, asker }] of at.dump.answers.entries()) if (at.past[i] && asker) askers[user].add(asker);
  return Float64Array.from(askers, ({ size }) => size);
}

/** (a - q) / sqrt(a + q) of answers and questions: Zhang, Ackerman and Adamic, WWW 2007. */
function zScore(at) {
  const asked = new Map();
  for (const { at: when, owner } of at.dump.questions) if (when < at.day) asked.set(owner, (asked.get(owner) ?? 0) + 1);
  return answers(at).map((count, user) => {
    const questions = asked.get(at.dump.users[user]) ?? 0;
    return count + questions > 0 ? (count - questions) / Math.sqrt(count + questions) : 0;
  });
}

/** A centrality of the graph in which askers point at who answered them. */
function centrality(at, measure) {
  const graph = new DirectedGraph();
  for (const [i, { owner, asker }] of at.dump.answers.entries())
    if (at.past[i] && asker) graph.updateDirectedEdge(asker, owner, ({ weight = 0 }) => ({ weight: weight + 1 }));
  // The graph makes its nodes as edges need them.
  const found = measure(graph);
  return Float64Array.from(at.dump.users, (user) => found[user] ?? 0);
}

/** Each answer plays every other one of its thread, in the order of time, K = 16; equal votes are a draw. */
function elo(at) {
  const rating = new Float64Array(at.count).fill(1500);
  const threads = new Map();
  for (const [i, answer] of at.dump.answers.entries()) {
    if (!at.past[i]) continue;
    const group = threads.get(answer.thread) ?? [];
    group.push(i);
    threads.set(answer.thread, group);
  }
  const userOf = (i) => at.dump.answers[i].user;
  for (const group of threads.values())
    for (const [place, one] of group.entries())
      for (const other of group.slice(place + 1)) {
        const [a, b] = [userOf(one), userOf(other)];
        if (a === b) continue;
        const expected = 1 / (1 + 10 ** ((rating[b] - rating[a]) / 400));
        const result = at.net[one] > at.net[other] ? 1 : at.net[one] === at.net[other] ? 0.5 : 0;
        rating[a] += 16 * (result - expected);
        rating[b] -= 16 * (result - expected);
      }
  return rating;
}

function hIndex(at) {
  const own = Array.from({ length: at.count }, () => []);
  for (const [i, { user }] of at.dump.answers.entries()) if (at.past[i]) own[user].push(at.net[i]);
  return Float64Array.from(own, (all) => {
    const sorted = all.sort((a, b) => b - a);
    const short = sorted.findIndex((count, place) => count < place + 1);
    return short < 0 ? sorted.length : short;
  });
}

function wilsonLower(some, count) {
  if (count === 0) return 0;
  const [p, z] = [some / count, 1.96];
  const spread = z * Math.sqrt((p * (1 - p) + (z * z) / (4 * count)) / count);
  return (p + (z * z) / (2 * count) - spread) / (1 + (z * z) / count);
}

/** Beta-binomial, its prior by the method of moments over all who answered. */
function empiricalBayes(at) {
  const [some, count] = [accepts(at), answers(at)];
  const total = count.reduce((a, b) => a + b, 0);
  const mean = some.reduce((a, b) => a + b, 0) / total;
  let variance = 0;
  let people = 0;
  for (const user of at.candidates) {
    variance += count[user] * (some[user] / count[user] - mean) ** 2;
    people += 1;
  }
  const tau = Math.max(variance / total - (mean * (1 - mean) * people) / total, 1e-4);
  const prior = (mean * (1 - mean)) / tau - 1;
  return each(some, count, (won, all) => (won + prior * mean) / (all + prior));
}
