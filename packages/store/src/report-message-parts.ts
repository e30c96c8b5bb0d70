import type { Store } from "./open.ts";
import { type DeliveryChannel, type Subscription, selectSubscriptions } from "./report-subscriptions.ts";
import { findUser, type User } from "./users.ts";

/** An edition as it is kept; the document is a `ReportDocument`. */
export type EditionPart = { id: number; revision: number; revised: string[]; document: unknown; builtAt: Date };

/** What a user does not want to be told of at an instant; a null subject is all of the kind. */
export type Mute = { expertise: string; kind: string; subject: string | null };

/** All that sending a message needs. It holds secrets: it is never logged and never shown. */
export type MessageParts = {
  createdAt: Date;
  channel: DeliveryChannel;
  subscription: Subscription;
  /** The whole address of a hook, or the name of a folder; null for mail. */
  target: string | null;
  /** What a webhook is signed with; null for the others. */
  secret: string | null;
  /** As the owner is now, also where they are disabled. */
  owner: User;
  /** By their numbers; of several revisions that a digest waited for, the last. */
  editions: EditionPart[];
  mutes: Mute[];
};

/** What a message is made of, as of now; null where it or its owner is gone. */
export async function messageParts(store: Store, id: number, now: Date): Promise<MessageParts | null> {
  const { pool } = store;
  const { rows } = await pool.query(
    `select m.subscription_id as subscription, m.created_at as "createdAt", s.target, s.secret
     from report_messages m join report_subscriptions s on s.id = m.subscription_id where m.id = $1`,
    [id],
  );
  const [message] = rows;
  if (!message) return null;
  const found = await pool.query<Subscription>(`${selectSubscriptions} where s.id = $1`, [message.subscription]);
  const subscription = found.rows[0];
  const owner = subscription ? await findUser(store, subscription.userId) : null;
  if (!subscription || !owner) return null;
  const { rows: editions } = await pool.query<EditionPart>(
    `select id, revision, revised, document, built_at as "builtAt" from (
       select distinct on (e.report, e.expertise, e.cadence, e.window_from, e.window_to) e.*
       from report_deliveries d join report_editions e on e.id = d.edition_id where d.message_id = $1
       order by e.report, e.expertise, e.cadence, e.window_from, e.window_to, e.revision desc
     ) newest order by id`,
    [id],
  );
  const { createdAt, target, secret } = message;
  const mutes = await mutesOf(store, owner.id, now);
  return { createdAt, channel: subscription.channel, subscription, target, secret, owner, editions, mutes };
}

/** What a user has muted at an instant. */
export async function mutesOf({ pool }: Store, userId: string, now: Date): Promise<Mute[]> {
  const { rows } = await pool.query(
    `select expertise, kind, subject from alert_mutes where user_id = $1 and (until is null or until > $2)
     order by expertise, kind, subject nulls first`,
    [userId, now],
  );
  return rows;
}
