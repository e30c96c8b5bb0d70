import { dayMs } from "@groundswell/model";
import { writeAudit } from "./audit.ts";
import type { Store } from "./open.ts";
import { inTransaction } from "./transaction.ts";

/** Days of failures after which a webhook is no longer tried. */
export const failingDays = 5;
const lookBackDays = 7;
const keptDays = 30;

/** What one attempt at a delivery needs. */
export type Delivery = {
  id: number;
  webhook: number;
  url: string;
  secret: string;
  /** The same for every attempt: the receiver knows by it what it has seen. */
  messageId: string;
  body: string;
  createdAt: Date;
};

/**
 * What happened, each with a key by which it is sent once. People are numbers here: names stay where somebody has to sign in. It is read
 * from what is kept anyway, so that no part of the program has to think of telling.
 */
const happened = `
  select 'run:' || r.id as event, 'run.finished' as type, r.computed_at as at,
    jsonb_build_object('run', r.id, 'expertise', e.slug, 'asOf', r.as_of) as data
  from runs r join expertises e on e.id = r.expertise_id where r.computed_at > $1
  union all
  select 'candidacy:' || c.id, 'candidacy.moved', c.at,
    jsonb_build_object('candidacy', c.candidacy_id, 'expertise', e.slug, 'from', c.deed ->> 'from', 'to', c.deed ->> 'to')
  from candidacy_events c join candidacies k on k.id = c.candidacy_id join expertises e on e.id = k.expertise_id
  where c.at > $1 and c.deed ->> 'kind' = 'stage'
  union all
  select 'pull:' || p.id, 'source.failed', p.finished_at,
    jsonb_build_object('source', p.source_id, 'pull', p.id, 'error', p.error)
  from pulls p where p.finished_at > $1 and p.error is not null and p.state in ('failed', 'partial')
    -- Told when it begins to fail, not at every try.
    and coalesce((select b.error is null from pulls b where b.source_id = p.source_id and b.id < p.id
      order by b.id desc limit 1), true)
  union all
  select 'space:' || f.id, 'space.proposed', f.at,
    jsonb_build_object('key', f.key, 'connector', f.reader ->> 'connector')
  from found_spaces f where f.at > $1 and f.deed = 'look' and f.reader is not null`;

/**
 * Makes a delivery of each new event for each webhook that wants it. It looks back over days, since what began earlier can be
 * committed later; an event that has its delivery gets no second one.
 * @returns the deliveries that wait to be tried, oldest first
 */
export async function makeDeliveries(store: Store, now: Date): Promise<number[]> {
  await store.pool.query(
    `insert into webhook_deliveries (webhook_id, event, type, body, created_at)
     select w.id, h.event, h.type,
       jsonb_build_object('type', h.type, 'timestamp', h.at, 'data', h.data)::text, $2
     from (${happened}) h join webhooks w on h.type = any(w.events) and h.at > w.created_at and w.disabled_at is null
     order by h.at, h.event, w.id
     on conflict (webhook_id, event) do nothing`,
    [new Date(now.getTime() - lookBackDays * dayMs), now],
  );
  await store.pool.query(
    "delete from webhook_deliveries where created_at < $1 and (delivered_at is not null or gave_up_at is not null)",
    [new Date(now.getTime() - keptDays * dayMs)],
  );
  const { rows } = await store.pool.query(
    `select d.id from webhook_deliveries d join webhooks w on w.id = d.webhook_id
     where d.delivered_at is null and d.gave_up_at is null and w.disabled_at is null order by d.id limit 1000`,
  );
  return rows.map(({ id }) => id);
}

/** Makes a delivery that only says that it is a test; its number. */
export async function makeTestDelivery(store: Store, webhook: number, now: Date): Promise<number> {
  const body = JSON.stringify({ type: "test", timestamp: now.toISOString(), data: { webhook } });
  const { rows } = await store.pool.query(
    `insert into webhook_deliveries (webhook_id, event, type, body, created_at)
     values ($1, 'test:' || gen_random_uuid(), 'test', $2, $3) returning id`,
    [webhook, body, now],
  );
  return rows[0].id;
}

/** A delivery that is still to be made; null where it has been made, given up or its webhook disabled. */
export async function findDelivery({ pool }: Store, id: number): Promise<Delivery | null> {
  const { rows } = await pool.query(
    `select d.id, d.webhook_id as webhook, w.url, w.secret, 'msg_' || w.id || '_' || replace(d.event, ':', '_') as "messageId",
       d.body, d.created_at as "createdAt"
     from webhook_deliveries d join webhooks w on w.id = d.webhook_id
     where d.id = $1 and d.delivered_at is null and d.gave_up_at is null and w.disabled_at is null`,
    [id],
  );
  return rows[0] ?? null;
}

/** What became of one attempt. `final`: it will not be tried again. */
export type Attempt = { status: number | null; error: string | null; final: boolean; at: Date };

/**
 * Writes down an attempt. A webhook at which nothing has arrived for days is disabled, with an entry in the audit log.
 * @returns whether it was disabled now
 */
export async function noteAttempt(
  store: Store,
  delivery: Pick<Delivery, "id" | "webhook">,
  { status, error, final, at }: Attempt,
): Promise<boolean> {
  return inTransaction(store, async (client) => {
    const arrived = error === null;
    await client.query(
      `update webhook_deliveries set attempts = attempts + 1, attempted_at = $2, status = $3, error = $4,
         delivered_at = case when $5 then $2::timestamptz end, gave_up_at = case when $6 then $2::timestamptz end where id = $1`,
      [delivery.id, at, status, error, arrived, !arrived && final],
    );
    const { rows } = await client.query(
      `update webhooks set failing_since = case when $2 then null else coalesce(failing_since, $3) end where id = $1
       returning failing_since as "failingSince", disabled_at as "disabledAt"`,
      [delivery.webhook, arrived, at],
    );
    const { failingSince = null, disabledAt = null } = rows[0] ?? {};
    if (!failingSince || disabledAt || at.getTime() - failingSince.getTime() < failingDays * dayMs) return false;
    await client.query("update webhooks set disabled_at = $2 where id = $1", [delivery.webhook, at]);
    await writeAudit(client, {
      at,
      actor: "groundswell",
      action: "webhook.disable",
      subject: `webhook ${delivery.webhook}`,
      detail: { failingSince, error },
    });
    return true;
  });
}
