/** What can be decided of persons; `undo` and `unlock` end another decision. */
export type DecisionKind = "accept" | "reject" | "snooze" | "split" | "lock" | "undo" | "unlock";

/** What every decision says, wherever it is kept. The later of two has the larger id. */
export type AnyDecision = {
  id: number;
  kind: DecisionKind;
  /** The pair; or the account that is split off, then those it leaves; or all that a locked person holds. */
  accounts: readonly number[];
  /** The decision that this one ends. */
  undoes?: number | null;
};

/**
 * The decisions that hold, the oldest first: those that no holding `undo` or `unlock` names. An undo can be undone, which
 * brings back what it ended.
 */
export function standingDecisions<D extends AnyDecision>(decisions: readonly D[]): D[] {
  const ended = new Set<number>();
  // Whatever ends a decision is newer than it, so from the newest back each is known to hold or not when it is reached.
  const newestFirst = [...decisions].sort((x, y) => y.id - x.id);
  const standing = newestFirst.filter(({ id, undoes }) => {
    if (ended.has(id)) return false;
    if (undoes != null) ended.add(undoes);
    return true;
  });
  return standing.reverse();
}

/** What the standing decisions say of a pair of accounts; `a` < `b`. */
export type Word<D extends AnyDecision = AnyDecision> = { a: number; b: number; together: boolean; decision: D };

/** The latest word on each pair that standing decisions say anything of. A lock says that all its person holds is one. */
export function wordsOnPairs<D extends AnyDecision>(standing: readonly D[]): Word<D>[] {
  const words = new Map<string, Word<D>>();
  const say = (x: number, y: number, together: boolean, decision: D) => {
    if (x === y) return;
    const [a, b] = x < y ? [x, y] : [y, x];
    words.set(`${a} ${b}`, { a, b, together, decision });
  };
  for (const decision of standing) {
    const { kind, accounts } = decision;
    const [first = 0, ...others] = accounts;
    if (kind === "accept" || kind === "reject" || kind === "split")
      for (const other of others) say(first, other, kind === "accept", decision);
    if (kind === "lock")
      for (const [index, one] of accounts.entries())
        for (const other of accounts.slice(index + 1)) say(one, other, true, decision);
  }
  return [...words.values()];
}
