import type { PoolClient } from "pg";
import type { Store } from "./open.ts";
import { queryPrepared } from "./prepared.ts";

/** Who did what to whom. `subject` names it as people would: `github:12 and forum:3`, `person 7`. */
export type AuditEntry = { at: Date; actor: string; action: string; subject: string; detail: Record<string, unknown> };

const insertEntry = "insert into audit_log (at, actor, action, subject, detail) values ($1, $2, $3, $4, $5)";
const valuesOf = ({ at, actor, action, subject, detail }: AuditEntry) => [
  ...[at, actor, action, subject],
  JSON.stringify(detail),
];

/** Adds an entry, in the transaction of what it tells of: neither is there without the other. */
export async function writeAudit(client: PoolClient, entry: AuditEntry): Promise<void> {
  await client.query(insertEntry, valuesOf(entry));
}

/** Adds an entry about something that changes nothing in the store: a sign-in, a reading. */
export async function noteAudit(store: Store, entry: AuditEntry): Promise<void> {
  await queryPrepared(store, insertEntry, valuesOf(entry));
}

/** The newest entries, newest first; a `limit` of 0 gives all. */
export async function auditLog(store: Store, limit: number): Promise<(AuditEntry & { id: number })[]> {
  const { rows } = await store.pool.query(
    "select id, at, actor, action, subject, detail from audit_log order by id desc limit case when $1 > 0 then $1 end",
    [limit],
  );
  return rows;
}
