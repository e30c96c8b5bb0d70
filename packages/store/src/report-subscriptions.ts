import { randomBytes } from "node:crypto";
import { ConfigError, isUrl, readZone } from "@groundswell/model";
import { writeAudit } from "./audit.ts";
import type { Store } from "./open.ts";
import { readQuiet } from "./quiet-hours.ts";
import { inTransaction, type Transaction } from "./transaction.ts";
import { type By, requireUser } from "./users.ts";
import { newSecret, secretHash } from "./users-secret.ts";

/** How reports reach somebody. */
export const deliveryChannels = ["mail", "teams", "slack", "webhook", "folder", "feed"] as const;
export type DeliveryChannel = (typeof deliveryChannels)[number];
/** The files of a folder, and the attachments of a mail. */
export const reportFormats = ["html", "markdown", "csv", "json"] as const;
export type ReportFormat = (typeof reportFormats)[number];
export type Digest = "day" | "week";
/** Which alerts; null each for all. */
export type AlertWatch = { kinds: string[] | null; subjects: string[] | null };
export type EndedWhy = "unsubscribed" | "bounced" | "refused" | "removed";

/** Who is sent what. The address of a hook is a secret: only its host is here. */
export type Subscription = {
  id: number;
  userId: string;
  /** The e-mail of its owner. */
  user: string;
  report: string;
  /** Null for every expertise that the owner may see. */
  expertise: string | null;
  channel: DeliveryChannel;
  /** The host of a hook, or the name of a folder; null for mail and feed. */
  place: string | null;
  withoutPeople: boolean;
  formats: ReportFormat[];
  digest: Digest | null;
  /** Hours of the day in `tz` in which nothing is sent, as "22:00"; null for none. */
  quiet: { from: string; to: string } | null;
  tz: string;
  watch: AlertWatch | null;
  createdBy: string;
  createdAt: Date;
  endedAt: Date | null;
  endedWhy: EndedWhy | null;
};

/** What somebody asks to be sent. `target`: the address of a hook, the name of a folder, null for mail and feed. */
export type Wish = Pick<
  Subscription,
  "report" | "expertise" | "channel" | "withoutPeople" | "formats" | "digest" | "quiet" | "tz" | "watch"
> & { user: string; target: string | null };

const mostOfUser = 100;
const hooks: readonly DeliveryChannel[] = ["teams", "slack", "webhook"];

/** What is read of a subscription that is shown; the whole address stays where it is. */
export const selectSubscriptions = `select s.id, s.user_id as "userId", u.email as user, s.report, s.expertise, s.channel,
    case when s.channel in ('teams', 'slack', 'webhook') then substring(s.target from '^https?://([^/?#]+)') else s.target end as place,
    s.without_people as "withoutPeople", s.formats, s.digest,
    case when s.quiet_from is not null then jsonb_build_object('from', s.quiet_from, 'to', s.quiet_to) end as quiet,
    s.tz, s.watch, s.created_by as "createdBy", s.created_at as "createdAt", s.ended_at as "endedAt", s.ended_why as "endedWhy"
  from report_subscriptions s join users u on u.id = s.user_id`;

/**
 * Notes that somebody is sent a report from its next edition on. A webhook gets a secret to sign with, a feed one for its address.
 * @returns the subscription with its secret, which is shown this once; null for the other channels
 * @throws ConfigError where something of it cannot be, or the same is sent there already
 */
export async function subscribe(
  store: Store,
  wish: Wish,
  { actor, at }: By,
): Promise<Subscription & { secret: string | null }> {
  const user = await requireUser(store, wish.user);
  if (user.disabledAt) throw new ConfigError(`${user.email} is disabled and can be sent nothing.`);
  const { target, quiet, tz, formats } = readWish(wish);
  const feedSecret = wish.channel === "feed" ? newSecret() : null;
  const signSecret = wish.channel === "webhook" ? `whsec_${randomBytes(32).toString("base64")}` : null;
  const id = await inTransaction(store, async (client) => {
    await client.query("select id from users where id = $1 for update", [user.id]);
    await refuseSecond(client, user.id, wish, target);
    const { rows } = await client.query(
      `insert into report_subscriptions (user_id, report, expertise, channel, target, secret, feed_hash, without_people, formats,
         digest, quiet_from, quiet_to, tz, watch, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) returning id`,
      [
        user.id,
        wish.report,
        wish.expertise,
        wish.channel,
        target,
        signSecret,
        feedSecret === null ? null : secretHash(feedSecret),
        wish.withoutPeople,
        formats,
        wish.digest,
        quiet?.from ?? null,
        quiet?.to ?? null,
        tz,
        wish.watch === null ? null : JSON.stringify(wish.watch),
        actor,
        at,
      ],
    );
    const made = rows[0].id as number;
    const { report, expertise, channel } = wish;
    const detail = { user: user.email, report, expertise, channel };
    await writeAudit(client, { at, actor, action: "subscription.add", subject: `subscription ${made}`, detail });
    return made;
  });
  const made = await findSubscription(store, id);
  if (!made) throw new Error(`Subscription ${id} is gone.`);
  return { ...made, secret: signSecret ?? feedSecret };
}

