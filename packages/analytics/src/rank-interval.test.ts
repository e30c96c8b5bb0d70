import { readFileSync } from "node:fs";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { expect, test } from "vitest";
import type { ScoreRow } from "./activity-table.ts";
import type { Policy } from "./policy.ts";
import { readPolicy } from "./policy-file.ts";
import { type Candidate, scoreTrack } from "./score.ts";

const mvp = readPolicy(readFileSync(new URL("../../../policies/mvp.yaml", import.meta.url), "utf8"), "mvp.yaml");
const policy: Policy = { ...mvp, evidenceFloor: { activeMonths: 0, platforms: 0 } };
const asOf = new Date("2026-01-01");
const daysBefore = (days: number) => new Date(asOf.getTime() - days * 86_400_000).toISOString().slice(0, 10);

function row(known: Partial<ScoreRow>): ScoreRow {
  return {
    person: 1,
    space: "qa:a",
    kind: "answer",
    day: daysBefore(3),
    count: 1,
    logVotes: 1,
    accepted: null,
    ...known,
  };
}
const scored = (rows: ScoreRow[]) => scoreTrack(rows, { policy, track: "expert", asOf }).candidates;
const of = (person: number, candidates: Candidate[]) =>
  candidates.find((candidate) => candidate.person === person)?.rankInterval ?? expect.fail(`${person} has no rank.`);
const width = ([low, high]: [number, number]) => high - low;

/** Forty people who answer every second week, each a little better than the next. */
const crowd = Array.from({ length: 40 }, (_, at) =>
  Array.from({ length: 26 }, (_, turn) =>
    row({ person: 100 + at, day: daysBefore(14 * turn + 2), logVotes: 6 * 0.93 ** at }),
  ),
).flat();

/** A year of answers of people who are known to give so many a week on average. */
function yearOf(rates: readonly number[], chance: () => number): ScoreRow[] {
  return rates.flatMap((rate, person) =>
    Array.from({ length: 52 }, (_, week) => {
      const count = poisson(rate, chance());
      const votes = Array.from({ length: count }, () => -Math.log(1 - chance()));
      const logVotes = votes.reduce((sum, one) => sum + one, 0);
      return row({ person: person + 1, day: daysBefore(week * 7 + 1 + Math.floor(chance() * 7)), count, logVotes });
    }).filter(({ count }) => count > 0),
  );
}

function poisson(rate: number, uniform: number): number {
  let times = 0;
  let share = Math.exp(-rate);
  for (let below = share; uniform > below && times < 100; below += share) {
    times += 1;
    share *= rate / times;
  }
  return times;
}

test("an interval of 80 % holds the rank that people's true rates give them in 70 to 90 of 100 cases", () => {
  const generator = xoroshiro128plus(5);
  const chance = () => uniformFloat64(generator);
  // From one answer in twenty weeks to five a week.
  const rates = Array.from({ length: 60 }, (_, at) => 0.05 * 100 ** ((at + 0.5) / 60));
  const years = Array.from({ length: 40 }, () => scored(yearOf(rates, chance)));
  const expected = new Float64Array(rates.length + 1);
  for (const { person, terms } of years.flat()) expected[person] = (expected[person] ?? 0) + (terms[0]?.value ?? 0);
  const ranks = new Map(
    [...rates.keys()]
      .map((at) => at + 1)
      .sort((a, b) => (expected[b] ?? 0) - (expected[a] ?? 0))
      .map((person, place) => [person, place + 1]),
  );
  const covered = years.flat().filter(({ person, rankInterval }) => {
    const [low, high] = rankInterval ?? [0, 0];
    const rank = ranks.get(person) ?? 0;
    return low <= rank && rank <= high;
  });
  const coverage = covered.length / years.flat().length;
  expect(coverage).toBeGreaterThan(0.7);
  expect(coverage).toBeLessThan(0.9);
});

test("the fewer the weeks that a score comes from, the wider the interval", () => {
  const spread = (weeks: number) =>
    Array.from({ length: weeks }, (_, week) => row({ day: daysBefore(2 + 7 * week), logVotes: 60 / weeks }));
  const widths = [1, 4, 12].map((weeks) => width(of(1, scored([...crowd, ...spread(weeks)]))));
  expect(widths[0]).toBeGreaterThan(20);
  expect(widths[0]).toBeGreaterThan((widths[1] ?? 0) * 1.3);
  expect(widths[1]).toBeGreaterThan((widths[2] ?? 0) * 1.3);
});

test("whoever was there in one week could as well have been there in none", () => {
  const [, high] = of(1, scored([...crowd, row({ logVotes: 60 })]));
  expect(high).toBe(41);
});

test("somebody new far below moves nobody's interval", () => {
  const before = scored(crowd);
  const after = scored([...crowd, row({ person: 1, day: daysBefore(360), logVotes: 0.01 })]);
  for (const { person } of before) expect(of(person, after)).toEqual(of(person, before));
});

test("people with the same weeks have the same interval, and the same rows the same bytes", () => {
  const rows = [...crowd, ...crowd.map((one) => ({ ...one, person: one.person + 1000 }))];
  const candidates = scored(rows);
  for (const { person } of candidates.filter((one) => one.person < 1000))
    expect(of(person + 1000, candidates)).toEqual(of(person, candidates));
  expect(JSON.stringify(scored([...rows].reverse()))).toBe(JSON.stringify(candidates));
});

test("an interval holds the rank of the score itself, in several channels too", () => {
  const broad = crowd.flatMap((one) => [one, { ...one, kind: "commit" as const, logVotes: 0 }]);
  const candidates = scored([...broad, row({ person: 1, kind: "post", logVotes: 0 })]);
  for (const [place, { rankInterval }] of candidates.entries()) {
    expect(rankInterval?.[0]).toBeLessThanOrEqual(place + 1);
    expect(rankInterval?.[1]).toBeGreaterThanOrEqual(place + 1);
  }
});
