/** Where a candidacy can stand, in the order in which it moves. `discovered`: nobody has moved it yet. */
export const candidacyStages = [
  "discovered",
  "shortlisted",
  "in-review",
  "nominated",
  "awarded",
  "declined",
  "renewal-due",
] as const;
export type CandidacyStage = (typeof candidacyStages)[number];

/** The stages that are a decision: reaching one freezes the dossier. */
export const decidedStages: readonly CandidacyStage[] = ["nominated", "awarded", "declined"];

/** What one vote can be. */
export const voteValues = ["yes", "no", "abstain"] as const;
export type VoteValue = (typeof voteValues)[number];

/** Evidence that no source shows, brought by somebody who stands for it. Never part of a score. */
export type ManualEvidence = {
  /** The activity type of the program's form. */
  activity: string;
  title: string;
  url: string | null;
  /** ISO date. */
  date: string;
  note: string;
  vouchedBy: string;
};

/** What happened to a candidacy. `settle` says that this one goes on as another one of the same person. */
export type CandidacyDeed =
  | { kind: "stage"; from: CandidacyStage; to: CandidacyStage }
  | { kind: "assign"; to: string }
  | { kind: "note"; text: string }
  | { kind: "vote"; vote: VoteValue; conflict: string | null }
  | ({ kind: "evidence" } & ManualEvidence)
  | { kind: "undo"; undoes: number }
  | { kind: "settle"; into: number };

/** A deed with who did it, when and why. The later of two has the larger id. */
export type CandidacyEvent = { id: number; actor: string; at: Date; reason: string | null; deed: CandidacyDeed };

/** One standing vote. `counts` is false where its voter declared a conflict of interest. */
export type StandingVote = {
  actor: string;
  vote: VoteValue;
  conflict: string | null;
  at: Date;
  reason: string | null;
  counts: boolean;
};

/** Where each stage can lead. What is not here is not allowed; `undo` leads back. */
export const stageMoves: Record<CandidacyStage, readonly CandidacyStage[]> = {
  discovered: ["shortlisted"],
  shortlisted: ["in-review", "declined"],
  "in-review": ["nominated", "shortlisted", "declined"],
  nominated: ["awarded", "declined"],
  awarded: ["renewal-due"],
  declined: ["shortlisted"],
  "renewal-due": ["awarded", "declined"],
};

/** A stage as people say it: "in review". */
export function stageName(stage: CandidacyStage): string {
  return stage.replace("-", " ");
}

/** Why a move is not allowed, and what is; null where it is allowed. */
export function refusedMove(from: CandidacyStage, to: CandidacyStage): string | null {
  if (stageMoves[from].includes(to)) return null;
  if (from === to) return `The candidacy is ${stageName(to)} already.`;
  const next = stageMoves[from].map(stageName).join(" or ");
  return `A candidacy that is ${stageName(from)} cannot become ${stageName(to)}: it can become ${next}, or the last move can be undone.`;
}

type StageEvent = CandidacyEvent & { deed: Extract<CandidacyDeed, { kind: "stage" }> };

/** The moves that nobody has undone, the oldest first. */
export function standingMoves(events: readonly CandidacyEvent[]): StageEvent[] {
  const undone = new Set(events.flatMap(({ deed }) => (deed.kind === "undo" ? [deed.undoes] : [])));
  return events.filter((event): event is StageEvent => event.deed.kind === "stage" && !undone.has(event.id));
}

/** Where a candidacy stands after its events. */
export function stageOf(events: readonly CandidacyEvent[]): CandidacyStage {
  return standingMoves(events).at(-1)?.deed.to ?? "discovered";
}

/** To whom a candidacy is assigned; null where nobody is. */
export function assignedTo(events: readonly CandidacyEvent[]): string | null {
  for (const { deed } of [...events].reverse()) if (deed.kind === "assign") return deed.to;
  return null;
}

/**
 * The votes of the review that is under way, or was last: one of each voter, the newest. Those of an earlier review, before a
 * renewal say, were about other evidence and stand no more.
 */
export function standingVotes(events: readonly CandidacyEvent[]): StandingVote[] {
  const began = standingMoves(events).findLast(({ deed }) => reviewing(deed.to))?.id ?? 0;
  const votes = new Map<string, StandingVote>();
  for (const { id, actor, at, reason, deed } of events) {
    if (deed.kind !== "vote" || id < began) continue;
    const { vote, conflict } = deed;
    votes.set(actor, { actor, vote, conflict, at, reason, counts: conflict === null });
  }
  return [...votes.values()].sort((a, b) => (a.actor < b.actor ? -1 : 1));
}

/** How many standing votes there are of each value, and how many count for nothing. */
export function tallyVotes(votes: readonly StandingVote[]): Record<VoteValue | "notCounted", number> {
  const of = (value: VoteValue) => votes.filter(({ vote, counts }) => counts && vote === value).length;
  return {
    yes: of("yes"),
    no: of("no"),
    abstain: of("abstain"),
    notCounted: votes.filter(({ counts }) => !counts).length,
  };
}

/** The evidence that people brought, the oldest first. */
export function manualEvidence(events: readonly CandidacyEvent[]): (ManualEvidence & { by: string; at: Date })[] {
  return events.flatMap(({ deed, actor, at }) => {
    if (deed.kind !== "evidence") return [];
    const { kind: _, ...evidence } = deed;
    return [{ ...evidence, by: actor, at }];
  });
}

/** Whether votes can be cast in a stage. */
export function reviewing(stage: CandidacyStage): boolean {
  return stage === "in-review" || stage === "renewal-due";
}

/**
 * The candidacies of one person in one expertise that nobody has settled into another of them. More than one came together when
 * persons were merged: they wait for somebody to say which one goes on.
 */
export function unsettled<C extends { id: number; events: readonly CandidacyEvent[] }>(candidacies: readonly C[]): C[] {
  const here = new Set(candidacies.map(({ id }) => id));
  return candidacies.filter(({ id, events }) => {
    const word = events.findLast(({ deed }) => deed.kind === "settle")?.deed;
    // Settled into one that is another person's by now: this one is on its own again.
    return !(word?.kind === "settle" && word.into !== id && here.has(word.into));
  });
}
