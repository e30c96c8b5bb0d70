import type { Answer } from "@groundswell/server";

export type Webhook = Answer["WebhooksAnswer"]["webhooks"][number];
type Event = Webhook["events"][number];

/** What an address can be told of, in words. */
export const eventWords: Record<Event, string> = {
  "run.finished": "an analysis has ended",
  "candidacy.moved": "a candidacy has moved",
  "source.failed": "a source has failed",
  "space.proposed": "a space was found",
};

/** What became of the last message; it was taken where `isGood`. */
export function sayLast({ last }: Pick<Webhook, "last">): { isGood: boolean | null; says: string } {
  if (last === null) return { isGood: null, says: "Nothing has been sent there yet." };
  const tries = last.attempts === 1 ? "at the first attempt" : `after ${last.attempts} attempts`;
  if (last.deliveredAt !== null) return { isGood: true, says: `${last.type} was taken ${tries}` };
  return { isGood: false, says: `${last.type} was not taken ${tries}: ${last.error ?? `status ${last.status}`}` };
}
