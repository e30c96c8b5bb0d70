import type { AuditEntry } from "./audit.ts";
import type { Store } from "./open.ts";

/** What part of the audit log is asked for; null is everything. `subject`, `actor` and `action` are parts of theirs, in any case. */
export type AuditPageQuestion = {
  subject: string | null;
  actor: string | null;
  action: string | null;
  /** The half-open window `[from, to)`. */
  from: Date | null;
  to: Date | null;
  /** Only entries before the one of this number. */
  before: number | null;
  /** How many; 0 gives all. */
  limit: number;
};

/** A page of the audit log, newest first. */
export async function auditPage(
  { pool }: Store,
  { subject, actor, action, from, to, before, limit }: AuditPageQuestion,
): Promise<(AuditEntry & { id: number })[]> {
  const { rows } = await pool.query(
    `select id, at, actor, action, subject, detail from audit_log
     where ($1::text is null or strpos(lower(subject), lower($1)) > 0)
       and ($2::text is null or strpos(lower(actor), lower($2)) > 0)
       and ($3::text is null or strpos(lower(action), lower($3)) > 0)
       and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5)
       and id < coalesce($6::bigint, 9223372036854775807)
     order by id desc limit case when $7 > 0 then $7 end`,
    [subject, actor, action, from, to, before, limit],
  );
  return rows;
}
