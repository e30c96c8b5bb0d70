import type { Http } from "@groundswell/connectors";
import { dayMs, explain, RateLimitedError, UnavailableError } from "@groundswell/model";
import { type QueueHandle, timing, type Wanted } from "@groundswell/queue";
import { type Delivery, findDelivery, makeDeliveries, noteAttempt, type Store } from "@groundswell/store";
import { Webhook as Signer } from "standardwebhooks";

export type Delivering = {
  store: Store;
  /** The client with the guard against private networks. */
  http: Http;
  now: () => Date;
};

// Deliveries are tried for a day: five times by the queue, within minutes, and so again in every hour that it looks anew.
const triedMs = dayMs;

/** The schedule by which it is looked for what there is to deliver. */
export const deliverySchedule = {
  name: "deliver",
  key: "all",
  data: { delivery: null },
  every: "1 minute",
} as const satisfies Wanted;

/**
 * Delivers what happened to webhooks: a job each minute looks for what there is, and one job delivers each. A delivery that fails is tried
 * again with backoff. A receiver that answers what it did not keep is told again, so it must know a message by its id.
 */
export async function workOnDeliveries(queue: QueueHandle, delivering: Delivering): Promise<void> {
  await queue.work("deliver", async ({ delivery }, { attempt }) => {
    if (delivery !== null) return deliver(delivering, delivery, attempt < timing.attempts);
    const waiting = await makeDeliveries(delivering.store, delivering.now());
    for (const id of waiting) await queue.add("deliver", { delivery: id }, { slot: slotOfHour(delivering.now()) });
  });
}

/** One job for a delivery and hour, whether or not the one before has failed for good. */
const slotOfHour = (now: Date) => now.toISOString().slice(0, 13);

async function deliver(delivering: Delivering, id: number, isRetried: boolean): Promise<void> {
  const { error } = await deliverOnce(delivering, id);
  // Thrown, so that the queue tries again; its last try ends without a dead letter, for the next hour has another.
  if (error !== null && isRetried) throw new UnavailableError(error);
}

/**
 * Tries one delivery and writes down what came of it.
 * @returns what the receiver answered; `error` is null where it took the message, or there was nothing to deliver
 */
export async function deliverOnce(
  { store, http, now }: Delivering,
  id: number,
): Promise<{ status: number | null; error: string | null }> {
  const delivery = await findDelivery(store, id);
  if (!delivery) return { status: null, error: null };
  const said = await send(http, delivery, now());
  const at = now();
  const final = said.status === 410 || at.getTime() - delivery.createdAt.getTime() >= triedMs;
  await noteAttempt(store, delivery, { ...said, final, at });
  return said;
}

/** Sends a message, signed as Standard Webhooks says. A redirect is an answer like any other, and not followed. */
async function send(http: Http, { url, secret, messageId, body }: Delivery, at: Date) {
  const signature = new Signer(secret).sign(messageId, at, body);
  const headers = {
    "content-type": "application/json",
    "webhook-id": messageId,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": signature,
  };
  try {
    const { status } = await http.fetch(url, { method: "POST", headers, body, redirect: "manual" });
    const isTaken = status >= 200 && status < 300;
    return { status, error: isTaken ? null : `The receiver answered ${status}: it must answer 200 to 299.` };
  } catch (error) {
    if (error instanceof RateLimitedError) return { status: 429, error: explain(error) };
    return { status: null, error: explain(error) };
  }
}
