import type { Store } from "./open.ts";

/**
 * Where a subscription goes: the whole address of a hook or the name of a folder, and what a webhook is signed with. Both are secrets: they are
 * never logged and never shown. Null where there is no such subscription, or it has ended.
 */
export async function subscriptionTarget(
  { pool }: Store,
  id: number,
): Promise<{ target: string | null; secret: string | null } | null> {
  const { rows } = await pool.query(
    "select target, secret from report_subscriptions where id = $1 and ended_at is null",
    [id],
  );
  return rows[0] ?? null;
}
