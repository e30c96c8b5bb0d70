import type { Transaction } from "./transaction.ts";

/**
 * Notes whom an edition is for, once each, in the transaction that keeps it: whoever subscribed to the report, of its expertise or of all.
 * What they may read of it is decided when it is sent.
 * @returns how many subscriptions it is for
 */
export async function noteDeliveries(client: Transaction, edition: number): Promise<number> {
  const { rowCount } = await client.query(
    `insert into report_deliveries (subscription_id, edition_id, created_at)
     select s.id, e.id, e.built_at from report_editions e
       join report_subscriptions s on s.report = e.report and (s.expertise is null or s.expertise = e.expertise)
     where e.id = $1 and s.ended_at is null and s.channel <> 'feed' on conflict do nothing`,
    [edition],
  );
  return rowCount ?? 0;
}
