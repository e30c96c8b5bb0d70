import { type Policy, regionName } from "@groundswell/analytics";
import { type CandidacyStage, ConfigError, countryCodes } from "@groundswell/model";

/** Which candidates are wanted; what is left out does not matter. */
export type CandidateFilter = {
  /** A region of the policy, a country by its two letters or English name, "elsewhere" or "unknown". */
  region?: string;
  /** A language by its two letters or English name, or "unknown": any that they write in, not only the first. */
  language?: string;
  stage?: CandidacyStage;
  view?: CandidateView;
  /** At least so many active months. */
  minEvidenceMonths?: number;
};

/** Parts of the list with a name of their own. */
export const candidateViews = ["hidden-gems"] as const;
export type CandidateView = (typeof candidateViews)[number];

/** What is looked at in a candidate. */
export type Filtered = {
  region: string | null;
  languages: readonly string[];
  stage: CandidacyStage | null;
  activeMonths: number;
  hiddenGem?: { why: string } | null;
};

/**
 * The condition under which a candidate is wanted. Filtering takes people out of sight and changes no rank: apply it before the limit.
 * @throws ConfigError on a region, country or language that is none
 */
export function candidateFilter(wanted: CandidateFilter, regions: Policy["regions"]): (one: Filtered) => boolean {
  const { stage, view, minEvidenceMonths = 0 } = wanted;
  const isThere = wanted.region === undefined ? () => true : regionFilter(wanted.region, regions);
  const isSpoken = wanted.language === undefined ? () => true : languageFilter(wanted.language);
  return (one) =>
    isThere(one.region) &&
    isSpoken(one.languages) &&
    // Whom nobody has moved is discovered, considered or not.
    (stage === undefined || (one.stage ?? "discovered") === stage) &&
    (view === undefined || (one.hiddenGem ?? null) !== null) &&
    one.activeMonths >= minEvidenceMonths;
}

/**
 * What a person's accounts must be for a filter to leave the person there: in one of some countries, with a text in some language.
 * `unknown` where nothing may be known of them, null where it may be any.
 */
export function soughtOfAccounts(
  { region, language }: CandidateFilter,
  regions: Policy["regions"],
): { countries: string[] | "unknown" | null; language: { code: string } | "unknown" | null } {
  const code = language === undefined ? null : codeOf("language", language);
  return {
    countries: region === undefined ? null : countriesOf(regionFilter(region, regions)),
    language: language === undefined ? null : code === null ? "unknown" : { code },
  };
}

function countriesOf(isThere: (country: string | null) => boolean): string[] | "unknown" {
  return isThere(null) ? "unknown" : pairs.filter((country) => isThere(country));
}

/** A country or language as people call it in English; the code itself where none is known by it. */
export function englishName(type: "region" | "language", code: string): string {
  return names[type].of(code) ?? code;
}

const names = {
  region: new Intl.DisplayNames(["en"], { type: "region", fallback: "none" }),
  language: new Intl.DisplayNames(["en"], { type: "language", fallback: "none" }),
};

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const pairs = letters.flatMap((first) => letters.map((second) => first + second));

function regionFilter(text: string, regions: Policy["regions"]): (country: string | null) => boolean {
  if (isSame(text, "unknown")) return (country) => country === null;
  const groups = Object.keys(regions);
  const group = [...groups, ...(groups.length > 0 ? ["elsewhere"] : [])].find((name) => isSame(name, text));
  if (group !== undefined) return (country) => regionName(country, regions) === group;
  const code = codeOf("region", text);
  if (code !== null) return (country) => country === code;
  const known = groups.length === 0 ? "" : `a region of the policy (${groups.join(", ")}, elsewhere), `;
  throw new ConfigError(
    `"${text}" is no region: give ${known}a country by its two letters or English name, or "unknown".`,
  );
}

function languageFilter(text: string): (languages: readonly string[]) => boolean {
  if (isSame(text, "unknown")) return (languages) => languages.length === 0;
  const code = codeOf("language", text);
  if (code !== null) return (languages) => languages.includes(code);
  throw new ConfigError(
    `"${text}" is no language: give one by its two letters, as pt, by its English name, or "unknown".`,
  );
}

// Looked up once a process: to have hundreds of names made for every question takes longer than the question.
const called: Partial<Record<"region" | "language", Map<string, string>>> = {};

/** Every code that has a name, by itself and by the name, in small letters; of two with one name the first. */
function pairsCalled(type: "region" | "language"): Map<string, string> {
  const found = new Map<string, string>();
  for (const pair of pairs) {
    const name = names[type].of(type === "region" ? pair : pair.toLowerCase());
    for (const word of name === undefined ? [] : [pair.toLowerCase(), name.toLowerCase()])
      if (!found.has(word)) found.set(word, pair);
  }
  return found;
}

function codeOf(type: "region" | "language", text: string): string | null {
  called[type] ??= pairsCalled(type);
  const found = called[type].get(text.trim().toLowerCase());
  if (found === undefined) return null;
  // Codes that are given up still have their names, and come first: DD is Germany, and so is DE.
  if (type === "language") return new Intl.Locale(found).language;
  const country = new Intl.Locale(`und-${found}`).region ?? found;
  // There are names for unions of countries and for codes that stand for none: nobody is there.
  return countryCodes.has(country) ? country : null;
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.trim().toLowerCase();
}
