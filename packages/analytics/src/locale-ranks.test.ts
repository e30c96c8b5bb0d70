import { describe, expect, test } from "vitest";
import {
  type Listed,
  type Locale,
  localeCoverage,
  localeRanks,
  onFirstPage,
  type Place,
  regionName,
} from "./locale-ranks.ts";

const regions = { North: ["NO", "SE"], South: ["PT"] };
const listed = (person: number, score: number, rank: number | null = person): Listed => ({ person, rank, score });
const places = (of: Record<number, [string | null, ...string[]]>) =>
  new Map(
    Object.entries(of).map(([person, [region, ...languages]]): [number, Place] => [
      Number(person),
      { region, languages },
    ]),
  );
const regionOf = (found: Map<number, Locale>, person: number) => found.get(person)?.region;

describe("the region of a country", () => {
  test.each([
    ["SE", regions, "North"],
    ["PT", regions, "South"],
    ["JP", regions, "elsewhere"],
    ["JP", {}, "JP"],
    // Nobody knows, and that is no region.
    [null, regions, null],
    [null, {}, null],
  ])("%s", (country, of, expected) => {
    expect(regionName(country, of)).toBe(expected);
  });
});

describe("a rank within a region or language", () => {
  const people = [listed(1, 90), listed(2, 80), listed(3, 70), listed(4, 60), listed(5, 50)];
  const where = places({ 1: ["PT", "pt"], 2: ["SE", "sv"], 3: [null, "pt", "en"], 4: ["NO", "en"], 5: ["JP"] });

  test("counts those of the same region, in the order of the one list", () => {
    const found = localeRanks(people, where, regions);
    expect(regionOf(found, 2)).toEqual({ name: "North", rank: 1, of: 2, few: true });
    expect(regionOf(found, 4)).toEqual({ name: "North", rank: 2, of: 2, few: true });
    expect(regionOf(found, 5)).toMatchObject({ name: "elsewhere", rank: 1, of: 1 });
  });

  test("goes by score, whoever was there first", () => {
    const found = localeRanks([listed(1, 10, 2), listed(2, 20, 1)], places({ 1: ["SE"], 2: ["SE"] }), regions);
    expect([1, 2].map((person) => regionOf(found, person)?.rank)).toEqual([2, 1]);
  });

  test("is that of the first language alone", () => {
    const found = localeRanks(people, where, regions);
    expect(found.get(3)?.language).toMatchObject({ name: "pt", rank: 2, of: 2 });
    expect(found.get(4)?.language).toMatchObject({ name: "en", rank: 1, of: 1 });
  });

  test("is nobody's whose place or language is unknown", () => {
    const found = localeRanks(people, where, regions);
    expect(regionOf(found, 3)).toBeNull();
    expect(found.get(5)?.language).toBeNull();
    expect(localeRanks(people, new Map(), regions).get(1)).toEqual({ region: null, language: null });
  });

  test("is by country where a policy groups none", () => {
    expect(regionOf(localeRanks(people, where, {}), 2)).toMatchObject({ name: "SE", rank: 1, of: 1 });
  });

  test("is shared by equal scores and by nothing else", () => {
    // The global rank is shared because intervals overlap: within a region the order still says who is next.
    const tied = [listed(1, 90, 1), listed(2, 80, 1), listed(3, 80, 1), listed(4, 70, 1)];
    const found = localeRanks(tied, places({ 1: ["SE"], 2: ["SE"], 3: ["NO"], 4: ["NO"] }), regions);
    expect([1, 2, 3, 4].map((person) => regionOf(found, person)?.rank)).toEqual([1, 2, 2, 4]);
  });

  test("leaves out whose evidence is insufficient", () => {
    const found = localeRanks([listed(1, 90, null), listed(2, 80, 1)], places({ 1: ["SE"], 2: ["SE"] }), regions);
    expect(found.has(1)).toBe(false);
    expect(regionOf(found, 2)).toMatchObject({ rank: 1, of: 1 });
  });

  test("is called few below five people", () => {
    const of = (count: number) => {
      const some = Array.from({ length: count }, (_, index) => listed(index + 1, 100 - index));
      return regionOf(
        localeRanks(some, new Map(some.map(({ person }) => [person, { region: "SE", languages: [] }])), regions),
        1,
      )?.few;
    };
    expect([of(4), of(5)]).toEqual([true, false]);
  });

  test("does not depend on the order in which people are given", () => {
    const turned = localeRanks([...people].reverse(), where, regions);
    expect([...turned].sort()).toEqual([...localeRanks(people, where, regions)].sort());
  });
});

describe("the coverage of regions and languages", () => {
  // 30 ranked people: the six who write Spanish stand last, four have no language that is known.
  const people = [...Array.from({ length: 30 }, (_, index) => listed(index + 1, 100 - index)), listed(31, 5, null)];
  const where = new Map(
    people.map(({ person }): [number, Place] => [
      person,
      { region: person === 1 ? "SE" : null, languages: person > 24 ? ["es"] : person <= 4 ? [] : ["en", "es"] },
    ]),
  );
  const { languages, regions: found, firstPage } = localeCoverage(people, where, regions);

  test("shows who is ranked and not on the first page", () => {
    expect(firstPage).toBe(20);
    expect(languages.find(({ name }) => name === "es")).toEqual({
      name: "es",
      people: 7,
      ranked: 6,
      shareOfRanked: 0.2,
      onFirstPage: 0,
      shareOfFirstPage: 0,
    });
  });

  test("counts the unknown on their own, last", () => {
    expect(languages.map(({ name }) => name)).toEqual(["en", "es", null]);
    expect(languages.at(-1)).toMatchObject({ people: 4, ranked: 4, onFirstPage: 4, shareOfFirstPage: 0.2 });
    expect(found.map(({ name, people: own }) => [name, own])).toEqual([
      ["North", 1],
      [null, 30],
    ]);
  });

  test("leaves nobody out and counts nobody twice", () => {
    for (const groups of [languages, found]) {
      expect(groups.reduce((sum, group) => sum + group.people, 0)).toBe(31);
      expect(groups.reduce((sum, group) => sum + group.onFirstPage, 0)).toBe(20);
      expect(groups.reduce((sum, group) => sum + (group.shareOfRanked ?? 0), 0)).toBeCloseTo(1, 12);
    }
  });

  test("has no share of nobody", () => {
    expect(localeCoverage([listed(1, 5, null)], new Map(), {}).languages).toEqual([
      { name: null, people: 1, ranked: 0, shareOfRanked: null, onFirstPage: 0, shareOfFirstPage: null },
    ]);
    expect(localeCoverage([], new Map(), {})).toEqual({ firstPage: 20, regions: [], languages: [] });
  });

  test("takes the first page as it is listed, though the rank be shared beyond it", () => {
    const shared = Array.from({ length: 25 }, (_, index) => listed(index + 1, 100 - index, 1));
    expect([...onFirstPage(shared)]).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});
