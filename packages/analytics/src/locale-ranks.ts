import type { Policy } from "./policy.ts";

/** Somebody in a list: `rank` is null where the evidence is insufficient. */
export type Listed = { person: number; rank: number | null; score: number };

/** Where somebody is, as two letters of ISO 3166-1, and the languages they write in, most used first. */
export type Place = { region: string | null; languages: readonly string[] };

/** A person's place among the ranked people of one region or language. */
export type LocaleRank = {
  /** The region's name, or the language's two letters. */
  name: string;
  rank: number;
  /** How many ranked people there are in it. */
  of: number;
  /** Fewer than five: the rank says little. */
  few: boolean;
};

/** Null is unknown, and never "elsewhere". */
export type Locale = { region: LocaleRank | null; language: LocaleRank | null };

/** How one region or language stands in a list. Shares are 0..1, null where there is nobody to share among. */
export type LocaleShare = {
  /** Null for those of whom it is unknown. */
  name: string | null;
  people: number;
  ranked: number;
  /** Of all ranked people. */
  shareOfRanked: number | null;
  /** Of the people on the first page. */
  onFirstPage: number;
  shareOfFirstPage: number | null;
};

/** Every region and every language, the one with the most ranked people first and the unknown last. */
export type LocaleCoverage = { firstPage: number; regions: LocaleShare[]; languages: LocaleShare[] };

/** How many people a lead sees without asking for more. */
export const firstPage = 20;

const fewPeople = 5;

/**
 * The name of a country's region in a policy: "elsewhere" where no region holds it, the country itself where the policy has none,
 * null where the country is unknown.
 */
export function regionName(country: string | null, regions: Policy["regions"]): string | null {
  if (country === null) return null;
  const groups = Object.entries(regions);
  if (groups.length === 0) return country;
  return groups.find(([, countries]) => countries.includes(country))?.[0] ?? "elsewhere";
}

/**
 * The place of every ranked person among those of the same region, and of the same first language. Equal scores share a rank. Nothing is
 * counted again: it is the order of the one list, seen from inside.
 */
export function localeRanks(
  candidates: readonly Listed[],
  places: ReadonlyMap<number, Place>,
  regions: Policy["regions"],
): Map<number, Locale> {
  const ranked = byScore(candidates);
  const region = ranksWithin(ranked, regionOf(places, regions));
  const language = ranksWithin(ranked, languageOf(places));
  return new Map(
    ranked.map(({ person }) => [
      person,
      { region: region.get(person) ?? null, language: language.get(person) ?? null },
    ]),
  );
}

/** How many people of each region and language there are, are ranked, and are on the first page. */
export function localeCoverage(
  candidates: readonly Listed[],
  places: ReadonlyMap<number, Place>,
  regions: Policy["regions"],
): LocaleCoverage {
  return {
    firstPage,
    regions: shares(candidates, regionOf(places, regions)),
    languages: shares(candidates, languageOf(places)),
  };
}

/** The ranked people on the first page, as it is listed: a rank that is shared reaches over its end. */
export function onFirstPage(candidates: readonly Listed[]): Set<number> {
  return new Set(
    byScore(candidates)
      .slice(0, firstPage)
      .map(({ person }) => person),
  );
}

type NameOf = (person: number) => string | null;

function regionOf(places: ReadonlyMap<number, Place>, regions: Policy["regions"]): NameOf {
  const names = new Map<string, string | null>();
  return (person) => {
    const country = places.get(person)?.region ?? null;
    if (country === null) return null;
    if (!names.has(country)) names.set(country, regionName(country, regions));
    return names.get(country) ?? null;
  };
}

function languageOf(places: ReadonlyMap<number, Place>): NameOf {
  return (person) => places.get(person)?.languages[0] ?? null;
}

/** Those with a rank, in the order of the list. */
export function byScore(candidates: readonly Listed[]): Listed[] {
  return candidates.filter(({ rank }) => rank !== null).sort((a, b) => b.score - a.score || a.person - b.person);
}

function ranksWithin(ranked: readonly Listed[], nameOf: NameOf): Map<number, LocaleRank> {
  const groups = new Map<string, Listed[]>();
  for (const one of ranked) {
    const name = nameOf(one.person);
    if (name === null) continue;
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  const found = new Map<number, LocaleRank>();
  for (const [name, group] of groups) {
    let rank = 0;
    for (const [place, { person, score }] of group.entries()) {
      if (score !== group[place - 1]?.score) rank = place + 1;
      found.set(person, { name, rank, of: group.length, few: group.length < fewPeople });
    }
  }
  return found;
}

function shares(candidates: readonly Listed[], nameOf: NameOf): LocaleShare[] {
  const first = onFirstPage(candidates);
  const counts = new Map<string | null, { people: number; ranked: number; onFirstPage: number }>();
  for (const { person, rank } of candidates) {
    const name = nameOf(person);
    const count = counts.get(name) ?? { people: 0, ranked: 0, onFirstPage: 0 };
    counts.set(name, count);
    count.people += 1;
    if (rank !== null) count.ranked += 1;
    if (first.has(person)) count.onFirstPage += 1;
  }
  const ranked = [...counts.values()].reduce((sum, count) => sum + count.ranked, 0);
  return [...counts]
    .map(([name, { people, ranked: own, onFirstPage: seen }]) => ({
      name,
      people,
      ranked: own,
      shareOfRanked: ranked === 0 ? null : own / ranked,
      onFirstPage: seen,
      shareOfFirstPage: first.size === 0 ? null : seen / first.size,
    }))
    .sort((a, b) => {
      if (a.name === null || b.name === null) return a.name === null ? 1 : -1;
      return b.ranked - a.ranked || b.people - a.people || (a.name < b.name ? -1 : 1);
    });
}
