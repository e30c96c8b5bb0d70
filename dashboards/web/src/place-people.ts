import type { CandidacyStage } from "@groundswell/model";
import type { CandidatesAnswer } from "@groundswell/reports";
import { oneOf, type Query, text } from "./place.ts";

export type Track = CandidatesAnswer["track"];
export const tracks = ["expert", "leader"] as const satisfies readonly Track[];

/** The stages of a candidacy in the order in which it moves, as packages/model has them: a test holds the two together. */
export const stages = [
  "discovered",
  "shortlisted",
  "in-review",
  "nominated",
  "awarded",
  "declined",
  "renewal-due",
] as const satisfies readonly CandidacyStage[];

/** What a list of candidates is narrowed by; empty filters nothing. */
export type CandidateFilter = {
  region: string;
  language: string;
  channel: string;
  stage: CandidacyStage | "";
  gate: string;
  view: "hidden-gems" | "";
  /** At least so many active months. */
  minEvidence: number;
  search: string;
};
export type CandidatesPlace = { track: Track } & CandidateFilter;
export const firstCandidatesPlace: CandidatesPlace = {
  track: "expert",
  ...{ region: "", language: "", channel: "", stage: "", gate: "", view: "", minEvidence: 0, search: "" },
};

export function readCandidatesPlace(query: Query): CandidatesPlace {
  const months = Number(text(query.minEvidence));
  return {
    track: oneOf(tracks, query.track),
    region: text(query.region),
    language: text(query.language),
    channel: text(query.channel),
    stage: oneOf(["", ...stages], query.stage),
    gate: text(query.gate),
    view: oneOf(["", "hidden-gems"], query.view),
    minEvidence: Number.isInteger(months) && months > 0 && months < 1000 ? months : 0,
    search: text(query.search),
  };
}

/** What is filtered, as the API asks for it: the page, its exports and its saved views say the same. */
export function filterQuery({ track, ...filter }: CandidatesPlace): Record<string, string | number> {
  const given = Object.entries(filter).filter(([, value]) => value !== "" && value !== 0);
  // The API looks for two characters at least.
  return { track, ...Object.fromEntries(given.filter(([name, value]) => name !== "search" || `${value}`.length > 1)) };
}

/** How many filters are in use. */
export function filtersUsed(place: CandidatesPlace): number {
  return Object.keys(filterQuery(place)).length - 1;
}

export type PersonPlace = { track: Track };
export const firstPersonPlace: PersonPlace = { track: "expert" };

export function readPersonPlace(query: Query): PersonPlace {
  return { track: oneOf(tracks, query.track) };
}

/** `frozen` is the number of the decision whose dossier is shown; 0 shows it as it is now. */
export type DossierPlace = { frozen: number };
export const firstDossierPlace: DossierPlace = { frozen: 0 };

export function readDossierPlace(query: Query): DossierPlace {
  const frozen = Number(text(query.frozen));
  return { frozen: Number.isSafeInteger(frozen) && frozen > 0 ? frozen : 0 };
}

/** People beside one another, as their numbers with commas between. */
export type ComparePlace = { people: string; track: Track };
export const firstComparePlace: ComparePlace = { people: "", track: "expert" };
export const mostCompared = 4;

export function readComparePlace(query: Query): ComparePlace {
  const people = text(query.people)
    .split(",")
    .map(Number)
    .filter((person) => Number.isSafeInteger(person) && person > 0);
  return { people: [...new Set(people)].slice(0, mostCompared).join(","), track: oneOf(tracks, query.track) };
}

export type IdentitiesPlace = { show: "proposals" | "persons" | "decisions"; proposal: string };
export const firstIdentitiesPlace: IdentitiesPlace = { show: "proposals", proposal: "" };

export function readIdentitiesPlace(query: Query): IdentitiesPlace {
  const proposal = text(query.proposal);
  return {
    show: oneOf(["proposals", "persons", "decisions"], query.show),
    proposal: /^\d{1,15}-\d{1,15}$/.test(proposal) ? proposal : "",
  };
}

/** What differs from the policy: `weights` by channel, and `numbers` by name, as `months`, `power` or `answer.halfLifeDays`. */
export type WhatIfPlace = { track: Track; weights: Record<string, number>; numbers: Record<string, number> };

// No number of a policy that a slider moves is larger: three times a half-life of three years.
const mostNumber = 3_650;

function numbersIn(value: unknown, most: number): Record<string, number> {
  const given = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(given.filter(([, number]) => typeof number === "number" && number >= 0 && number <= most));
}

export function readWhatIfPlace(query: Query): WhatIfPlace {
  return {
    track: oneOf(tracks, query.track),
    weights: numbersIn(query.weights, 100),
    numbers: numbersIn(query.numbers, mostNumber),
  };
}
