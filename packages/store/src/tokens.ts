import { ConfigError } from "@groundswell/model";
import { writeAudit } from "./audit.ts";
import type { Store } from "./open.ts";
import { queryPrepared } from "./prepared.ts";
import { inTransaction } from "./transaction.ts";
import { type By, requireUser, type User, userColumns } from "./users.ts";
import { newSecret, secretHash } from "./users-secret.ts";

/** What every token begins with, so that scanners of leaked secrets know one. */
export const tokenPrefix = "gsw_";

export type Token = {
  id: number;
  userId: string;
  /** The e-mail of its user. */
  user: string;
  name: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

const mostDays = 366;
const selectTokens = `select t.id, t.user_id as "userId", u.email as user, t.name, t.scopes, t.created_at as "createdAt",
  t.expires_at as "expiresAt", t.last_used_at as "lastUsedAt", t.revoked_at as "revokedAt"
  from tokens t join users u on u.id = t.user_id`;

/**
 * Makes a token of a user. The secret is given once and kept as a hash.
 * @throws ConfigError where its name, scopes or end cannot be
 */
export async function createToken(
  store: Store,
  {
    user: idOrEmail,
    name,
    scopes,
    expiresAt,
  }: { user: string; name: string; scopes: readonly string[]; expiresAt: Date },
  { actor, at }: By,
): Promise<Token & { secret: string }> {
  const user = await requireUser(store, idOrEmail);
  if (user.disabledAt) throw new ConfigError(`${user.email} is disabled and can have no tokens.`);
  const called = name.trim();
  if (called.length === 0 || called.length > 100)
    throw new ConfigError("Give the token a name of 1 to 100 characters.");
  if (scopes.length === 0) throw new ConfigError("Give the token at least one scope, as spaces:read.");
  if (expiresAt <= at || expiresAt.getTime() > at.getTime() + mostDays * 86_400_000)
    throw new ConfigError(`A token ends between now and ${mostDays} days from now: give such a date.`);
  const secret = `${tokenPrefix}${newSecret()}`;
  const id = await inTransaction(store, async (client) => {
    const { rows } = await client.query(
      `insert into tokens (user_id, name, hash, scopes, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)
       returning id`,
      [user.id, called, secretHash(secret), [...new Set(scopes)].sort(), at, expiresAt],
    );
    const detail = { id: rows[0].id, name: called, scopes, expiresAt };
    await writeAudit(client, { at, actor, action: "token.create", subject: `user ${user.email}`, detail });
    return rows[0].id as number;
  });
  const { rows } = await store.pool.query<Token>(`${selectTokens} where t.id = $1`, [id]);
  return { ...(rows[0] as Token), secret };
}

/** Tokens by number, also those that have ended; of one user, or with null of everybody. */
export async function listTokens({ pool }: Store, userId: string | null): Promise<Token[]> {
  const { rows } = await pool.query(`${selectTokens} where $1::text is null or t.user_id = $1 order by t.id`, [userId]);
  return rows;
}

/**
 * Revokes a token; of one user's, or with null anybody's.
 * @throws ConfigError where that user has no such token
 */
export async function revokeToken(store: Store, id: number, userId: string | null, { actor, at }: By): Promise<Token> {
  await inTransaction(store, async (client) => {
    const { rows } = await client.query(
      `update tokens t set revoked_at = coalesce(t.revoked_at, $3) from users u
       where t.id = $1 and u.id = t.user_id and ($2::text is null or u.id = $2) returning u.email, t.name`,
      [id, userId, at],
    );
    if (!rows[0]) throw new ConfigError(`There is no token ${id}: "groundswell token list" shows all.`);
    const { email, name } = rows[0];
    await writeAudit(client, { at, actor, action: "token.revoke", subject: `user ${email}`, detail: { id, name } });
  });
  const { rows } = await store.pool.query<Token>(`${selectTokens} where t.id = $1`, [id]);
  return rows[0] as Token;
}

/** Whose token a secret is and what it was made for, while it can be used at `now`; null otherwise. It notes the use, once a minute at most. */
export async function useToken(
  store: Store,
  secret: string,
  now: Date,
): Promise<{ user: User; scopes: string[] } | null> {
  if (!secret.startsWith(tokenPrefix) || secret.length > 200) return null;
  // Looked up by its hash: whoever measures the time learns of a hash, from which no secret follows.
  const { rows } = await queryPrepared<User & Pick<Token, "scopes" | "lastUsedAt"> & { token: number }>(
    store,
    `select ${userColumns}, t.id as token, t.scopes, t.last_used_at as "lastUsedAt" from tokens t join users u on u.id = t.user_id
     where t.hash = $1 and t.revoked_at is null and t.expires_at > $2 and u.disabled_at is null`,
    [secretHash(secret), now],
  );
  if (!rows[0]) return null;
  const { token, scopes, lastUsedAt, ...user } = rows[0];
  if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= 60_000)
    await store.pool.query("update tokens set last_used_at = $2 where id = $1", [token, now]);
  return { user, scopes };
}
