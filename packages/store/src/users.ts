import { randomUUID } from "node:crypto";
import { ConfigError } from "@groundswell/model";
import { writeAudit } from "./audit.ts";
import type { Store } from "./open.ts";
import { queryPrepared } from "./prepared.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

/** What a user is; `dashboards/server/src/access.ts` says what each may do. */
export type Role = "admin" | "lead" | "product" | "operator";

/** Who changes something, as the audit log names them, and when. */
export type By = { actor: string; at: Date };

export type User = {
  id: string;
  name: string;
  /** In lower case. */
  email: string;
  role: Role;
  /** Slugs of the granted expertises, in order; `*` is all there are. */
  expertises: string[];
  /** Codes of the granted regions, in order. */
  regions: string[];
  createdAt: Date;
  disabledAt: Date | null;
};

const granted = (kind: string) =>
  `array(select value from grants where user_id = u.id and kind = '${kind}' order by value)`;
/** The columns of a `User` from `users u`. */
export const userColumns = `u.id, u.name, u.email, u.role, ${granted("expertise")} as expertises,
  ${granted("region")} as regions, u.created_at as "createdAt", u.disabled_at as "disabledAt"`;
const selectUsers = `select ${userColumns} from users u`;

/** Everybody, also who is disabled, by e-mail. */
export async function listUsers({ pool }: Store): Promise<User[]> {
  return (await pool.query(`${selectUsers} order by u.email`)).rows;
}

/** A user by id or e-mail; null where there is none. */
export async function findUser(store: Store, idOrEmail: string): Promise<User | null> {
  const { rows } = await queryPrepared<User>(store, `${selectUsers} where u.id = $1 or u.email = $2`, [
    idOrEmail,
    idOrEmail.trim().toLowerCase(),
  ]);
  return rows[0] ?? null;
}

/** @throws ConfigError where there is no such user */
export async function requireUser(store: Store, idOrEmail: string): Promise<User> {
  const user = await findUser(store, idOrEmail);
  if (user) return user;
  throw new ConfigError(`There is no user "${idOrEmail}": "groundswell user list" shows all.`);
}

/** A user as they are now, whom nobody else changes before the transaction ends. */
export async function lockUser(client: Transaction, id: string): Promise<User> {
  // Locked by a statement of its own: one that waits for a lock would still see the grants from before the wait.
  await client.query("select id from users where id = $1 for update", [id]);
  const { rows } = await client.query<User>(`${selectUsers} where u.id = $1`, [id]);
  if (rows[0]) return rows[0];
  throw new ConfigError(`The user "${id}" was taken away meanwhile: "groundswell user list" shows all.`);
}

export async function hasUsers({ pool }: Pick<Store, "pool">): Promise<boolean> {
  return (await pool.query("select exists (select from users) as found")).rows[0].found;
}

/** Whether there is an admin who can sign in. */
export async function hasAdmin({ pool }: Pick<Store, "pool">): Promise<boolean> {
  const { rows } = await pool.query("select from users where role = 'admin' and disabled_at is null limit 1");
  return rows.length > 0;
}

/**
 * Adds a user, who cannot sign in before a link has set a password or single sign-on has let them in.
 * @throws ConfigError where the e-mail is none or taken, or the name is empty
 */
export async function addUser(
  store: Store,
  { name, email, role }: Pick<User, "name" | "email" | "role">,
  by: By,
): Promise<User> {
  const id = await inTransaction(store, (client) => insertUser(client, { name, email, role }, by));
  return requireUser(store, id);
}

/** As `addUser`, inside a transaction; gives the id. */
export async function insertUser(
  client: Transaction,
  { name, email, role }: Pick<User, "name" | "email" | "role">,
  { actor, at }: By,
): Promise<string> {
  const address = readEmail(email);
  const called = name.trim();
  if (called.length === 0 || called.length > 200) throw new ConfigError("Give a name of 1 to 200 characters.");
  const id = randomUUID();
  const { rowCount } = await client.query(
    `insert into users (id, name, email, email_verified, role, created_at, updated_at)
     values ($1, $2, $3, true, $4, $5, $5) on conflict (email) do nothing`,
    [id, called, address, role, at],
  );
  if (rowCount === 0) throw new ConfigError(`There is a user ${address} already: give another e-mail.`);
  await writeAudit(client, { at, actor, action: "user.add", subject: `user ${address}`, detail: { role } });
  return id;
}

