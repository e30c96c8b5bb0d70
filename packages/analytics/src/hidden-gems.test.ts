import { describe, expect, test } from "vitest";
import type { ScoreRow } from "./activity-table.ts";
import { hiddenGems, tailWork } from "./hidden-gems.ts";
import type { Quality } from "./quality.ts";

const quality = (more: Partial<Quality> = {}): Quality => ({
  winRate: 0.5,
  acceptRate: 0.3,
  acceptLowerBound: 0.2,
  endorsers: 8,
  helped: 12,
  unvotedShare: 0.2,
  ...more,
});
const excellent = quality({ winRate: 0.9, acceptRate: 0.8 });

/** Forty people who helped enough, the later the better; person 1 stands first in the list. */
const forty = (changes: Record<number, { rank?: number | null; quality?: Quality | null }> = {}) =>
  Array.from({ length: 40 }, (_, index) => ({
    person: index + 1,
    rank: index + 1,
    score: 100 - index,
    quality: quality({ winRate: 0.4 + index / 1000, acceptRate: 0.2 + index / 1000 }) as Quality | null,
    ...changes[index + 1],
  }));
const persons = (...given: Parameters<typeof hiddenGems>) => [...hiddenGems(...given).keys()];
const nowhere = new Map();

describe("a hidden gem", () => {
  test("is better than nine in ten and below the first page", () => {
    expect(persons(forty(), nowhere)).toEqual([37, 38, 39, 40]);
  });

  test("is said to be one in a sentence with its numbers", () => {
    expect(hiddenGems(forty({ 30: { quality: excellent } }), nowhere).get(30)).toEqual({
      why: "Helped 12 people, endorsed as if by 8: win rate 90 %, accept rate 80 %, better than 97 % of the 40 who helped ten or more and were endorsed as if by five or more. Stands below the first page, in place 30.",
    });
  });

  test("is nobody who stands on the first page already, unless most of the work is in the tail", () => {
    const people = forty({ 3: { quality: excellent } });
    expect(persons(people, nowhere)).not.toContain(3);
    expect(persons(people, new Map([[3, { signals: 10, inTail: 5 }]]))).not.toContain(3);
    const found = hiddenGems(people, new Map([[3, { signals: 10, inTail: 6 }]]));
    expect(found.get(3)?.why).toMatch(/ Does 60 % of it in small spaces that hold a fifth of all activity at most\.$/);
  });

  test("is below the first page by place, where a shared rank begins on it", () => {
    const found = hiddenGems(forty({ 30: { rank: 12, quality: excellent } }), nowhere);
    expect(found.get(30)?.why).toContain("below the first page, in place 30");
  });

  test("is measured against those of whom a rate is known", () => {
    const people = forty({ 30: { quality: excellent }, 5: { quality: quality({ winRate: null, acceptRate: null }) } });
    expect(hiddenGems(people, nowhere).get(30)?.why).toContain("of the 39 who helped ten or more and were");
  });

  test("is said to be better than those alone with whom it was compared", () => {
    const few = Array.from({ length: 30 }, (_, at) => [at + 1, { quality: quality({ endorsers: 4 }) }] as const);
    const found = hiddenGems(forty(Object.fromEntries(few)), nowhere);
    expect(found.get(40)?.why).toContain(
      "90 % of the 10 who helped ten or more and were endorsed as if by five or more.",
    );
  });

  test("can be without a rank, for want of months and not of worth", () => {
    expect(hiddenGems(forty({ 30: { rank: null, quality: excellent } }), nowhere).get(30)?.why).toMatch(
      / Is not ranked, for the evidence is insufficient\.$/,
    );
  });

  test.each<[string, Partial<Quality>]>([
    ["nine people helped", { helped: 9 }],
    ["the praise of four", { endorsers: 4.9 }],
    ["praise that nobody could see", { endorsers: null }],
    ["no rate at all", { winRate: null, acceptRate: null }],
  ])("is not made of %s", (_, less) => {
    expect(persons(forty({ 30: { quality: excellent } }), nowhere)).toContain(30);
    expect(persons(forty({ 30: { quality: { ...excellent, ...less } } }), nowhere)).not.toContain(30);
  });

  test("needs more than one measure of two: the unknown one stands in the middle", () => {
    const people = forty({ 30: { quality: quality({ winRate: 0.99, acceptRate: null }) } });
    expect(persons(people, nowhere)).not.toContain(30);
    // Where no place knows acceptance, the one measure decides.
    const without = people.map((one) => ({ ...one, quality: one.quality && { ...one.quality, acceptRate: null } }));
    expect(persons(without, nowhere)).toContain(30);
  });

  test("is not made by votes, nor lost for answers that nobody saw", () => {
    const unseen = quality({ ...excellent, unvotedShare: 0.9, acceptLowerBound: 0.01 });
    expect(persons(forty({ 30: { quality: unseen } }), nowhere)).toEqual(
      persons(forty({ 30: { quality: excellent } }), nowhere),
    );
  });

  test("cannot be told among a few", () => {
    expect(persons(forty().slice(0, 4), new Map([[4, { signals: 9, inTail: 9 }]]))).toEqual([]);
    expect(persons([], nowhere)).toEqual([]);
    expect(persons(forty({ 30: { quality: null } }), nowhere)).not.toContain(30);
  });

  test("is the same in any order", () => {
    const people = forty({ 30: { quality: excellent } });
    const turned = hiddenGems([...people].reverse(), nowhere);
    expect([...turned].sort()).toEqual([...hiddenGems(people, nowhere)].sort());
  });
});

describe("work in the tail", () => {
  const row = (person: number, space: string, count: number, kind: ScoreRow["kind"] = "answer"): ScoreRow => ({
    person,
    space,
    kind,
    day: "2025-05-05",
    count,
    logVotes: 0,
    accepted: null,
  });

  test("is what is done beyond the spaces that hold 80 % of everything", () => {
    // 60, 25, 10 and 5 of 100: the second one crosses 80 %, the others are the tail.
    const rows = [row(1, "a", 60), row(2, "b", 25), row(2, "c", 10), row(2, "d", 4), row(3, "d", 1)];
    expect(tailWork(rows)).toEqual(
      new Map([
        [1, { signals: 60, inTail: 0 }],
        [2, { signals: 39, inTail: 14 }],
        [3, { signals: 1, inTail: 1 }],
      ]),
    );
  });

  test("does not count an answer to a newcomer twice", () => {
    const rows = [row(1, "a", 8), row(1, "b", 1), row(1, "b", 1, "newcomer-help")];
    expect(tailWork(rows).get(1)).toEqual({ signals: 9, inTail: 1 });
  });

  test("is nobody's where there is one space", () => {
    expect(tailWork([row(1, "a", 3), row(2, "a", 1)]).get(2)).toEqual({ signals: 1, inTail: 0 });
  });
});
