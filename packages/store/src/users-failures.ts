import { createHash } from "node:crypto";
import type { Store } from "./open.ts";

/** How many sign-ins may fail within how long, and how long nobody may try afterwards. */
export type Patience = { attempts: number; withinMinutes: number; lockMinutes: number };

/** `locked` until when, null where the attempt may be made; `begins` where this attempt locked it. */
export type Attempt = { lockedUntil: Date | null; begins: boolean };

/** The key that failures of an e-mail or an address are counted by. Hashed: what is typed may be a password. */
export function failureKey(kind: "account" | "address", value: string): string {
  return `${kind}:${createHash("sha256").update(value.trim().toLowerCase()).digest("hex")}`;
}

/**
 * Counts an attempt before it is made, so that a thousand at once are no more than one after another. A success forgets them.
 * Attempts while it is locked do not lock it for longer.
 */
export async function countAttempt(
  { pool }: Store,
  key: string,
  { attempts, withinMinutes, lockMinutes }: Patience,
  now: Date,
): Promise<Attempt> {
  const since = new Date(now.getTime() - withinMinutes * 60_000);
  const until = new Date(now.getTime() + lockMinutes * 60_000);
  const over = "(f.locked_until is not null and f.locked_until <= $2) or (f.locked_until is null and f.first_at <= $3)";
  const { rows } = await pool.query(
    `insert into sign_in_failures as f (key, failures, first_at) values ($1, 1, $2)
     on conflict (key) do update set
       failures = case when ${over} then 1 else f.failures + 1 end,
       first_at = case when ${over} then $2 else f.first_at end,
       locked_until = case when ${over} then null when f.locked_until is not null then f.locked_until
         when f.failures >= $4 then $5::timestamptz end
     returning failures, locked_until as "lockedUntil"`,
    [key, now, since, attempts, until],
  );
  const { failures, lockedUntil } = rows[0];
  if (failures === 1) await forgetOld(pool, since, now);
  return { lockedUntil, begins: lockedUntil !== null && failures === attempts + 1 };
}

/** Forgets what failed, because the right password was given. */
export async function forgetAttempts({ pool }: Store, key: string): Promise<void> {
  await pool.query("delete from sign_in_failures where key = $1", [key]);
}

/** Takes an attempt back that succeeded; what failed before it stays counted. */
export async function takeBackAttempt({ pool }: Store, key: string): Promise<void> {
  await pool.query("update sign_in_failures set failures = greatest(failures - 1, 0) where key = $1", [key]);
}

async function forgetOld(pool: Store["pool"], since: Date, now: Date): Promise<void> {
  await pool.query(
    "delete from sign_in_failures where first_at <= $1 and (locked_until is null or locked_until <= $2)",
    [since, now],
  );
}
