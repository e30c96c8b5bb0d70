import type { DecisionKind } from "@groundswell/model";
import type { Pool, PoolClient } from "pg";

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
