import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { expect, test } from "vitest";
import { concentration } from "./concentration.ts";
import { concentrationInterval } from "./concentration-interval.ts";
import { firstSpaces } from "./space-bootstrap.ts";
import type { Weighting } from "./weigh.ts";
import { incidenceOf, type SpaceActivity, weights } from "./weigh-incidence.ts";

function intervalOf(rows: readonly SpaceActivity[], weighting: Weighting = "events") {
  const weighed = weights(incidenceOf(rows), weighting);
  return concentrationInterval(weighed, measure(weighed.spaces));
}

const measure = (spaces: { key: string; count: number }[]) => concentration(spaces, { configured: spaces.length });

const width = ([lower, upper]: [number, number] = [0, 0]) => upper - lower;

/** Numbers from 0 up to 1, the same for the same seed. */
function chance(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  // The first numbers of neighbouring seeds are alike.
  for (let skipped = 0; skipped < 10; skipped += 1) generator.next();
  return () => (generator.next() >>> 0) / 2 ** 32;
}

const keys = Array.from({ length: 40 }, (_, at) => `space:${String(at).padStart(2, "0")}`);
const attraction = keys.map((_, at) => (at + 1) ** -1.1);
const allAttraction = attraction.reduce((sum, one) => sum + one, 0);
const reachedAt = attraction.map((_, at) => attraction.slice(0, at + 1).reduce((sum, one) => sum + one, 0));
const truth = measure(keys.map((key, at) => ({ key, count: attraction[at] ?? 0 })));

/** People who choose one to three spaces by their attraction, and of whom a few do very much. */
function window(seed: number, people: number): SpaceActivity[] {
  const next = chance(seed);
  const choose = () => {
    const point = next() * allAttraction;
    return keys[reachedAt.findIndex((reached) => point < reached)] ?? keys[0] ?? "";
  };
  return Array.from({ length: people }, (_, person) => {
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const count = Math.ceil(Math.exp(1 + 1.5 * normal));
    return Array.from({ length: 1 + Math.floor(next() * 3) }, () => ({ space: choose(), person, count }));
  }).flat();
}

test("of a hundred windows of a known world, the intervals hold the truth in at least ninety", () => {
  const held = { top5: 0, k50: 0, hhi: 0, n2: 0 };
  const isIn = ([lower, upper]: [number, number] = [1, 0], value: number | null) =>
    lower <= (value ?? Number.NaN) && (value ?? Number.NaN) <= upper ? 1 : 0;
  for (let seed = 1; seed <= 100; seed += 1) {
    const interval = intervalOf(window(seed, 200));
    held.top5 += isIn(interval?.top5, truth.topShare["5"]);
    held.k50 += isIn(interval?.k50, truth.k50);
    held.hhi += isIn(interval?.hhi, truth.hhi);
    held.n2 += isIn(interval?.n2, truth.hill["2"]);
  }
  for (const share of Object.values(held)) expect(share).toBeGreaterThanOrEqual(90);
});

test("every interval holds the value that is printed beside it", () => {
  for (const weighting of ["events", "people", "shared"] as const)
    for (let seed = 1; seed <= 20; seed += 1) {
      const rows = window(seed, 60);
      const { topShare, k50, hhi, hill } = measure(weights(incidenceOf(rows), weighting).spaces);
      const interval = intervalOf(rows, weighting);
      for (const [value, range] of [
        [topShare["1"], interval?.top1],
        [topShare["5"], interval?.top5],
        [k50, interval?.k50],
        [hhi, interval?.hhi],
        [hill["2"], interval?.n2],
      ] as const) {
        expect(range?.[0]).toBeLessThanOrEqual((value ?? Number.NaN) + 1e-12);
        expect(range?.[1]).toBeGreaterThanOrEqual((value ?? Number.NaN) - 1e-12);
        expect(range?.[0]).toBeGreaterThanOrEqual(0);
      }
      for (const range of [interval?.top1, interval?.top3, interval?.top5, interval?.hhi])
        expect(range?.[1]).toBeLessThanOrEqual(1 + 1e-12);
    }
});