/** Subscriptions by number, also those that have ended; of one user, or with null of everybody. */
export async function listSubscriptions({ pool }: Store, userId: string | null): Promise<Subscription[]> {
  const { rows } = await pool.query(`${selectSubscriptions} where $1::text is null or s.user_id = $1 order by s.id`, [
    userId,
  ]);
  return rows;
}

/** A subscription by its number, also one that has ended; null where there is none. */
export async function findSubscription({ pool }: Store, id: number): Promise<Subscription | null> {
  return (await pool.query(`${selectSubscriptions} where s.id = $1`, [id])).rows[0] ?? null;
}

/** The subscription whose feed has this secret in its address; null where there is none, or it has ended. */
export async function subscriptionOfFeed({ pool }: Store, secret: string): Promise<Subscription | null> {
  const { rows } = await pool.query(`${selectSubscriptions} where s.feed_hash = $1 and s.ended_at is null`, [
    secretHash(secret),
  ]);
  return rows[0] ?? null;
}

/**
 * Ends a subscription: nothing is sent any more, and what waits is left out. Ending one that has ended changes nothing.
 * @returns whether it was ended now
 * @throws ConfigError where there is none
 */
export async function endSubscription(store: Store, id: number, why: EndedWhy, by: By): Promise<boolean> {
  if ((await findSubscription(store, id)) === null)
    throw new ConfigError(`There is no subscription ${id}: the list of subscriptions shows all.`);
  return inTransaction(store, (client) => endSubscriptionIn(client, id, why, by));
}

/** As `endSubscription`, inside a transaction. */
export async function endSubscriptionIn(
  client: Transaction,
  id: number,
  why: EndedWhy,
  { actor, at }: By,
): Promise<boolean> {
  const { rowCount } = await client.query(
    "update report_subscriptions set ended_at = $2, ended_why = $3 where id = $1 and ended_at is null",
    [id, at, why],
  );
  if (rowCount === 0) return false;
  await writeAudit(client, { at, actor, action: "subscription.end", subject: `subscription ${id}`, detail: { why } });
  return true;
}

/** One report by two subscriptions to one place would arrive there twice. */
async function refuseSecond(client: Transaction, userId: string, wish: Wish, target: string | null): Promise<void> {
  const { rows } = await client.query(
    `select id, report = $2 and channel = $4 and target is not distinct from $5 and (expertise is null or $3::text is null
       or expertise = $3) as same from report_subscriptions where user_id = $1 and ended_at is null order by id`,
    [userId, wish.report, wish.expertise, wish.channel, target],
  );
  const same = rows.find((row) => row.same);
  if (same) throw new ConfigError(`Subscription ${same.id} sends this report there already: end it first.`);
  if (rows.length >= mostOfUser)
    throw new ConfigError(`There are ${mostOfUser} subscriptions of this user already: end one that nobody needs.`);
}

function readWish({ channel, target, quiet, tz, formats, digest }: Wish) {
  if (!deliveryChannels.includes(channel))
    throw new ConfigError(`There is no way "${channel}" to send a report: there are ${deliveryChannels.join(", ")}.`);
  const wrong = formats.find((format) => !reportFormats.includes(format));
  if (wrong !== undefined)
    throw new ConfigError(`There is no format "${wrong}": there are ${reportFormats.join(", ")}.`);
  if (channel === "folder" && formats.length === 0)
    throw new ConfigError("A folder needs at least one format, as html or csv.");
  if (digest !== null && !["day", "week"].includes(digest))
    throw new ConfigError('A digest is of a "day" or a "week".');
  if (digest !== null && channel !== "mail" && channel !== "webhook")
    throw new ConfigError("Only a mail or a webhook can hold several reports: leave the digest out.");
  return {
    target: readTarget(channel, target?.trim() ?? null),
    quiet: quiet === null ? null : readQuiet(quiet),
    tz: readZone(tz),
    formats: reportFormats.filter((format) => formats.includes(format)),
  };
}

function readTarget(channel: DeliveryChannel, target: string | null): string | null {
  if (channel === "folder") {
    if (target !== null && /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/.test(target)) return target;
    throw new ConfigError("Name the folder in 1 to 60 small letters, digits and hyphens, as team-a.");
  }
  if (!hooks.includes(channel)) {
    if (target === null) return null;
    throw new ConfigError(`A ${channel} has no address of its own: leave it out.`);
  }
  // The address carries the secret of its receiver, so that no message repeats it.
  if (target === null || target.length > 2_000 || !isUrl(target) || !/^https?:$/.test(new URL(target).protocol))
    throw new ConfigError(
      `Give the address that ${channel} gave for its incoming webhook, which starts with https://.`,
    );
  const url = new URL(target);
  if (url.username !== "" || url.password !== "")
    throw new ConfigError("Give the address of the webhook without user and password.");
  return url.href;
}
