import { describe, expect, test } from "vitest";
import { candidateFilter, type Filtered } from "./candidate-filter.ts";

const regions = { Nordics: ["NO", "SE"], Iberia: ["ES", "PT"] };
const one = (more: Partial<Filtered> = {}): Filtered => ({
  region: "SE",
  languages: ["sv", "en"],
  stage: null,
  activeMonths: 6,
  ...more,
});

test("nothing asked for leaves everybody", () => {
  expect(candidateFilter({}, regions)(one({ region: null, languages: [], activeMonths: 0 }))).toBe(true);
});

describe("a region", () => {
  test.each([
    ["nordics", "SE", true],
    ["Nordics", "ES", false],
    ["se", "SE", true],
    ["Sweden", "SE", true],
    ["Sweden", "NO", false],
    ["Germany", "DE", true],
    ["UK", "GB", true],
    ["elsewhere", "JP", true],
    ["elsewhere", "SE", false],
    // Whose country is unknown is not elsewhere.
    ["elsewhere", null, false],
    ["unknown", null, true],
    ["unknown", "SE", false],
    ["Nordics", null, false],
  ])("%s of %s", (region, country, expected) => {
    expect(candidateFilter({ region }, regions)(one({ region: country }))).toBe(expected);
  });

  test("that is none says which there are", () => {
    expect(() => candidateFilter({ region: "Atlantis" }, regions)).toThrow(
      '"Atlantis" is no region: give a region of the policy (Nordics, Iberia, elsewhere), a country by its two letters or English name, or "unknown".',
    );
    expect(() => candidateFilter({ region: "elsewhere" }, {})).toThrow(/is no region: give a country/);
    for (const region of ["EU", "ZZ", "European Union", "QO"])
      expect(() => candidateFilter({ region }, regions), region).toThrow(/is no region/);
  });
});

describe("a language", () => {
  test.each([
    ["sv", ["sv"], true],
    ["Swedish", ["sv"], true],
    // Also the second one: who reads candidates in English wants those who write it.
    ["EN", ["sv", "en"], true],
    ["pt", ["sv", "en"], false],
    ["unknown", [], true],
    ["unknown", ["sv"], false],
  ])("%s of %j", (language, languages, expected) => {
    expect(candidateFilter({ language }, regions)(one({ languages }))).toBe(expected);
  });

  test("that is none is refused", () => {
    expect(() => candidateFilter({ language: "klingonese" }, regions)).toThrow(/"klingonese" is no language/);
  });
});

test("a stage is that of the candidacy, and whom nobody has moved is discovered", () => {
  const of = (stage: Filtered["stage"], wanted: NonNullable<Filtered["stage"]>) =>
    candidateFilter({ stage: wanted }, regions)(one({ stage }));
  expect([of("shortlisted", "shortlisted"), of(null, "shortlisted")]).toEqual([true, false]);
  expect([of(null, "discovered"), of("discovered", "discovered"), of("awarded", "discovered")]).toEqual([
    true,
    true,
    false,
  ]);
});

test("the view of hidden gems holds those who are one", () => {
  const gems = candidateFilter({ view: "hidden-gems" }, regions);
  expect([gems(one()), gems(one({ hiddenGem: null })), gems(one({ hiddenGem: { why: "so" } }))]).toEqual([
    false,
    false,
    true,
  ]);
});

test("months of evidence are at least as many", () => {
  const six = candidateFilter({ minEvidenceMonths: 6 }, regions);
  expect([six(one({ activeMonths: 5 })), six(one())]).toEqual([false, true]);
});

test("all conditions must hold", () => {
  expect(candidateFilter({ region: "Nordics", language: "pt" }, regions)(one())).toBe(false);
});
