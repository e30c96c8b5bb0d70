import { adjustedForAll } from "./false-discoveries.ts";
import { falseDiscoveryRate } from "./judge-trends.ts";
import { mannKendall } from "./mann-kendall.ts";
import { type Month, nameMonth } from "./months.ts";
import type { PersonDay, RisingPerson } from "./recent-rise.ts";

/**
 * What the test says of somebody who does more of late: `s` counts the pairs of months of which the later one has more active days, minus those of
 * which it has fewer; `p` is two-sided, and `q` is held over everybody who was tested. All null where too few months were read.
 */
export type RiseTest = { s: number | null; z: number | null; p: number | null; q: number | null; months: number };

/** Fewer months that were read tell no rise from chance. */
export const fewestMonthsOfRise = 9;

/**
 * Tests everybody with any activity in some months for a rise: Mann-Kendall on active days a month, together at one false-discovery rate
 * (Benjamini and Hochberg 1995). Days and not events: a single busy week is no rise. Months follow one another without regard to season, for
 * one year has each month once.
 * @param days of people with enough activity to be judged, and of nobody else: whoever is tested makes claims harder for all
 * @param isRead which of the months were read; of the others nothing is known, and they are in no test
 */
export function testRises(
  days: readonly PersonDay[],
  months: readonly Month[],
  isRead: readonly boolean[],
): Map<number, RiseTest> {
  const places = new Map(months.flatMap(({ from, provisional }, at) => (provisional ? [] : [[nameMonth(from), at]])));
  const active = new Map<number, Set<string>[]>();
  for (const { person, day } of days) {
    const at = places.get(day.slice(0, 7));
    if (at === undefined) continue;
    const own = active.get(person) ?? months.map(() => new Set<string>());
    active.set(person, own);
    own[at]?.add(day);
  }
  const read = months.filter(({ provisional }, at) => !provisional && isRead[at]).length;
  const people = [...active.keys()].sort((a, b) => a - b);
  const tests = people.map((person) => {
    if (read < fewestMonthsOfRise) return { s: null, z: null, p: null };
    const series = months.map(({ provisional }, at) =>
      provisional || !isRead[at] ? null : (active.get(person)?.[at]?.size ?? 0),
    );
    const { s, z, p } = mannKendall(series);
    // The same in every month is no rise, and was tested like any other.
    return { s, z: z ?? 0, p: p ?? 1 };
  });
  const qs = adjustedForAll(tests.map(({ p }) => p));
  return new Map(people.map((person, at) => [person, { ...tests[at], q: qs[at] ?? null, months: read } as RiseTest]));
}

/** Those of some who do more of late of whom chance is no good explanation, in their order. */
export function risersBeyondChance<Riser extends RisingPerson>(
  rising: readonly Riser[],
  tests: ReadonlyMap<number, RiseTest>,
): (Riser & { test: RiseTest })[] {
  return rising.flatMap((riser) => {
    const test = tests.get(riser.person);
    const isBeyond = test && test.q !== null && test.q <= falseDiscoveryRate && (test.s ?? 0) > 0;
    return isBeyond ? [{ ...riser, test }] : [];
  });
}
