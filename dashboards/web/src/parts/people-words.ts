import type { CandidacyStage } from "@groundswell/model";
import type { CandidateRow } from "@groundswell/reports";
import type { Track } from "../place-people.ts";
import { number } from "./format.ts";

export type Gate = CandidateRow["gates"][number]["gate"];

/** What a gate says of somebody. */
export const gateWords: Record<Gate, string> = {
  employee_of_vendor: "employed by the vendor",
  vendor_contractor: "a contractor of the vendor",
  bot_or_org_account: "a bot or an organisation",
  existing_awardee: "recognised already",
  alumni: "recognised before",
  opted_out: "does not want to be considered",
  identity_uncertain: "perhaps two people",
  conduct: "much of what they wrote was taken away",
};

/** The gate as a person says it; a gate these pages do not know yet is its own word. */
export function gateWord(gate: string): string {
  return gateWords[gate as Gate] ?? flagWord(gate);
}

/** "renewal due": a stage as people say it. */
export function stageWord(stage: CandidacyStage): string {
  return stage.replace("-", " ");
}

/** "vote ring": a flag as people say it. */
export function flagWord(flag: string): string {
  return flag.replaceAll(/[-_]/g, " ");
}

export const trackTabs = [
  { value: "expert", label: "Experts", about: "who solve and build" },
  { value: "leader", label: "Leaders", about: "who bring people together" },
] as const satisfies readonly { value: Track; label: string; about: string }[];

/** Between which ranks chance alone could have put somebody: "1 to 7", "3"; empty where there is no rank. */
export function rankSpan(rankInterval: readonly [number, number] | null): string {
  if (rankInterval === null) return "";
  const [first, last] = rankInterval;
  return first === last ? number(first) : `${number(first)} to ${number(last)}`;
}

type Ranked = Pick<CandidateRow, "rank" | "rankInterval" | "percentile">;

/** A rank with its interval in words, for who does not see the picture. */
export function rankWords({ rank, rankInterval, percentile }: Ranked): string {
  // Only of people set aside is the percentile known and the rank not.
  if (rank === null)
    return percentile === null
      ? "Not ranked: the evidence is insufficient"
      : "Not ranked: a gate keeps them off the list";
  const span = rankSpan(rankInterval);
  if (span === "" || span === number(rank)) return `Rank ${number(rank)}`;
  return `Rank ${number(rank)}, by chance alone between ${span.replace("to", "and")}, four times in five`;
}

/** How somebody is called where no profile says it. */
export function nameOf({ name, person }: { name: string | null; person: number }): string {
  return name ?? `Person ${person}`;
}

const countries = new Intl.DisplayNames(typeof document === "undefined" ? "en" : undefined, { type: "region" });
const languages = new Intl.DisplayNames(typeof document === "undefined" ? "en" : undefined, { type: "language" });

/** A country by its two letters, as the reader calls it. */
export function countryName(code: string): string {
  return displayName(countries, code);
}

/** A language by its two letters, as the reader calls it. */
export function languageName(code: string): string {
  return displayName(languages, code);
}

function displayName(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
