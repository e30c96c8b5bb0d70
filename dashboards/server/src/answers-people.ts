import type { CandidacyDone } from "@groundswell/analyse";
import type { Track } from "@groundswell/analytics";
import type { DecisionKind } from "@groundswell/model";
import type {
  CandidacyAnswer,
  DecisionAnswer,
  Head,
  KindCount,
  PersonAccount,
  PersonPageAnswer,
  PersonsAnswer,
  ProposalAnswer,
  SpaceCount,
} from "@groundswell/reports";
import type { PersonRow } from "@groundswell/store";

/** What was kept of an act, and the candidacy since. */
export type ActedAnswer = CandidacyDone & { candidacy: CandidacyAnswer };

/** Somebody who can look after a candidacy; `actor` is what `assign` takes, for two people may have one name. */
export type Assignee = { name: string; actor: string };
/** By name. */
export type AssigneesAnswer = { assignees: Assignee[] };

/** What became of one person of many; `why` is null where it was done. */
export type BulkResult = { person: number; done: boolean; why: string | null };
/** In the order of the request. */
export type BulkAnswer = { done: number; results: BulkResult[] };

/** A decision as it was kept, and the persons of its accounts since. Scores follow with the next run. */
export type DecidedAnswer = {
  decision: number;
  kind: DecisionKind;
  subject: string;
  at: string;
  /** Accounts that it took from one person to another. */
  moved: { account: number; from: number; to: number }[];
  persons: PersonRow[];
};

/** A proposal in the list: what joining would do to ranks is with each of them alone. */
export type ProposalRow = Omit<ProposalAnswer, "effect">;
export type ProposalListAnswer = { expertise: string; proposals: ProposalRow[] };

/** One of the two persons of a proposal, with what there is to compare. */
export type ProposalSide = Pick<PersonPageAnswer, "person" | "name" | "region" | "regionSource" | "languages"> & {
  accounts: PersonAccount[];
  kinds: KindCount[];
  spaces: SpaceCount[];
  /** ISO dates of the first and last day of the run's window on which they did anything; null where they did nothing. */
  firstDay: string | null;
  lastDay: string | null;
};
/** Everything to decide a proposal by. */
export type ProposalPageAnswer = ProposalAnswer & {
  expertise: string;
  sides: ProposalSide[];
  decisions: DecisionAnswer[];
};

/** A channel of a track, with what its kinds weigh in it. */
export type PolicyChannel = { channel: string; weight: number; kinds: { kind: string; weight: number }[] };
/** What counts in the run that stands, as what sliders begin with. */
export type PolicyAnswer = Omit<Head, "coverage"> & {
  version: string;
  program: string;
  /** Length of the window that holds now. */
  months: number;
  /** What it takes to be ranked at all. */
  evidenceFloor: { activeMonths: number; platforms: number };
  tracks: Record<Track, { power: number; channels: PolicyChannel[] }>;
  /** How one signal of each kind is valued. */
  kinds: {
    kind: string;
    base: number;
    halfLifeDays: number;
    weeklySaturation: number;
    zeroVoteCredit: number;
    acceptedBonus: number;
  }[];
  gates: { gate: string; action: "move" | "flag" | "off" }[];
  regions: { name: string; countries: string[] }[];
  /** Between which values what-if takes a number. */
  bounds: Record<"weight" | "power" | "months", { least: number; most: number }>;
};

/** Persons of several accounts. */
export type IdentitiesAnswer = PersonsAnswer & {
  /** What to give as `after` for the next page; null on the last. */
  next: number | null;
};
