import { randomBytes } from "node:crypto";
import { ConfigError } from "@groundswell/model";
import { writeAudit } from "./audit.ts";
import type { Store } from "./open.ts";
import { inTransaction } from "./transaction.ts";
import type { By } from "./users.ts";

/** What an address can be told of. */
export const webhookEvents = ["run.finished", "candidacy.moved", "source.failed", "space.proposed"] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** The last attempt to deliver something. */
export type LastDelivery = {
  type: string;
  attempts: number;
  attemptedAt: Date | null;
  /** What the receiver answered; null where it did not. */
  status: number | null;
  error: string | null;
  deliveredAt: Date | null;
};

export type Webhook = {
  id: number;
  url: string;
  events: WebhookEvent[];
  createdBy: string;
  createdAt: Date;
  failingSince: Date | null;
  disabledAt: Date | null;
  last: LastDelivery | null;
};

const mostWebhooks = 50;
const select = `select w.id, w.url, w.events, w.created_by as "createdBy", w.created_at as "createdAt",
    w.failing_since as "failingSince", w.disabled_at as "disabledAt",
    case when d.id is null then null else jsonb_build_object('type', d.type, 'attempts', d.attempts, 'attemptedAt', d.attempted_at,
      'status', d.status, 'error', d.error, 'deliveredAt', d.delivered_at) end as last
  from webhooks w left join lateral (
    select * from webhook_deliveries where webhook_id = w.id and attempted_at is not null order by id desc limit 1
  ) d on true`;

/** Every webhook with its last delivery, without secrets, by number. */
export async function listWebhooks({ pool }: Store): Promise<Webhook[]> {
  const { rows } = await pool.query(`${select} order by w.id`);
  return rows.map(withDates);
}

/** A webhook by its number; null where there is none. */
export async function findWebhook({ pool }: Store, id: number): Promise<Webhook | null> {
  const { rows } = await pool.query(`${select} where w.id = $1`, [id]);
  return rows[0] ? withDates(rows[0]) : null;
}

/** Instants inside of jsonb come as text. */
function withDates(row: Webhook): Webhook {
  const date = (value: unknown) => (value === null ? null : new Date(value as string));
  const { last } = row;
  return {
    ...row,
    last: last && { ...last, attemptedAt: date(last.attemptedAt), deliveredAt: date(last.deliveredAt) },
  };
}

/**
 * Registers an address. The secret is in the form of Standard Webhooks: `whsec_` and 24 to 64 bytes in base64, 32 here.
 * @throws ConfigError where there are too many already
 */
export async function addWebhook(
  store: Store,
  { url, events }: { url: string; events: readonly WebhookEvent[] },
  { actor, at }: By,
): Promise<Webhook & { secret: string }> {
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  const kinds = [...new Set(events)].sort();
  const id = await inTransaction(store, async (client) => {
    const { rows: counted } = await client.query("select count(*)::int as count from webhooks");
    if (counted[0].count >= mostWebhooks)
      throw new ConfigError(`There are ${mostWebhooks} webhooks already: remove one that nobody needs.`);
    const { rows } = await client.query(
      "insert into webhooks (url, events, secret, created_by, created_at) values ($1, $2, $3, $4, $5) returning id",
      [url, kinds, secret, actor, at],
    );
    const [{ id: made }] = rows;
    // An address can carry a secret of its receiver, and the audit log is read by more people.
    const detail = { id: made, host: new URL(url).host, events: kinds };
    await writeAudit(client, { at, actor, action: "webhook.add", subject: `webhook ${made}`, detail });
    return made as number;
  });
  const made = await findWebhook(store, id);
  if (!made) throw new Error(`Webhook ${id} is gone.`);
  return { ...made, secret };
}

/** Removes a webhook with its deliveries. @throws ConfigError where there is none */
export async function removeWebhook(store: Store, id: number, { actor, at }: By): Promise<void> {
  await inTransaction(store, async (client) => {
    const { rowCount } = await client.query("delete from webhooks where id = $1", [id]);
    if (rowCount === 0) throw noWebhook(id);
    await writeAudit(client, { at, actor, action: "webhook.remove", subject: `webhook ${id}`, detail: {} });
  });
}

/** Lets a disabled webhook be told again, of what happens from now on. @throws ConfigError where there is none */
export async function enableWebhook(store: Store, id: number, { actor, at }: By): Promise<void> {
  await inTransaction(store, async (client) => {
    const { rowCount } = await client.query(
      "update webhooks set disabled_at = null, failing_since = null where id = $1",
      [id],
    );
    if (rowCount === 0) throw noWebhook(id);
    await writeAudit(client, { at, actor, action: "webhook.enable", subject: `webhook ${id}`, detail: {} });
  });
}

const noWebhook = (id: number) => new ConfigError(`There is no webhook ${id}: the list of webhooks shows all.`);
