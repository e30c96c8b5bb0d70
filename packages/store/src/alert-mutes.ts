import { ConfigError } from "@groundswell/model";
import { writeAudit } from "./audit.ts";
import type { Store } from "./open.ts";
import { inTransaction } from "./transaction.ts";
import { type By, requireUser } from "./users.ts";

/** What a user is not told of for a while: one thing, or with a null subject all of a kind. */
export type AlertMute = {
  id: number;
  expertise: string;
  kind: string;
  subject: string | null;
  createdAt: Date;
  /** Null for ever. */
  until: Date | null;
};

type WhatMuted = Pick<AlertMute, "expertise" | "kind" | "subject">;

const mostMutes = 500;
const fields = 'id, expertise, kind, subject, created_at as "createdAt", until';

/**
 * Tells a user no more of an alert; others are told as before. Muted again, it is muted until the newer date.
 * @throws ConfigError where there is no such user or expertise, the date has passed, or the user has as many as are kept
 */
export async function muteAlert(
  store: Store,
  { user: idOrEmail, until, ...what }: WhatMuted & { user: string; until: Date | null },
  { actor, at }: By,
): Promise<AlertMute> {
  const user = await requireUser(store, idOrEmail);
  if (until !== null && until <= at)
    throw new ConfigError(`An alert is muted until a day to come: ${until.toISOString().slice(0, 10)} has passed.`);
  const { expertise, kind, subject } = what;
  return inTransaction(store, async (client) => {
    await client.query("select id from users where id = $1 for update", [user.id]);
    const known = await client.query("select from expertises where slug = $1", [expertise]);
    if (known.rowCount === 0) throw new ConfigError(`There is no expertise "${expertise}".`);
    const { rows: counted } = await client.query(
      "select count(*)::int as count from alert_mutes where user_id = $1 and (until is null or until > $2)",
      [user.id, at],
    );
    if (counted[0].count >= mostMutes)
      throw new ConfigError(`There are ${mostMutes} mutes of this user already: take one back, or mute all of a kind.`);
    const { rows } = await client.query<AlertMute>(
      `insert into alert_mutes (user_id, expertise, kind, subject, created_at, until) values ($1, $2, $3, $4, $5, $6)
       on conflict (user_id, expertise, kind, subject) do update set until = excluded.until returning ${fields}`,
      [user.id, expertise, kind, subject, at, until],
    );
    await writeAudit(client, {
      ...{ at, actor, action: "alert.mute", subject: `user ${user.email}` },
      detail: { expertise, kind, alert: subject, until: until?.toISOString() ?? null },
    });
    return rows[0] as AlertMute;
  });
}

/**
 * Takes a mute of a user back.
 * @throws ConfigError where the user has no such mute
 */
export async function unmuteAlert(
  store: Store,
  { user: idOrEmail, id }: { user: string; id: number },
  { actor, at }: By,
): Promise<void> {
  const user = await requireUser(store, idOrEmail);
  await inTransaction(store, async (client) => {
    const { rows } = await client.query<WhatMuted>(
      "delete from alert_mutes where user_id = $1 and id = $2 returning expertise, kind, subject",
      [user.id, id],
    );
    const [gone] = rows;
    if (!gone) throw new ConfigError(`${user.email} has no mute ${id}: the list of mutes shows all.`);
    const { expertise, kind, subject } = gone;
    await writeAudit(client, {
      ...{ at, actor, action: "alert.unmute", subject: `user ${user.email}` },
      detail: { expertise, kind, alert: subject },
    });
  });
}

/** What a user has muted, also what has run out, by expertise, kind and subject. */
export async function listMutes({ pool }: Store, userId: string): Promise<AlertMute[]> {
  const { rows } = await pool.query<AlertMute>(
    `select ${fields} from alert_mutes where user_id = $1 order by expertise, kind, subject nulls first`,
    [userId],
  );
  return rows;
}
