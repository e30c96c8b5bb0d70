// A real expertise with labels: where those who became MVP stood on the day before, and how well scores tell MVPs from others.
// Usage: node ranking-powershell.mjs <folder>; the environment names an empty store.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPolicy } from "@groundswell/analyse";
import { policyWindow, scoreTracks } from "@groundswell/analytics";
import { contributions } from "@groundswell/store";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { loadStore } from "./ranking-load.mjs";

const dayMs = 86_400_000;
const resamples = 2000;
const [folder] = process.argv.slice(2);
const policy = loadPolicy(null);
const store = await loadStore("signals", "powershell", [join(folder, "signals.ndjson.gz")], new Date("2026-01-01"));
try {
  const labelled = await readLabels();
  const standings = [];
  for (const one of labelled) standings.push({ ...one, ...(await standingOf(one)) });
  const turned = standings.filter(({ turned }) => turned);
  console.log(
    JSON.stringify({
      labelled: labelled.length,
      mvps: labelled.filter(({ mvp }) => mvp).length,
      turned: {
        people: turned.length,
        active: turned.filter(({ better }) => better > 0).length,
        percentiles: turned.map(({ at, expert, leader, population }) => ({ at, expert, leader, population })),
        median: median(turned.map(({ better }) => better)),
      },
      auc: aucWithInterval(standings),
    }),
  );
} finally {
  await store.close();
}

/** Each labelled person with the persons of the store that their accounts are, and the day of the label that counts: the first as MVP. */
async function readLabels() {
  const { rows } = await store.pool.query(
    "select platform || ':' || native_id as key, coalesce(person_id, id) as person from accounts",
  );
  const persons = new Map(rows.map(({ key, person }) => [key, person]));
  return JSON.parse(readFileSync(join(folder, "labels.json"), "utf8"))
    .filter(({ label }) => label !== "employee")
    .map(({ accounts, history, label }) => {
      const first = history.findIndex((one) => one.label === "mvp");
      const { at } = history[first < 0 ? history.length - 1 : first];
      const own = accounts.map(({ platform, id }) => persons.get(`${platform}:${id}`)).filter(Boolean);
      return { mvp: label === "mvp", turned: first > 0, at: at.slice(0, 10), persons: [...new Set(own)] };
    });
}

/** The share of the active people who stand lower on each track on the day before; 0 for whoever was not active. */
async function standingOf({ at, persons }) {
  const asOf = new Date(Date.parse(at) - dayMs);
  const [own] = persons;
  const rows = await contributions(store, "powershell", policyWindow(policy, asOf));
  // The labels say which accounts are one person; nothing else is joined here.
  const joined = rows.map((row) => (persons.includes(row.person) ? { ...row, person: own } : row));
  const scored = scoreTracks(merge(joined), { policy, asOf, intervals: false });
  const share = ({ candidates }) => {
    const found = candidates.find(({ person }) => person === own);
    return found ? candidates.filter(({ score }) => score < found.score).length / candidates.length : 0;
  };
  const [expert, leader] = [share(scored.expert), share(scored.leader)];
  return { expert, leader, better: Math.max(expert, leader), population: scored.expert.population };
}

/** Rows of one person, space, kind and day become one. */
function merge(rows) {
  const found = new Map();
  for (const row of rows) {
    const key = `${row.person} ${row.space} ${row.kind} ${row.day}`;
    const known = found.get(key);
    if (!known) found.set(key, { ...row });
    else {
      known.count += row.count;
      known.logVotes += row.logVotes;
      known.accepted = known.accepted === null ? row.accepted : known.accepted + (row.accepted ?? 0);
    }
  }
  return [...found.values()];
}

function aucWithInterval(people) {
  const chance = xoroshiro128plus(1);
  const draws = [];
  while (draws.length < resamples) {
    const again = people.map(() => people[uniformInt(chance, 0, people.length - 1)]);
    const value = auc(again);
    if (!Number.isNaN(value)) draws.push(value);
  }
  draws.sort((a, b) => a - b);
  const [low, high] = [0.025, 0.975].map((level) => draws[Math.floor(level * resamples)]);
  const positives = people.filter(({ mvp }) => mvp).length;
  return { value: auc(people), low, high, positives, negatives: people.length - positives };
}

function auc(people) {
  const [yes, no] = [true, false].map((label) => people.filter(({ mvp }) => mvp === label).map(({ better }) => better));
  const won = (a, b) => (a > b ? 1 : a === b ? 0.5 : 0);
  return yes.reduce((sum, a) => sum + no.reduce((all, b) => all + won(a, b), 0), 0) / (yes.length * no.length);
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}
