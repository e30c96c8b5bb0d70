import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { expect, test } from "vitest";
import { alertDiscoveryRate, judgeAlerts } from "./alert.ts";
import { answererLost } from "./answerer-lost.ts";
import { questionsPileUp } from "./questions-pile-up.ts";
import { sourceSilent } from "./source-silent.ts";
import { alertWeeks, type SpaceWeeks } from "./space-weeks.ts";

type Random = () => number;
const chance = (seed: number): Random => {
  const generator = xoroshiro128plus(seed);
  return () => (uniformInt(generator, 0, 999_999) + 0.5) / 1_000_000;
};

function poisson(random: Random, mean: number): number {
  const left = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > left; product *= random()) count += 1;
  return count;
}

/** A week's own factor: busy and quiet weeks, with a mean of about one and three to four times the variance of a Poisson count of ten. */
const burst = (random: Random) => Math.exp(1.2 * (random() + random() + random() - 1.5)) / 1.2;

const pause = (random: Random, week: number, from: number) => week >= from && week < from + 2 && random() < 0.9;

const weights = [8, 3, 2, 1, 1];

/** Weeks that follow one rate throughout, each with bursts of its own; people take breaks of two weeks. */
function quietSpace(random: Random, name: string, mean: number): SpaceWeeks {
  const breaks = Array.from({ length: 5 }, () => [Math.floor(random() * 50), Math.floor(random() * 50)]);
  const answerers = breaks.map((of, person) => ({
    person,
    first: new Array<number>(alertWeeks).fill(0),
    all: new Array<number>(alertWeeks).fill(0),
    of,
  }));
  const weeks = Array.from({ length: alertWeeks }, (_, week) => {
    const asked = poisson(random, mean * burst(random));
    let helped = 0;
    const there = answerers.filter(({ of }) => !of.some((from) => pause(random, week, from)));
    const total = there.reduce((all, { person }) => all + (weights[person] ?? 0), 0);
    for (let thread = 0; thread < asked && total > 0; thread += 1) {
      if (random() > 0.75) continue;
      helped += 1;
      const who = drawn(there, random() * total);
      if (!who) continue;
      who.first[week] = (who.first[week] ?? 0) + 1;
      who.all[week] = (who.all[week] ?? 0) + 1;
    }
    return { asked, old: asked, helped };
  });
  return { space: name, weeks, answerers: answerers.map(({ of: _, ...one }) => one), unknownFirst: [] };
}

function drawn<Person extends { person: number }>(there: readonly Person[], place: number): Person | undefined {
  let left = place;
  for (const one of there) {
    left -= weights[one.person] ?? 0;
    if (left < 0) return one;
  }
  return there[0];
}

/** The weeks of a space in another order: nothing of when something happened is left. */
function shuffled(space: SpaceWeeks, random: Random): SpaceWeeks {
  const order = Array.from({ length: alertWeeks }, (_, at) => at);
  for (let at = alertWeeks - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
  const inOrder = <Value>(values: readonly Value[]) => order.map((at) => values[at] as Value);
  return {
    ...space,
    weeks: inOrder(space.weeks),
    answerers: space.answerers.map(({ person, first, all }) => ({ person, first: inOrder(first), all: inOrder(all) })),
  };
}

const asOf = new Date("2026-01-01T00:00:00Z");
const dayAt = (back: number) => new Date(asOf.getTime() - back * 86_400_000).toISOString().slice(0, 10);
const daysOf = (random: Random, often: number, silent: number) =>
  Array.from({ length: 90 }, (_, at) => ({ day: dayAt(90 - at), isNew: at < 90 - silent && random() < often }));

function looksAt(spaces: readonly SpaceWeeks[], random: Random, silentSource = 0) {
  return [
    ...spaces.flatMap((space) => [answererLost(space) ?? [], questionsPileUp(space) ?? []].flat()),
    ...[0.3, 0.6, 0.9].flatMap(
      (often, at) => sourceSilent(`s${at}`, daysOf(random, often, at === 2 ? silentSource : 0), asOf) ?? [],
    ),
  ];
}

const worlds = 200;
const spacesOf = (random: Random) => Array.from({ length: 12 }, (_, at) => quietSpace(random, `s${at}`, 3 + 2 * at));

test("of 200 worlds in which nothing happens, at most one in twenty raises an alert, in the order of weeks or out of it", () => {
  const random = chance(8);
  const raised = { inOrder: 0, shuffled: 0, tests: 0 };
  for (let world = 0; world < worlds; world += 1) {
    const spaces = spacesOf(random);
    const { found, tests } = judgeAlerts(looksAt(spaces, random));
    raised.tests += tests;
    if (found.length > 0) raised.inOrder += 1;
    if (
      judgeAlerts(
        looksAt(
          spaces.map((one) => shuffled(one, random)),
          random,
        ),
      ).found.length > 0
    )
      raised.shuffled += 1;
  }
  expect(raised.tests).toBeGreaterThan(20 * worlds);
  expect(raised.inOrder).toBeLessThanOrEqual(alertDiscoveryRate * worlds);
  expect(raised.shuffled).toBeLessThanOrEqual(alertDiscoveryRate * worlds);
});

test("what is planted among eleven quiet spaces is found: nine in ten losses and silences, three in four backlogs in their fourth week, and hardly anything beside", () => {
  const random = chance(9);
  const often = { answerer: 0, pile: 0, source: 0, beside: 0 };
  for (let world = 0; world < worlds; world += 1) {
    const [first, second, ...others] = spacesOf(random).reverse();
    if (!first || !second) throw new Error("There are twelve spaces.");
    const lost: SpaceWeeks = {
      ...first,
      space: "lost",
      answerers: first.answerers.map((one) =>
        one.person === 0 ? { ...one, ...{ first: withEnd(one.first, 5), all: withEnd(one.all, 5) } } : one,
      ),
    };
    const piled: SpaceWeeks = {
      ...second,
      space: "piled",
      weeks: second.weeks.map((week, at) => (week && at >= 48 ? { ...week, helped: 0 } : week)),
    };
    const { found } = judgeAlerts(looksAt([lost, piled, ...others], random, 8));
    const is = (kind: string, subject: string) => found.some((one) => one.kind === kind && one.subject === subject);
    const planted = [is("answerer-lost", "lost"), is("questions-pile-up", "piled"), is("source-silent", "s2")];
    if (planted[0]) often.answerer += 1;
    if (planted[1]) often.pile += 1;
    if (planted[2]) often.source += 1;
    often.beside += found.length - planted.filter(Boolean).length;
  }
  expect(often.answerer).toBeGreaterThan(0.9 * worlds);
  expect(often.pile).toBeGreaterThan(0.75 * worlds);
  expect(often.source).toBeGreaterThan(0.9 * worlds);
  expect(often.beside).toBeLessThan(alertDiscoveryRate * 3 * worlds);
});

const withEnd = (counts: readonly number[], silent: number) =>
  counts.map((count, at) => (at >= counts.length - silent ? 0 : count));
