// A real site: the shipped policy from the store at six cutoffs, the published rankers from the dump's own rows, and the gaming suite.
// Usage: node ranking-travel.mjs <folder>; the environment names an empty store.

import { loadPolicy } from "@groundswell/analyse";
import { policyWindow, scoreTrack } from "@groundswell/analytics";
import { contributions, helpGiven } from "@groundswell/store";
import { baselines } from "./ranking-baselines.mjs";
import { readDump } from "./ranking-dump.mjs";
import { playGames } from "./ranking-gaming.mjs";
import { loadStore, personsOf } from "./ranking-load.mjs";
import { atCutoff, cutoffs, evaluate } from "./ranking-protocol.mjs";

const [folder] = process.argv.slice(2);
const expertise = "travel";
const platform = "travel.stackexchange.com";
const policy = loadPolicy(null);
const dump = await readDump(folder);
const store = await loadStore("stackexchange-dump", expertise, [folder], new Date(cutoffs[0]));
try {
  const persons = await personsOf(store, platform);
  const rankers = Object.fromEntries(
    ["default", "default, as listed", ...Object.keys(baselines)].map((name) => [name, []]),
  );
  const about = [];
  for (const cutoff of cutoffs) {
    const at = atCutoff(dump, cutoff);
    const { scores, places } = await ownScores(at, persons);
    rankers.default.push(evaluate(scores, at));
    rankers["default, as listed"].push(evaluate(places, at));
    for (const [name, score] of Object.entries(baselines)) rankers[name].push(evaluate(score(at), at));
    const { positives, active, compared } = rankers.default.at(-1);
    about.push({ cutoff, candidates: at.candidates.length, positives, active, compared });
  }
  console.log(JSON.stringify({ cutoffs: about, rankers: summarise(rankers), gaming: await gaming() }));
} finally {
  await store.close();
}

/** Everybody's score, and their place in the list as it is shown: those whose evidence is insufficient come last there. */
async function ownScores(at, persons) {
  const asOf = new Date(at.cutoff);
  const rows = await contributions(store, expertise, policyWindow(policy, asOf));
  const { candidates } = scoreTrack(rows, { track: "expert", policy, asOf, intervals: false });
  const found = new Map(candidates.map(({ person, score }, place) => [person, { score, place }]));
  const own = dump.users.map((user) => found.get(persons.get(user)));
  return {
    scores: own.map((one) => one?.score ?? 0),
    places: own.map((one) => (one && one.score > 0 ? -one.place : Number.NEGATIVE_INFINITY)),
  };
}

function summarise(rankers) {
  const measures = ["ndcg20", "ndcg100", "p20", "p50", "rhoAct", "rhoQ"];
  return Object.fromEntries(
    Object.entries(rankers).map(([name, results]) => {
      const means = measures.map((key) => [key, mean(results.map((one) => one[key]))]);
      const byCutoff = results.map((one) => Object.fromEntries(measures.map((key) => [key, round(one[key])])));
      return [name, { ...Object.fromEntries(means), byCutoff }];
    }),
  );
}

async function gaming() {
  const asOf = new Date(cutoffs.at(-1));
  const window = policyWindow(policy, asOf);
  const rows = await contributions(store, expertise, window);
  const help = await helpGiven(store, expertise, window);
  return playGames({ rows, help, policy, asOf, space: `${platform}:${platform}` });
}

function mean(values) {
  return round(values.reduce((sum, value) => sum + value, 0) / values.length);
}

function round(value) {
  return Number(value.toFixed(4));
}
