import type { Measure } from "../policy.ts";

/** What can look like more than it is. None of them says that it is: a lead looks at the evidence and decides. */
export const flagNames = [
  "burst",
  "sudden-jump",
  "volume-without-acceptance",
  "few-endorsers",
  "one-asker",
  "reciprocity",
  "isolated-group",
  "mechanical-pace",
  "copied-posts",
  "download-inflation",
] as const;
export type FlagName = (typeof flagNames)[number];

/** Which of a person's signals are meant; null leaves a side open. `to` is the last day, included. */
export type SignalsOf = {
  kind: Measure | null;
  days: { from: string; to: string } | null;
  /** Persons who asked; null for everybody. */
  askers: number[] | null;
};

/** A reason to look twice. It never lowers a score. */
export type Flag = {
  flag: FlagName;
  /** One sentence with the numbers. */
  why: string;
  /** URLs: filled by whoever holds the signals, from `signalsOf`. */
  evidence: string[];
  /** What remains without the signals in question; null where that cannot be told. */
  check: string | null;
  signalsOf: SignalsOf;
};

/** A flag as a detector finds it, before its counter-check. */
export type Finding = Pick<Flag, "flag" | "why" | "signalsOf"> & { person: number };

/** The rank of a person without some of their signals, everybody else unchanged; null where it cannot be told. */
export type Rerank = (person: number, without: SignalsOf | null) => number | null;

/** What one person did for another one: answers to their questions, self-answers left out. */
export type Help = {
  helper: number;
  /** Null where the source does not tell who asked. */
  asker: number | null;
  answers: number;
  /** Those that have had their time to be accepted. */
  eligible: number;
  eligibleAccepted: number;
  accepted: number;
  /** Those of which the votes are known. */
  rated: number;
  /** Of the rated ones, those that nobody voted for. */
  unvoted: number;
  /** Accepted or voted for. */
  endorsed: number;
};

/** All signals of a person. */
export const everySignal: SignalsOf = { kind: null, days: null, askers: null };

/** A share of one as people read it. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** 1st, 2nd, 3rd, 4th. */
export function ordinal(rank: number): string {
  const teen = rank % 100 > 10 && rank % 100 < 14;
  const ending = teen ? "th" : (["th", "st", "nd", "rd"][rank % 10] ?? "th");
  return `${rank.toLocaleString("en-US")}${ending}`;
}
