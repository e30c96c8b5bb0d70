import type { Store } from "./open.ts";
import { endSubscriptionIn } from "./report-subscriptions.ts";
import { inTransaction } from "./transaction.ts";
import type { By } from "./users.ts";

/** A notice that a mail did not arrive. */
export type BounceNote = {
  messageKey: string;
  /** The address that was not reached, in lower case. */
  recipient: string;
  /** An enhanced status code (RFC 3463), as "5.1.1". */
  status: string;
  text: string;
};

// Codes by which an address is none, or takes no mail (RFC 3463, 7505). A full mailbox, and a mail that is too big or not liked, are about that mail.
const noAddress = /^5\.1\.([0-6]|10)$/;

/**
 * Notes with its message that a mail did not arrive. That the owner's own address is not there ends the subscription; anybody can
 * write such a notice, so that one about another address ends nothing.
 * @returns the subscription, and whether it was ended now; null where the notice is about no mail of ours
 */
export async function noteBounce(
  store: Store,
  { messageKey, recipient, status, text }: BounceNote,
  { at }: Pick<By, "at">,
): Promise<{ subscription: number; ended: boolean } | null> {
  return inTransaction(store, async (client) => {
    const { rows } = await client.query(
      `select m.id, m.subscription_id as subscription, u.email from report_messages m
         join report_subscriptions s on s.id = m.subscription_id join users u on u.id = s.user_id
       where m.key = $1 and s.channel = 'mail' and m.attempts > 0 for update of m`,
      [messageKey],
    );
    const [mail] = rows;
    if (!mail) return null;
    await client.query("update report_messages set bounced_at = $2, bounce = $3 where id = $1", [
      mail.id,
      at,
      `${recipient}: ${status} ${text}`.slice(0, 1_000),
    ]);
    const { subscription } = mail;
    const isForGood = noAddress.test(status) && recipient === mail.email;
    // The audit log says that the mail server did it, whoever read the notice in.
    const by = { actor: "groundswell", at };
    return { subscription, ended: isForGood && (await endSubscriptionIn(client, subscription, "bounced", by)) };
  });
}
