import { ConfigError } from "@groundswell/model";
import { writeAudit } from "./audit.ts";
import type { Store } from "./open.ts";
import { inTransaction, type Transaction } from "./transaction.ts";
import { type By, endSessions, hasAdmin, insertUser, requireUser, type User } from "./users.ts";
import { failureKey } from "./users-failures.ts";
import { newSecret, secretHash } from "./users-secret.ts";

/** How long a link can be used. */
export const linkHours = 24;

const gone = "This link has been used, has ended or was replaced by a newer one:";

/**
 * A secret that lets its holder make the first admin, for 24 hours; null where there is one already. It replaces any earlier one.
 */
export async function makeFirstAdminLink(store: Store, at: Date): Promise<string | null> {
  if (await hasAdmin(store)) return null;
  const secret = newSecret();
  await inTransaction(store, async (client) => {
    await client.query("delete from one_time_links where purpose = 'first-admin'");
    await insertLink(client, secret, "first-admin", null, at);
  });
  return secret;
}

/**
 * A secret that lets its holder set the password of a user, for 24 hours. It replaces any earlier one of that user.
 * @throws ConfigError where there is no such user, or the user is disabled
 */
export async function makePasswordLink(store: Store, idOrEmail: string, { actor, at }: By): Promise<string> {
  const user = await requireUser(store, idOrEmail);
  if (user.disabledAt)
    throw new ConfigError(`${user.email} is disabled: "groundswell user enable ${user.email}" lets them in again.`);
  const secret = newSecret();
  await inTransaction(store, async (client) => {
    await client.query("delete from one_time_links where user_id = $1", [user.id]);
    await insertLink(client, secret, "set-password", user.id, at);
    await writeAudit(client, { at, actor, action: "user.link", subject: `user ${user.email}`, detail: {} });
  });
  return secret;
}

/** Who a link is for, while it can be used; null otherwise. Using it is another step, which asks again. */
export async function linkUser(
  { pool }: Store,
  secret: string,
  at: Date,
): Promise<{ purpose: "first-admin" | "set-password"; name: string | null; email: string | null } | null> {
  const { rows } = await pool.query(
    `select l.purpose, u.name, u.email from one_time_links l left join users u on u.id = l.user_id
     where l.hash = $1 and l.used_at is null and l.expires_at > $2`,
    [secretHash(secret), at],
  );
  return rows[0] ?? null;
}

/**
 * Makes the first admin; the link is void afterwards, whoever else holds it.
 * @param passwordHash as the sign-in reads it
 * @throws ConfigError where the link is void
 */
export async function makeFirstAdmin(
  store: Store,
  secret: string,
  { name, email, passwordHash }: { name: string; email: string; passwordHash: string },
  at: Date,
): Promise<void> {
  await inTransaction(store, async (client) => {
    // Nobody else becomes the first in the meantime.
    await client.query("lock table users in share row exclusive mode");
    await spend(client, secret, "first-admin", at, 'start "groundswell serve" again to be given a new one.');
    if (await hasAdmin({ pool: client as never }))
      throw new ConfigError("There is an admin already: ask them to add you.");
    const id = await insertUser(client, { name, email, role: "admin" }, { actor: "first-run link", at });
    await savePassword(client, id, passwordHash, at);
  });
}

/**
 * Sets a password by a link: every session ends, failures are forgotten.
 * @throws ConfigError where the link is void
 */
export async function setPasswordByLink(store: Store, secret: string, passwordHash: string, at: Date): Promise<void> {
  await inTransaction(store, async (client) => {
    const id = await spend(client, secret, "set-password", at, "ask an admin for a new one.");
    const { rows } = await client.query<Pick<User, "email">>(
      "select email from users where id = $1 and disabled_at is null",
      [id],
    );
    const email = rows[0]?.email;
    if (id === null || email === undefined) throw new ConfigError("This user is disabled: ask an admin.");
    await savePassword(client, id, passwordHash, at);
    await endSessions(client, id);
    await client.query("delete from sign_in_failures where key = $1", [failureKey("account", email)]);
    await writeAudit(client, {
      at,
      actor: email,
      action: "user.password",
      subject: `user ${email}`,
      detail: { by: "link" },
    });
  });
}

async function insertLink(client: Transaction, secret: string, purpose: string, userId: string | null, at: Date) {
  const expiresAt = new Date(at.getTime() + linkHours * 3_600_000);
  await client.query(
    "insert into one_time_links (hash, purpose, user_id, created_at, expires_at) values ($1, $2, $3, $4, $5)",
    [secretHash(secret), purpose, userId, at, expiresAt],
  );
}

async function spend(client: Transaction, secret: string, purpose: string, at: Date, advice: string) {
  const { rows } = await client.query<{ userId: string | null }>(
    `update one_time_links set used_at = $3 where hash = $1 and purpose = $2 and used_at is null and expires_at > $3
     returning user_id as "userId"`,
    [secretHash(secret), purpose, at],
  );
  if (!rows[0]) throw new ConfigError(`${gone} ${advice}`);
  return rows[0].userId;
}

async function savePassword(client: Transaction, userId: string, hash: string, at: Date): Promise<void> {
  await client.query(
    `insert into sign_in_methods (id, user_id, provider_id, account_id, password, created_at, updated_at)
     values (gen_random_uuid()::text, $1, 'credential', $1, $2, $3, $3)
     on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = excluded.updated_at`,
    [userId, hash, at],
  );
}
