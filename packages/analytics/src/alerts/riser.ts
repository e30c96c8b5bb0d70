import type { RisingPerson } from "../trends/recent-rise.ts";
import type { RiseTest } from "../trends/rise-test.ts";
import type { AlertLook } from "./alert.ts";

/**
 * Who rises: everybody who was tested, of whom those are worth saying who do half as much again of late as somebody steady, as `risingPeople` has it.
 * @param rising the people that `risingPeople` lists
 * @param tests of everybody with enough activity; nobody where too few months were read
 */
export function risers(rising: readonly RisingPerson[], tests: ReadonlyMap<number, RiseTest>): AlertLook[] {
  const listed = new Map(rising.map((one) => [one.person, one]));
  return [...tests]
    .sort(([a], [b]) => a - b)
    .flatMap(([person, { s, p, months }]): AlertLook[] => {
      if (s === null || p === null) return [];
      const rise = listed.get(person);
      return [
        {
          ...{ kind: "riser", subject: `person:${person}`, person },
          test: { name: "Mann-Kendall on active days a month", statistic: { name: "S", value: s }, p },
          isWorthSaying: rise !== undefined && s > 0,
          isOver: s < 0,
          sentence: rise
            ? `Active on more and more days over ${months} months: ${rise.events} signals on ${rise.activeDays} days of the year, of late ${rise.times.toFixed(1)} times what somebody steady does.`
            : "Not active more of late.",
        },
      ];
    });
}