test("the same people give the same bytes twice, in any order and under other ids", () => {
  const rows = window(7, 80);
  const first = JSON.stringify(intervalOf(rows, "shared"));
  expect(JSON.stringify(intervalOf(rows, "shared"))).toBe(first);
  const others = rows.toReversed().map((row) => ({ ...row, person: 10_000 - (row.person ?? 0) * 3 }));
  expect(JSON.stringify(intervalOf(others, "shared"))).toBe(first);
});

test("where few people do most, the interval by person is at least five times as wide as one by signal", () => {
  const rows = window(3, 200);
  // One's every signal a person of its own: what an interval over signals would say.
  let signal = 0;
  const naive = rows.flatMap(({ space, count }) =>
    Array.from({ length: count }, () => ({ space, person: ++signal, count: 1 })),
  );
  const byPerson = width(intervalOf(rows)?.top5);
  const bySignal = width(intervalOf(naive)?.top5);
  expect(bySignal).toBeGreaterThan(0);
  expect(byPerson).toBeGreaterThan(5 * bySignal);
});

test("a space that one person carries may not be among the first five, one of many people is", () => {
  const many = ["a", "b", "c", "d", "f"].flatMap((space, at) =>
    Array.from({ length: 40 }, (_, person) => ({ space, person: at * 100 + person, count: 1 })),
  );
  const one = { space: "e", person: 9_999, count: 41 };
  const interval = intervalOf([...many, one]);
  expect(interval?.inTop.e).toBeGreaterThan(0.5);
  // Left out of a sample with probability 1/e.
  expect(interval?.inTop.e).toBeLessThan(0.7);
  expect(interval?.topSetStability).toBeLessThan(0.95);
  expect(intervalOf(many)?.topSetStability).toBe(1);
});

test("signals without a person stay as they are", () => {
  const nobody = [900, 50, 50].map((count, at) => ({ space: `x:${at}`, person: null, count }));
  const people = Array.from({ length: 20 }, (_, person) => ({ space: "x:1", person, count: 1 }));
  const interval = intervalOf([...nobody, ...people]);
  expect(interval?.persons).toBe(20);
  expect(width(interval?.top1)).toBe(0);
});

test("fewer than ten people, one of them alone, or nothing at all have no interval", () => {
  const alone = [1, 2, 3, 4].map((at) => ({ space: `x:${at}`, person: 1, count: 100 * at }));
  expect(intervalOf(alone)).toBeNull();
  const people = (count: number) =>
    Array.from({ length: count }, (_, person) => ({ space: `x:${person}`, person, count: 1 }));
  expect(intervalOf(people(9))).toBeNull();
  expect(intervalOf(people(10))?.persons).toBe(10);
  expect(intervalOf([{ space: "x:1", person: null, count: 0 }])).toBeNull();
});

test("where five spaces hold all, that they do is no matter of chance", () => {
  const rows = Array.from({ length: 30 }, (_, person) => ({
    space: `x:${person % 4}`,
    person,
    count: 1 + (person % 7),
  }));
  expect(intervalOf(rows)?.top5).toEqual([1, 1]);
});

test("where everybody does the same, whoever is drawn, nothing is a matter of chance", () => {
  const rows = Array.from({ length: 20 }, (_, person) =>
    [5, 3, 1, 1].map((count, at) => ({ space: `x:${at}`, person, count })),
  ).flat();
  const interval = intervalOf(rows);
  expect([interval?.k50, interval?.top1, interval?.top3]).toEqual([
    [1, 1],
    [0.5, 0.5],
    [0.9, 0.9],
  ]);
  expect(width(interval?.hhi)).toBeCloseTo(0, 12);
  expect(width(interval?.n2)).toBeCloseTo(0, 12);
});

test("the first spaces of a draw are those of the greatest counts, of equal ones the first by key", () => {
  expect(firstSpaces(Float64Array.of(0, 3, 9, 3, 0, 12, 3), 3)).toEqual([5, 2, 1]);
  expect(firstSpaces(Float64Array.of(0, 0, 2), 3)).toEqual([2]);
});
