import { type Policy, regionName } from "@groundswell/analytics";
import { type CandidacyStage, ConfigError } from "@groundswell/model";

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
 * What a person's accounts must be for a filter to leave the person there: in one of some countries, with a text in some language. Null
 * where it may be any, or where nothing is to be known of them.
 */
export function soughtOfAccounts(
  { region, language }: CandidateFilter,
  regions: Policy["regions"],
): { countries: string[] | null; language: string | null } {
  const isThere = region === undefined ? () => true : regionFilter(region, regions);
  return {
    countries: isThere(null) ? null : pairs.filter((country) => isThere(country)),
    language: language === undefined ? null : codeOf("language", language),
  };
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

function codeOf(type: "region" | "language", text: string): string | null {
  const found = pairs.find((pair) => {
    const name = names[type].of(type === "region" ? pair : pair.toLowerCase());
    return name !== undefined && (isSame(pair, text) || isSame(name, text));
  });
  if (found === undefined) return null;
  // Codes that are given up still have their names, and come first: DD is Germany, and so is DE.
  return (type === "region" ? new Intl.Locale(`und-${found}`).region : new Intl.Locale(found).language) ?? null;
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.trim().toLowerCase();
}
