import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { expect, test } from "vitest";
import { cusumAlarms, spikes } from "./alarms.ts";
import { changePoints } from "./change-points.ts";
import { judgeTrends, type TrendSeries } from "./judge-trends.ts";
import { monthsBefore } from "./months.ts";

const months = monthsBefore(new Date("2026-02-01T00:00:00Z"), 36);
const chance = (seed: number) => {
  const generator = xoroshiro128plus(seed);
  return () => (uniformInt(generator, 0, 999_999) + 0.5) / 1_000_000;
};

/** Counts of a month as communities have them: Poisson with a mean that itself scatters from month to month, quiet in August and December. */
function monthly(random: () => number, mean: number, scatter: number, trendPerYear = 0): number[] {
  return Array.from({ length: 36 }, (_, at) => {
    const season = at % 12 === 7 ? 0.7 : at % 12 === 11 ? 0.75 : 1;
    const burst = Math.exp(scatter * (random() + random() + random() - 1.5));
    return poisson(random, mean * season * burst * Math.max(0.05, 1 + trendPerYear * (at / 12 - 1.5)));
  });
}

function poisson(random: () => number, mean: number): number {
  const left = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > left; product *= random()) count += 1;
  return count;
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const cards = [...values];
  for (let at = cards.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [cards[at], cards[other]] = [cards[other] as T, cards[at] as T];
  }
  return cards;
}

const series = (values: (number | null)[]): TrendSeries => ({ unit: "people", values, earlier: [], people: 20 });

const random = chance(1);
const steady = Array.from({ length: 2_000 }, (_, at) => monthly(random, 3 + (at % 40), 0.6));
const mixed = steady.map((values) => shuffled(values, random));
const shareOf = (all: readonly unknown[], found: (index: number) => boolean) =>
  all.filter((_, index) => found(index)).length / all.length;

test("on months in a random order, the test says rising or falling as often as it should by chance, and hardly anything after", () => {
  const judged = judgeTrends(mixed.map(series), months);
  const falsePositives = shareOf(judged, (at) => (judged[at]?.p ?? 1) < 0.05);
  expect(falsePositives).toBeGreaterThan(0.02);
  expect(falsePositives).toBeLessThan(0.08);
  expect(shareOf(judged, (at) => (judged[at]?.q ?? 1) <= 0.1)).toBeLessThan(0.01);
});

test("quiet Augusts and Decembers make no trend", () => {
  const judged = judgeTrends(steady.map(series), months);
  const falsePositives = shareOf(judged, (at) => (judged[at]?.p ?? 1) < 0.05);
  expect(falsePositives).toBeGreaterThan(0.02);
  expect(falsePositives).toBeLessThan(0.08);
});

test("on months in a random order few levels change, and alarms and spikes are as rare as the docs say", () => {
  expect(shareOf(mixed, (at) => changePoints(mixed[at] ?? []).length > 0)).toBeLessThan(0.08);
  expect(shareOf(mixed, (at) => cusumAlarms(mixed[at] ?? []).length > 0)).toBeLessThan(0.15);
  expect(shareOf(mixed, (at) => spikes(mixed[at] ?? []).length > 0)).toBeLessThan(0.25);
});

test("a community that grows by half a year is found among a thousand that do not, in nearly every case", () => {
  const growing = Array.from({ length: 200 }, () => monthly(random, 15, 0.6, 0.5));
  const judged = judgeTrends([...growing, ...steady.slice(0, 1_000)].map(series), months);
  expect(shareOf(growing, (at) => judged[at]?.direction === "rising")).toBeGreaterThan(0.9);
  expect(shareOf(steady.slice(0, 1_000), (at) => judged[200 + at]?.direction !== "steady")).toBeLessThan(0.01);
});
