import {
  type Candidate,
  changePolicy,
  changesInWords,
  compareScores,
  type Mover,
  type PolicyChanges,
  policyWindow,
  rowsWithout,
  type ScoreRow,
  scoreTrack,
  type Track,
  type TrackScores,
} from "@groundswell/analytics";
import { ConfigError, printWindow } from "@groundswell/model";
import { expertiseSpaces, findPersons, type Store } from "@groundswell/store";
import { findGates, movesAside } from "./gates.ts";
import { type Head, head, readCoverage, requireRun } from "./head.ts";
import { scoreRows } from "./score-rows.ts";
import { requirePolicy } from "./year-before.ts";

export type WhatIfQuestion = {
  expertise: string;
  track: Track;
  /** Of the run whose policy is changed; null for the newest. */
  asOf: Date | null;
  changes: PolicyChanges;
  /** How many movers; 0 for all. */
  limit: number;
};

/** Somebody who would stand elsewhere. */
export type WhatIfMover = Mover & { name: string | null };

/** A list as it is or would be. */
export type WhatIfList = {
  window: { from: string; to: string };
  /** How much of that window the sources have read, 0..1; null where there are none. */
  coverageRate: Head["coverage"]["rate"];
  population: number;
  ranked: number;
};

export type WhatIfAnswer = Head & {
  track: Track;
  policyVersion: string;
  /** Each change in words. */
  changes: string[];
  before: WhatIfList;
  after: WhatIfList;
  /** How many people would have another rank, a rank, or none any more. */
  changed: number;
  /** Spearman's, of the orders of those ranked in both lists; null where fewer than two are. */
  correlation: number | null;
  top: { size: number; shared: number };
  /** Furthest first. */
  movers: WhatIfMover[];
  /** Who would come into the first `top.size`. */
  entering: WhatIfMover[];
  /** Who would leave them. */
  leaving: WhatIfMover[];
};

/**
 * Who would move, and why, if the policy of a run were another: both lists are scored from the same rows, with the signals and accounts as
 * they are known today. Nothing is saved, and the run is not touched. People whom a gate sets aside stay aside in both.
 * @throws ConfigError where nothing has been analysed yet, and with a sentence per change that cannot be
 */
export async function answerWhatIf(store: Store, question: WhatIfQuestion): Promise<WhatIfAnswer> {
  const { expertise, track, changes, limit } = question;
  const run = await requireRun(store, expertise, question.asOf);
  const policy = await requirePolicy(store, run);
  const changed = changePolicy(policy, track, changes);
  await requireSpaces(store, expertise, changes.dropSpaces ?? []);
  const { asOf } = run;
  const [window, windowAfter] = [policyWindow(policy, asOf), policyWindow(changed, asOf)];
  const longer = window.from < windowAfter.from ? window : windowAfter;
  const rows = await scoreRows(store, policy, { expertise, window: longer });
  const gates = await findGates(store, policy, { expertise, window });
  const aside = new Set([...gates].filter(([, own]) => movesAside(policy, own)).map(([person]) => person));
  const score = (from: readonly ScoreRow[], by: typeof policy) =>
    scoreTrack(from, { policy: by, track, asOf, aside, intervals: false });
  const before = score(rows, policy);
  const after = score(rowsWithout(rows, changes), changed);
  const { movers, entering, leaving, ...compared } = compareScores(before, after);
  const shown = limit > 0 ? movers.slice(0, limit) : movers;
  const persons = await findPersons(
    store,
    [...shown, ...entering, ...leaving].map(({ person }) => person),
  );
  const named = (mover: Mover): WhatIfMover => ({ ...mover, name: persons.get(mover.person)?.name ?? null });
  const listOf = async (scores: TrackScores): Promise<WhatIfList> => ({
    window: printWindow(scores.window),
    coverageRate: (await readCoverage(store, expertise, scores.window, asOf)).rate,
    population: scores.population,
    ranked: scores.candidates.filter(isRanked).length,
  });
  return {
    ...head(expertise, run, asOf, window, run.coverage as Head["coverage"]),
    track,
    policyVersion: run.policyVersion,
    changes: changesInWords(policy, track, asOf, changes),
    before: await listOf(before),
    after: await listOf(after),
    ...compared,
    movers: shown.map(named),
    entering: entering.map(named),
    leaving: leaving.map(named),
  };
}

/** @throws ConfigError with a sentence per key that is no space of the expertise */
async function requireSpaces(store: Store, expertise: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const known = (await expertiseSpaces(store, expertise)).map(({ key }) => key);
  const unknown = keys.filter((key) => !known.includes(key));
  if (unknown.length === 0) return;
  throw new ConfigError(
    unknown
      .map((key) => `${expertise} has no space "${key}": "groundswell spaces --json" shows the key of each.`)
      .join("\n"),
  );
}

const isRanked = ({ rank }: Candidate) => rank !== null;
