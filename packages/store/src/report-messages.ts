import { randomUUID } from "node:crypto";
import type { Store } from "./open.ts";
import { lastDigest, outOfQuiet, type QuietHours } from "./quiet-hours.ts";
import { type Digest, endSubscriptionIn } from "./report-subscriptions.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

/** How often a message is begun before it is given up: with the waits between, about three days. */
export const mostAttempts = 20;
/** So many messages refused for good, one after another, end a subscription. */
export const refusalsToEnd = 5;
const firstWaitMs = 60_000;
const longestWaitMs = 6 * 3_600_000;
const mostDue = 1_000;
const mostMade = 5_000;

export type MessageState = "waiting" | "sending" | "sent" | "failed" | "left-out";

/** What came of an attempt. `said`: what the receiver answered, or a sentence of ours; it holds no secret. */
export type SendOutcome =
  | { kind: "sent" | "refused" | "left-out"; said: string }
  /** `afterMs`: the wait that the receiver asked for; null where it asked for none. */
  | { kind: "retry"; said: string; afterMs: number | null };

/** A message that is somebody's to send until the lease is over. */
export type Claim = { id: number; key: string; lease: string; attempts: number };

/** A message as lists show it. */
export type MessageRow = {
  id: number;
  subscription: number;
  key: string;
  state: MessageState;
  attempts: number;
  createdAt: Date;
  notBefore: Date;
  settledAt: Date | null;
  said: string | null;
  bouncedAt: Date | null;
  bounce: string | null;
  editions: number[];
};

type Waiting = { subscription: number; edition: number; key: string; quiet: QuietHours | null; tz: string };

/** The wait before the next attempt after so many, in milliseconds: a minute, doubling to six hours. */
export function waitAfter(attempts: number): number {
  return Math.min(firstWaitMs * 2 ** Math.max(0, attempts - 1), longestWaitMs);
}

/**
 * Makes messages of what is for somebody and in no message yet: one of each edition, or where they want a digest one of all that was noted
 * up to its last time. A digest that was made already takes in nothing more: what came late goes into the next. The key says what is in
 * it, so that two workers, or a crash in between, make one.
 * @returns how many were made
 */
export async function makeMessages(store: Store, now: Date): Promise<number> {
  return inTransaction(store, async (client) => {
    const last = await lastDigests(client, now);
    // What waits for a later digest is not read at all, or the many who want one would keep everybody else from theirs.
    const { rows } = await client.query<Waiting>(
      `select d.subscription_id as subscription, d.edition_id as edition, k.key, s.tz,
         case when s.quiet_from is not null then jsonb_build_object('from', s.quiet_from, 'to', s.quiet_to) end as quiet
       from report_deliveries d join report_subscriptions s on s.id = d.subscription_id
         left join unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[]) as last (digest, tz, at, day)
           on last.digest = s.digest and last.tz = s.tz
         cross join lateral (select case when s.digest is null then concat(s.id, '.', d.edition_id)
           else concat(s.id, '.digest.', last.day) end as key) k
       where d.message_id is null and s.ended_at is null and (s.digest is null or d.created_at <= last.at)
         and not exists (select from report_messages m where m.key = k.key)
       order by d.subscription_id, d.edition_id limit $5 for update of d skip locked`,
      [
        last.map(({ digest }) => digest),
        last.map(({ tz }) => tz),
        last.map(({ at }) => at),
        last.map(({ day }) => day),
        mostMade,
      ],
    );
    const placed = rows.map((row) => ({ ...row, notBefore: outOfQuiet(now, row.quiet, row.tz) }));
    if (placed.length === 0) return 0;
    const messages = [...new Map(placed.map((one) => [one.key, one])).values()];
    const { rows: made } = await client.query(
      `insert into report_messages (subscription_id, key, created_at, not_before, state, attempts)
       select *, 'waiting', 0 from unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::timestamptz[])
       on conflict (key) do nothing returning id, key`,
      [
        messages.map(({ subscription }) => subscription),
        messages.map(({ key }) => key),
        messages.map(() => now),
        messages.map(({ notBefore }) => notBefore),
      ],
    );
    // A digest that somebody else has just made takes in nothing more: what is not in it goes into the next.
    const numbers = new Map(made.map(({ id, key }) => [key, id]));
    const mine = placed.filter(({ key }) => numbers.has(key));
    await client.query(
      `update report_deliveries d set message_id = m.message from unnest($1::bigint[], $2::bigint[], $3::bigint[])
         as m (subscription, edition, message)
       where d.subscription_id = m.subscription and d.edition_id = m.edition`,
      [
        mine.map(({ subscription }) => subscription),
        mine.map(({ edition }) => edition),
        mine.map(({ key }) => numbers.get(key)),
      ],
    );
    return made.length;
  });
}

/** The last time of each kind of digest that somebody wants: there are few, and many who want them. */
async function lastDigests(client: Transaction, now: Date) {
  const { rows } = await client.query<{ digest: Digest; tz: string }>(
    "select distinct digest, tz from report_subscriptions where digest is not null and ended_at is null",
  );
  return rows.map(({ digest, tz }) => ({ digest, tz, ...lastDigest(now, digest, tz) }));
}

/**
 * The messages that can be sent now, those that wait longest first. Those whose sender has crashed come last: one that ends whoever sends it
 * would else stand before all others, at each start.
 */
