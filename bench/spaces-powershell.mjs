// A real expertise, year by year: how few spaces hold its activity, with the interval by person and the one that takes every event for
// independent. Usage: node spaces-powershell.mjs <folder>; the environment names an empty store.
import { join } from "node:path";
import { answerSpaces } from "@groundswell/reports";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { loadStore } from "./ranking-load.mjs";

const [folder] = process.argv.slice(2);
const years = [2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026];
const asOf = new Date("2026-09-01T00:00:00Z");
const draws = 300;
const store = await loadStore("signals", "powershell", [join(folder, "signals.ndjson.gz")], asOf);
try {
  const found = [];
  for (const year of years) found.push(await measure(year));
  console.log(JSON.stringify({ asOf: asOf.toISOString().slice(0, 10), years: found }));
} finally {
  await store.close();
}

async function measure(year) {
  const from = new Date(Date.UTC(year, 0, 1));
  const end = new Date(Date.UTC(year + 1, 0, 1));
  const to = end < asOf ? end : asOf;
  const { concentration, spaces, insight } = await answerSpaces(store, {
    ...{ expertise: "powershell", weighting: "events", asOf: null, from, to, compareAnyway: true },
  });
  const { active, configured, total, k50, k80, topShare, gini, hhi, hill, interval, reach, lorenz } = concentration;
  const naive = naiveInterval(spaces.map(({ count }) => count).filter((count) => count > 0));
  return {
    ...{
      year,
      until: to.toISOString().slice(0, 10),
      configured,
      active,
      events: total,
      people: interval?.persons ?? null,
    },
    ...{
      top1: topShare["1"],
      top5: topShare["5"],
      interval: interval?.top5 ?? null,
      naive,
      k50,
      k50Interval: interval?.k50 ?? null,
    },
    ...{ k80, gini, hhi, n1: hill["1"], n2: hill["2"], stability: interval?.topSetStability ?? null },
    ...{ reach: reach?.spaces ?? null, lorenz, insight },
  };
}

/** The middle 95 % of the share of the first five, were every event drawn by itself. */
function naiveInterval(counts) {
  const owners = counts.flatMap((count, space) => Array(count).fill(space));
  const chance = xoroshiro128plus(owners.length);
  const shares = Array.from({ length: draws }, () => {
    const drawn = new Float64Array(counts.length);
    for (let event = 0; event < owners.length; event++) drawn[owners[uniformInt(chance, 0, owners.length - 1)]]++;
    const first = drawn.sort().subarray(Math.max(0, counts.length - 5));
    return first.reduce((sum, count) => sum + count, 0) / owners.length;
  }).sort((a, b) => a - b);
  const outside = Math.floor(draws * 0.025);
  return [shares[outside], shares[draws - 1 - outside]];
}
