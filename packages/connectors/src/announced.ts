import { dayMs, type Json, type Signal } from "@groundswell/model";
import { z } from "zod";

/** The store sets aside what is dated further ahead than this, until it is held. */
const graceMs = dayMs;

const remembered = z.object({ announced: z.iso.datetime() });

/**
 * The instant of the first signal that is only announced; null where all have been held. It belongs in the cursor of a page that
 * is fetched only when it changes: an agenda that never changes again has nothing new to say, until what it announced is held.
 */
export function firstAnnounced(signals: Signal[], now: Date): string | null {
  const latest = now.getTime() + graceMs;
  const ahead = signals.map(({ occurredAt }) => occurredAt).filter((at) => Date.parse(at) > latest);
  return ahead.sort()[0] ?? null;
}

/** What `firstAnnounced` said when the cursor was saved. */
export function readAnnounced(cursor: unknown): string | null {
  return remembered.safeParse(cursor as Json).data?.announced ?? null;
}

/** Whether what was announced can be kept by now, so that its page has to be read again although it may not have changed. */
export function isHeld(announced: string | null, now: Date): boolean {
  return announced !== null && Date.parse(announced) <= now.getTime() + graceMs;
}
