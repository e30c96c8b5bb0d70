import { explain } from "@groundswell/model";
import type { Printable, ReportDocument } from "@groundswell/reports";
import {
  type Claim,
  claimMessage,
  type DeliveryChannel,
  type MessageParts,
  messageParts,
  mostAttempts,
  type SendOutcome,
  settleMessage,
} from "@groundswell/store";
import { sendToFolder } from "./channels/folder.ts";
import { sendMail } from "./channels/mail.ts";
import { sendSlack } from "./channels/slack.ts";
import { sendTeams } from "./channels/teams.ts";
import { sendWebhook } from "./channels/webhook.ts";
import type { ReportContext } from "./context.ts";
import { leaseMs, type Parcel, type Send } from "./parcel.ts";
import { unsubscribeAddress } from "./unsubscribe.ts";
import { partFor } from "./what-to-send.ts";

/** How each channel of delivery sends; a feed is fetched. */
export const senders: Record<Exclude<DeliveryChannel, "feed">, Send> = {
  mail: (context, parcel) => sendMail(context, parcel),
  teams: sendTeams,
  slack: sendSlack,
  webhook: sendWebhook,
  folder: sendToFolder,
};

/**
 * Sends one message, if it is due and nobody else has it. What its reader may have of it is decided here, at the moment of sending.
 *
 * It arrives at least once: a message is only `sent` after the receiver has taken it. It arrives at most once but for one case, which nobody
 * can rule out: a crash after the receiver took it and before that was written down. The next attempt then sends the same bytes
 * with the same Message-ID, webhook id or file name.
 * @returns what came of it; null where there was nothing to do
 */
export async function sendMessage(
  context: ReportContext,
  id: number,
  by: Record<Exclude<DeliveryChannel, "feed">, Send> = senders,
): Promise<SendOutcome | null> {
  const claim = await claimMessage(context.store, id, context.now(), leaseMs);
  if (claim === null) return null;
  const outcome = await attempt(context, claim, by);
  await settleMessage(context.store, claim, outcome, context.now());
  return outcome;
}

async function attempt(context: ReportContext, { id, key, attempts }: Claim, by: typeof senders): Promise<SendOutcome> {
  if (attempts > mostAttempts)
    return { kind: "refused", said: `It was begun ${mostAttempts} times, and whoever sent it did not come to an end.` };
  try {
    const parts = await messageParts(context.store, id, context.now());
    if (parts === null) return { kind: "left-out", said: "Its subscription is gone." };
    const packed = pack(context, key, parts);
    if (typeof packed === "string") return { kind: "left-out", said: packed };
    const { channel } = parts;
    if (channel === "feed") return { kind: "left-out", said: "A feed is fetched, and not sent." };
    return await by[channel](context, packed);
  } catch (error) {
    return { kind: "retry", said: `It could not be made ready: ${explain(error)}`.slice(0, 300), afterMs: null };
  }
}

/** What is sent, or why nothing is. The reason names nothing of what is left out: its owner may not know even that. */
function pack(context: ReportContext, key: string, parts: MessageParts): Parcel | string {
  const { subscription, owner, editions, mutes, target, secret, createdAt } = parts;
  if (subscription.endedAt !== null) return "The subscription has ended.";
  const reader = owner.disabledAt === null ? context.readerOf(owner) : null;
  if (reader === null) return "Its owner may read nothing at this moment.";
  const issues = editions.flatMap(({ id, revision, revised, document }): Printable[] => {
    const part = partFor(document as ReportDocument, reader, subscription, mutes);
    return part === null ? [] : [{ document: part, edition: { id, revision, revised } }];
  });
  const [first, ...others] = issues;
  if (!first) return "There is nothing in it that its owner may read, or follows, at this moment.";
  // What many see must not let any of them end it.
  const unsubscribe =
    subscription.channel === "mail" ? unsubscribeAddress(context.publicUrl, context.secret, subscription.id) : null;
  return {
    ...{ key, at: createdAt, issues: [first, ...others], target, secret, to: owner.email },
    links: { base: context.publicUrl, unsubscribe },
    formats: subscription.formats,
  };
}
