import type { Concentration } from "./concentration.ts";
import { type ConcentrationInterval, fewestPersons } from "./concentration-interval.ts";
import type { Coverage } from "./coverage.ts";
import { leastCoverage, percent } from "./insight.ts";
import { topSpaces } from "./rank-spaces.ts";
import { topSize } from "./space-bootstrap.ts";
import { type KindCount, unitsOf } from "./units.ts";
import type { WeighedSpace, Weighting } from "./weigh.ts";

/** What warnings are told from. */
export type WarningInput = {
  weighting: Weighting;
  concentration: Concentration;
  interval: ConcentrationInterval | null;
  /** Persons with at least one signal in the window. */
  persons: number;
  coverage: Coverage;
  /** The same signals in every weighting. */
  counted: Record<Weighting, readonly WeighedSpace[]>;
  /** Signals by kind of the spaces of the head. */
  headKinds: readonly KindCount[];
  /** Share of all signals that no person is known of, 0..1; null where nothing happened. */
  unknownShare: number | null;
};

/** Above this share of signals without a person, intervals are marked as too narrow. */
export const mostUnknown = 0.2;

const weightingWords: Record<Weighting, string> = {
  events: "signals",
  people: "people",
  shared: "people shared over their spaces",
};

/** What to know before a number of concentration is passed on: sentences, none where nothing is wrong. */
export function concentrationWarnings(input: WarningInput): string[] {
  return [
    tooFew(input),
    oneOrFewPersons(input),
    tied(input),
    wide(input),
    otherFirst(input),
    unlikeUnits(input),
    underRead(input),
    unknownAuthors(input),
  ].filter((sentence) => sentence !== null);
}

function tooFew({ concentration: { active } }: WarningInput): string | null {
  if (active === 0) return "Nothing happened in this window: every share is unknown.";
  if (active >= 3) return null;
  return `Only ${active} ${active === 1 ? "space was" : "spaces were"} active: with fewer than 3 there is no concentration to speak of.`;
}

function oneOrFewPersons({ concentration: { active }, persons }: WarningInput): string | null {
  if (active === 0 || persons >= fewestPersons) return null;
  if (persons === 0) return "No author is known of any signal: there are no people to count, and no interval.";
  const who = persons === 1 ? "One person did all that has a known author" : `Only ${persons} people were active`;
  return `${who}: there is no interval with fewer than ${fewestPersons}.`;
}

function tied({ concentration: { k50Tied, active } }: WarningInput): string | null {
  if (k50Tied === null || k50Tied === 1 || active < 3) return null;
  return `${k50Tied} spaces are equal where half is reached: which of them belong to the head is decided by their keys.`;
}

function wide({ concentration: { k50 }, interval }: WarningInput): string | null {
  if (k50 === null || interval === null) return null;
  const [least, most] = interval.k50;
  if (k50 - least <= 1 && most - k50 <= 1) return null;
  return `That ${k50} ${k50 === 1 ? "space reaches" : "spaces reach"} half is not certain: with other people it could be ${least} to ${most}.`;
}

function otherFirst({ counted, concentration: { active } }: WarningInput): string | null {
  if (active < 3) return null;
  const first = Object.fromEntries(
    Object.entries(counted).map(([weighting, spaces]) => [weighting, topSpaces(spaces, topSize)]),
  ) as Record<Weighting, string[]>;
  const others = (["people", "shared"] as const).flatMap((weighting) => {
    // Nobody is known of any signal: there is no other weighting to disagree.
    if (first[weighting].length === 0) return [];
    const gone = first.events.filter((key) => !first[weighting].includes(key));
    const instead = first[weighting].filter((key) => !first.events.includes(key));
    if (gone.length === 0 && instead.length === 0) return [];
    return [`by ${weightingWords[weighting]} ${list(instead) || "none"} instead of ${list(gone) || "none"}`];
  });
  if (others.length === 0) return null;
  return `The first ${topSize} depend on what is counted: against signals, ${others.join("; ")}.`;
}

function unlikeUnits({ weighting, headKinds }: WarningInput): string | null {
  if (weighting !== "events") return null;
  const units = unitsOf(headKinds);
  if (units.length < 2) return null;
  const parts = units.map(({ words, spaces }) => `${words} (${list(spaces)})`);
  return `Unlike things are added up in the head: ${parts.join(", ")}. Compare with --weighting people.`;
}

function underRead({ coverage: { rate } }: WarningInput): string | null {
  if (rate === null || rate >= leastCoverage) return null;
  return `Only ${percent(rate)} of what should have been read was read, below ${percent(leastCoverage)}: what looks silent may be unread.`;
}

function unknownAuthors({ weighting, unknownShare }: WarningInput): string | null {
  if (weighting !== "events" || unknownShare === null || unknownShare <= mostUnknown) return null;
  return `${percent(unknownShare)} of the signals have no known author: they stay as they are where people are drawn anew, and the interval is too narrow.`;
}

function list(keys: readonly string[]): string {
  const shown = keys.slice(0, 3);
  return keys.length > shown.length ? `${shown.join(", ")} and ${keys.length - shown.length} more` : shown.join(", ");
}