/**
 * Gives a user another role.
 * @throws ConfigError where there is no such user, or no admin would be left
 */
export async function changeRole(store: Store, idOrEmail: string, role: Role, by: By): Promise<User> {
  const user = await requireUser(store, idOrEmail);
  await inTransaction(store, (client) => writeRole(client, user, role, by));
  return requireUser(store, user.id);
}

/** As `changeRole`, inside a transaction. */
export async function writeRole(client: Transaction, user: User, role: Role, { actor, at }: By): Promise<void> {
  if (role !== "admin") await keepAnAdmin(client, user);
  await client.query("update users set role = $2, updated_at = $3 where id = $1", [user.id, role, at]);
  const detail = { from: user.role, to: role };
  await writeAudit(client, { at, actor, action: "user.role", subject: `user ${user.email}`, detail });
}

/**
 * Shuts a user out at once: sessions end, tokens are revoked, links are void. What the user did stays in the history.
 * @throws ConfigError where there is no such user, or no admin would be left
 */
export async function disableUser(store: Store, idOrEmail: string, { actor, at }: By): Promise<User> {
  const user = await requireUser(store, idOrEmail);
  await inTransaction(store, async (client) => {
    await keepAnAdmin(client, user);
    await client.query("update users set disabled_at = coalesce(disabled_at, $2), updated_at = $2 where id = $1", [
      user.id,
      at,
    ]);
    await endSessions(client, user.id);
    await client.query("update tokens set revoked_at = coalesce(revoked_at, $2) where user_id = $1", [user.id, at]);
    await client.query("update one_time_links set used_at = coalesce(used_at, $2) where user_id = $1", [user.id, at]);
    await writeAudit(client, { at, actor, action: "user.disable", subject: `user ${user.email}`, detail: {} });
  });
  return requireUser(store, user.id);
}

/** Lets a disabled user in again; tokens stay revoked. @throws ConfigError where there is no such user */
export async function enableUser(store: Store, idOrEmail: string, { actor, at }: By): Promise<User> {
  const user = await requireUser(store, idOrEmail);
  await inTransaction(store, async (client) => {
    await client.query("update users set disabled_at = null, updated_at = $2 where id = $1", [user.id, at]);
    await writeAudit(client, { at, actor, action: "user.enable", subject: `user ${user.email}`, detail: {} });
  });
  return requireUser(store, user.id);
}

/** Signs a user out everywhere. */
export async function endSessions(client: Transaction, userId: string): Promise<void> {
  await client.query("delete from sessions where user_id = $1", [userId]);
}

/** Removes sessions, and steps of single sign-on, that have ended. */
export async function forgetEnded({ pool }: Store, now: Date): Promise<void> {
  await pool.query("delete from sessions where expires_at <= $1", [now]);
  await pool.query("delete from verifications where expires_at <= $1", [now]);
}

/** Signs a user out everywhere, and says so in the audit log. */
export async function signOutEverywhere(store: Store, { id, email }: User, at: Date): Promise<void> {
  await inTransaction(store, async (client) => {
    await endSessions(client, id);
    const subject = `user ${email}`;
    await writeAudit(client, { at, actor: email, action: "user.sign-out", subject, detail: { everywhere: true } });
  });
}

/** Locked, so that two admins who demote each other leave one. */
async function keepAnAdmin(client: Transaction, user: User): Promise<void> {
  if (user.role !== "admin" || user.disabledAt) return;
  const { rows } = await client.query(
    "select id from users where role = 'admin' and disabled_at is null order by id for update",
  );
  if (rows.some(({ id }) => id !== user.id)) return;
  throw new ConfigError(`${user.email} is the only admin: make another one first, so that somebody can let people in.`);
}

function readEmail(text: string): string {
  const email = text.trim().toLowerCase();
  if (/^[^\s@<>"\p{Cc}\p{Cf}]+@[^\s@<>"\p{Cc}\p{Cf}]+\.[^\s@<>"\p{Cc}\p{Cf}]+$/u.test(email) && email.length <= 254)
    return email;
  throw new ConfigError("That is no e-mail address: write it as name@host.example.");
}
