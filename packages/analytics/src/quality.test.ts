import { expect, test } from "vitest";
import { type HelpRow, qualities, ratePrior, shrunkRate } from "./quality.ts";

const row = (helper: number, more: Partial<HelpRow> = {}): HelpRow => ({
  helper,
  asker: 100,
  answers: 1,
  eligible: 0,
  eligibleAccepted: 0,
  rated: 0,
  unvoted: 0,
  endorsed: 0,
  ...more,
});
const only = (help: HelpRow[], wins: { person: number; contested: number; wins: number }[] = []) =>
  qualities(help, wins).get(1);

test("the win rate of few contests stays near one half", () => {
  expect(only([], [{ person: 1, contested: 1, wins: 1 }])?.winRate).toBeCloseTo(3.5 / 6, 12);
  expect(only([], [{ person: 1, contested: 95, wins: 95 }])?.winRate).toBeCloseTo(0.975, 12);
  expect(only([], [{ person: 1, contested: 10, wins: 0 }])?.winRate).toBeCloseTo(2.5 / 15, 12);
});

test("without a contest the win rate is unknown, and not one half", () => {
  expect(only([row(1)])?.winRate).toBeNull();
  expect(only([], [{ person: 1, contested: 0, wins: 0 }])?.winRate).toBeNull();
});

test.each([
  [2, 2, 0.342],
  [100, 101, 0.946],
  [0, 10, 0],
])("the lower bound of %i accepted of %i is %f", (eligibleAccepted, eligible, bound) => {
  expect(only([row(1, { eligible, eligibleAccepted })])?.acceptLowerBound).toBeCloseTo(bound, 3);
});

test("an accept rate is drawn towards everybody's, as much as people differ", () => {
  // In fractions, with the spread as (Σp² - n·m²) / (n - 1): µ = 24/65, a prior of 0.977840 trials.
  const tallies = [
    { successes: 9, trials: 10 },
    { successes: 3, trials: 10 },
    { successes: 12, trials: 40 },
    { successes: 0, trials: 5 },
  ];
  const prior = ratePrior(tallies);
  expect(prior?.mean).toBeCloseTo(24 / 65, 12);
  expect(prior?.trials).toBeCloseTo(0.9778397527700309, 10);
  const help = tallies.map(({ successes, trials }, helper) =>
    row(helper, { eligible: trials, eligibleAccepted: successes }),
  );
  const found = [...qualities(help, []).values()].map(({ acceptRate }) => acceptRate);
  for (const [at, rate] of [0.8527222782367211, 0.3061666593604277, 0.3016520294548743, 0.060397825808629256].entries())
    expect(found[at]).toBeCloseTo(rate, 10);
});

test("where people differ no more than chance makes them, everybody's rate is the mean", () => {
  const tallies = [
    { successes: 5, trials: 10 },
    { successes: 5, trials: 10 },
    { successes: 50, trials: 100 },
  ];
  const prior = ratePrior(tallies);
  expect(prior?.trials).toBeCloseTo(0.25 / 1e-4 - 1, 8);
  expect(prior && shrunkRate({ successes: 10, trials: 10 }, prior)).toBeCloseTo(0.5, 2);
});

test("whoever answers thousands does not speak for how people differ", () => {
  const many = [0.1, 0.2, 0.3, 0.4].map((rate) => ({ successes: rate * 20, trials: 20 }));
  const prior = ratePrior([
    ...many,
    { successes: 1250, trials: 5000 },
    ...Array(500).fill({ successes: 0, trials: 1 }),
  ]);
  expect(prior?.trials).toBeLessThan(40);
});

test.each([
  [3, 3, 1],
  [0, 3, 0],
  [1, 2, 0.5],
])("one person alone, with %i of %i, has the rate that they have", (successes, trials, rate) => {
  const prior = ratePrior([{ successes, trials }]);
  expect(prior?.trials).toBeGreaterThanOrEqual(0);
  expect(prior && shrunkRate({ successes, trials }, prior)).toBeCloseTo(rate, 12);
});

test("an accept rate is unknown where no answer could be accepted, also beside people whose answers could", () => {
  expect(ratePrior([{ successes: 0, trials: 0 }])).toBeNull();
  const found = qualities([row(1), row(2, { eligible: 4, eligibleAccepted: 1 })], []);
  expect(found.get(1)).toMatchObject({ acceptRate: null, acceptLowerBound: null });
  expect(found.get(2)?.acceptRate).toBeCloseTo(0.25, 2);
});

test("many answers to one person are the endorsement of one", () => {
  const ring = [row(1, { asker: 5, endorsed: 99, rated: 99 }), row(1, { asker: 6, endorsed: 1, rated: 1 })];
  expect(only(ring)?.endorsers).toBeCloseTo(100 ** 2 / (99 ** 2 + 1), 12);
  expect(only([5, 6, 7, 8].map((asker) => row(1, { asker, endorsed: 3, rated: 3 })))?.endorsers).toBeCloseTo(4, 12);
});

test("endorsers are nobody where nothing was endorsed, and unknown where that cannot be seen", () => {
  expect(only([row(1, { rated: 3 })])?.endorsers).toBe(0);
  expect(only([row(1, { eligible: 3 })])?.endorsers).toBe(0);
  expect(only([row(1)])?.endorsers).toBeNull();
  expect(only([row(1, { asker: null, endorsed: 4, rated: 4 })])?.endorsers).toBeNull();
});

test("whoever is named is counted among those helped", () => {
  expect(only([row(1, { asker: 5 }), row(1, { asker: 6 }), row(1, { asker: null })])?.helped).toBe(2);
});

test("the share of unvoted answers is out of those whose votes are shown", () => {
  expect(only([row(1, { answers: 9, rated: 4, unvoted: 3 }), row(1, { asker: 6, answers: 5 })])?.unvotedShare).toBe(
    0.75,
  );
  expect(only([row(1)])?.unvotedShare).toBeNull();
});

test("the order of the rows changes nothing", () => {
  const help = [1, 2, 3, 4, 5].flatMap((helper) =>
    [7, 8].map((asker) => row(helper, { asker, eligible: helper + asker, eligibleAccepted: helper, endorsed: helper })),
  );
  const print = (rows: HelpRow[]) => JSON.stringify([...qualities(rows, [])]);
  expect(print([...help].reverse())).toBe(print(help));
});
