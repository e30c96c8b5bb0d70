import type { ScoreRow } from "../activity-table.ts";
import { findBursts } from "./burst.ts";
import { type Copied, findCopied } from "./copied-posts.ts";
import { findInflation, type PackageDownloads } from "./downloads.ts";
import { findFewEndorsers } from "./endorsers.ts";
import { everySignal, type Finding, type Flag, flagNames, type Help, ordinal, type Rerank } from "./flag.ts";
import { findIsolatedGroups } from "./isolated-groups.ts";
import { findPace, type SignalTimes } from "./pace.ts";
import { findReciprocity } from "./reciprocity.ts";
import { findJumps } from "./sudden-jump.ts";
import { findVolume } from "./volume.ts";

/** What flags are found in. What a source does not tell is left out, and its flags are then never raised. */
export type FindingInput = {
  /** The rows of the window that were scored. */
  rows: readonly ScoreRow[];
  asOf: Date;
  help: readonly Help[];
  times?: SignalTimes;
  copies?: readonly Copied[];
  packages?: readonly PackageDownloads[];
};

/** Whose findings are told, and what they are checked by. */
export type CheckBy = {
  /** For the counter-check: `rankWithout`. */
  rerank: Rerank;
  /** Who is flagged at all; by default everybody. */
  people?: ReadonlySet<number>;
};

export type FlagInput = FindingInput & CheckBy;

/**
 * Everything in a window that looks like more than it may be, each with its numbers and a counter-check. It lowers no score.
 * The same input in any order gives the same flags.
 * @returns flags per person, in the order of `flagNames`; nobody without one
 */
export function findFlags({ rerank, people, ...given }: FlagInput): Map<number, Flag[]> {
  return checkFindings(flagFindings(given), { rerank, ...(people ? { people } : {}) });
}

/** The findings of `findFlags` before their counter-check: they are the same whichever track is looked at. In no order. */
export function flagFindings({ rows, asOf, help, times, copies, packages }: FindingInput): Finding[] {
  return [
    ...findBursts(rows, asOf),
    ...findJumps(rows, asOf),
    ...findVolume(help),
    ...findFewEndorsers(help),
    ...findReciprocity(help),
    ...findIsolatedGroups(help),
    ...findPace(times ?? new Map()),
    ...findCopied(copies ?? [], postsOf(rows)),
    ...findInflation(packages ?? []),
  ];
}

/** The flags of findings, each with its counter-check. */
export function checkFindings(findings: readonly Finding[], { rerank, people }: CheckBy): Map<number, Flag[]> {
  const order = (one: Finding) => flagNames.indexOf(one.flag);
  const sorted = findings
    .filter(({ person }) => people?.has(person) ?? true)
    .sort((a, b) => a.person - b.person || order(a) - order(b) || (a.why < b.why ? -1 : a.why > b.why ? 1 : 0));
  const flags = new Map<number, Flag[]>();
  for (const { person, flag, why, signalsOf } of sorted) {
    const own = flags.get(person) ?? [];
    own.push({ flag, why, evidence: [], check: counterCheck(person, { flag, signalsOf }, rerank), signalsOf });
    flags.set(person, own);
  }
  return flags;
}

function counterCheck(person: number, { flag, signalsOf }: Pick<Finding, "flag" | "signalsOf">, rerank: Rerank) {
  // Copies are in no score, so nothing would change without them.
  if (flag === "copied-posts" || JSON.stringify(signalsOf) === JSON.stringify(everySignal)) return null;
  const now = rerank(person, null);
  const without = rerank(person, signalsOf);
  if (now === null || without === null) return null;
  return `rank without ${nameOf(signalsOf)}: ${ordinal(without)}, with: ${ordinal(now)}`;
}

function nameOf({ kind, days, askers }: Finding["signalsOf"]): string {
  if (askers) return askers.length === 1 ? "this asker" : `these ${askers.length} askers`;
  if (days) return days.from === days.to ? days.from : `${days.from} to ${days.to}`;
  return `kind ${kind}`;
}

function postsOf(rows: readonly ScoreRow[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const { person, kind, count } of rows) if (kind === "post") found.set(person, (found.get(person) ?? 0) + count);
  return found;
}
