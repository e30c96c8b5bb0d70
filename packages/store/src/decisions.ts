import type { Pool, PoolClient } from "pg";

/** What can be decided of persons; `undo` and `unlock` end another decision. */
export type DecisionKind = "accept" | "reject" | "snooze" | "split" | "lock" | "undo" | "unlock";

/** An account that a decision took from one person to another. */
export type Moved = { account: number; from: number; to: number };

/** One thing that somebody decided. Kept for ever. */
export type Decision = {
  id: number;
  kind: DecisionKind;
  /** The pair; or the account that is split off, then those it leaves; or all that a locked person holds. */
  accounts: number[];
  /** The person that is locked. */
  person: number | null;
  actor: string;
  reason: string | null;
  at: Date;
  /** Until when a proposal is put off. */
  until: Date | null;
  /** The decision that this one ends. */
  undoes: number | null;
  moved: Moved[];
};

/** The decisions that hold: those that no holding `undo` or `unlock` names. An undo can be undone, which brings back what it ended. */
export function standingDecisions(decisions: readonly Decision[]): Decision[] {
  const ended = new Set<number>();
  // Whatever ends a decision is newer than it, so from the newest back each is known to hold or not when it is reached.
  const newestFirst = [...decisions].sort((x, y) => y.id - x.id);
  const standing = newestFirst.filter(({ id, undoes }) => {
    if (ended.has(id)) return false;
    if (undoes !== null) ended.add(undoes);
    return true;
  });
  return standing.reverse();
}

/** What the standing decisions say of a pair of accounts. */
export type Word = { a: number; b: number; together: boolean; decision: Decision };

/** The latest word on each pair that standing decisions say anything of; `a` < `b`. A lock says that all its person holds is one. */
export function wordsOnPairs(standing: readonly Decision[]): Word[] {
  const words = new Map<string, Word>();
  const say = (x: number, y: number, together: boolean, decision: Decision) => {
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

/** Every decision, the oldest first. */
export async function readDecisions(client: Pool | PoolClient): Promise<Decision[]> {
  const { rows } = await client.query(
    `select id, kind, to_jsonb(accounts) as accounts, person, actor, reason, at, until, undoes, moved
     from decisions order by id`,
  );
  return rows;
}

/** Adds a decision with what it moved. */
export async function saveDecision(client: PoolClient, decision: Decision): Promise<void> {
  const { id, kind, accounts, person, actor, reason, at, until, undoes, moved } = decision;
  await client.query(
    `insert into decisions (id, kind, accounts, person, actor, reason, at, until, undoes, moved)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, kind, accounts, person, actor, reason, at, until, undoes, JSON.stringify(moved)],
  );
}