export async function dueMessages({ pool }: Store, now: Date): Promise<number[]> {
  const { rows } = await pool.query(
    `select id from report_messages where not_before <= $1
       and (state = 'waiting' or (state = 'sending' and leased_until <= $1)) order by state = 'sending', not_before, id limit $2`,
    [now, mostDue],
  );
  return rows.map(({ id }) => id);
}

/**
 * Takes a message for oneself. It is committed before anything goes out, so that nobody sends beside somebody else; who crashes leaves it
 * to others when the lease is over. In hours of quiet it is put off instead.
 * @returns null where it is not to be sent now, or somebody else has it
 */
export async function claimMessage(store: Store, id: number, now: Date, leaseMs: number): Promise<Claim | null> {
  return inTransaction(store, async (client) => {
    const { rows } = await client.query(
      `select m.id, m.key, m.attempts + 1 as attempts, s.tz,
         case when s.quiet_from is not null then jsonb_build_object('from', s.quiet_from, 'to', s.quiet_to) end as quiet
       from report_messages m join report_subscriptions s on s.id = m.subscription_id
       where m.id = $1 and m.not_before <= $2 and (m.state = 'waiting' or (m.state = 'sending' and m.leased_until <= $2))
       for update of m skip locked`,
      [id, now],
    );
    const [found] = rows;
    if (!found) return null;
    const { key, attempts, quiet, tz } = found;
    const from = outOfQuiet(now, quiet, tz);
    if (from > now) {
      await client.query(
        "update report_messages set state = 'waiting', not_before = $2, lease = null, leased_until = null where id = $1",
        [id, from],
      );
      return null;
    }
    const lease = randomUUID();
    await client.query(
      "update report_messages set state = 'sending', attempts = $2, lease = $3, leased_until = $4 where id = $1",
      [id, attempts, lease, new Date(now.getTime() + leaseMs)],
    );
    return { id, key, lease, attempts };
  });
}

/**
 * Writes down what came of an attempt; only who holds the lease can. A subscription at which the last messages were refused for good ends.
 * @returns whether the lease was still held
 */
export async function settleMessage(
  store: Store,
  { id, lease }: Pick<Claim, "id" | "lease">,
  outcome: SendOutcome,
  now: Date,
): Promise<boolean> {
  return inTransaction(store, async (client) => {
    const { rows } = await client.query(
      `select m.attempts, m.subscription_id as subscription, s.tz,
         case when s.quiet_from is not null then jsonb_build_object('from', s.quiet_from, 'to', s.quiet_to) end as quiet
       from report_messages m join report_subscriptions s on s.id = m.subscription_id
       where m.id = $1 and m.lease = $2 and m.state = 'sending' for update of m`,
      [id, lease],
    );
    const [held] = rows;
    if (!held) return false;
    const { state, notBefore } = next(outcome, held, now);
    await client.query(
      `update report_messages set state = $2, said = $3, not_before = coalesce($4, not_before), lease = null, leased_until = null,
         settled_at = case when $2 <> 'waiting' then $5::timestamptz end where id = $1`,
      [id, state, outcome.said, notBefore, now],
    );
    if (outcome.kind === "refused" && (await isRefusedAgain(client, held.subscription)))
      await endSubscriptionIn(client, held.subscription, "refused", { actor: "groundswell", at: now });
    return true;
  });
}

type Held = { attempts: number; quiet: QuietHours | null; tz: string };

function next(outcome: SendOutcome, { attempts, quiet, tz }: Held, now: Date) {
  if (outcome.kind === "refused") return { state: "failed", notBefore: null };
  if (outcome.kind !== "retry") return { state: outcome.kind, notBefore: null };
  if (attempts >= mostAttempts) return { state: "failed", notBefore: null };
  const waitMs = Math.max(waitAfter(attempts), outcome.afterMs ?? 0);
  return { state: "waiting", notBefore: outOfQuiet(new Date(now.getTime() + waitMs), quiet, tz) };
}

/** What was given up after days counts for nothing here: the fault may well be ours. */
async function isRefusedAgain(client: Transaction, subscription: number): Promise<boolean> {
  const { rows } = await client.query(
    `select state = 'failed' and attempts < $2 as refused from report_messages
     where subscription_id = $1 and state in ('sent', 'failed') order by settled_at desc, id desc limit $3`,
    [subscription, mostAttempts, refusalsToEnd],
  );
  return rows.length === refusalsToEnd && rows.every(({ refused }) => refused);
}

/** Which messages are listed; null is all, and `before` a number that they are below. */
export type MessagesQuestion = {
  userId: string | null;
  subscription: number | null;
  before: number | null;
  /** How many; 0 gives all. */
  limit: number;
};

/** Messages with what was said of them, the newest first. */
export async function listMessages(
  { pool }: Store,
  { userId, subscription, before, limit }: MessagesQuestion,
): Promise<MessageRow[]> {
  const { rows } = await pool.query(
    `select m.id, m.subscription_id as subscription, m.key, m.state, m.attempts, m.created_at as "createdAt",
       m.not_before as "notBefore", m.settled_at as "settledAt", m.said, m.bounced_at as "bouncedAt", m.bounce,
       (select coalesce(jsonb_agg(d.edition_id order by d.edition_id), '[]'::jsonb) from report_deliveries d where d.message_id = m.id) as editions
     from report_messages m join report_subscriptions s on s.id = m.subscription_id
     where ($1::text is null or s.user_id = $1) and ($2::bigint is null or m.subscription_id = $2)
       and m.id < coalesce($3::bigint, 9223372036854775807)
     order by m.id desc limit case when $4 > 0 then $4 end`,
    [userId, subscription, before, limit],
  );
  return rows;
}
