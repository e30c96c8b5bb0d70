import { gunzipSync } from "node:zlib";
import { type Mapped, type RawPage, RefusedError, type Signal, type Skip, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { type ListNaming, listReading } from "./mail-list.ts";
import type { MailReading } from "./mail-message.ts";
import { joinThreads } from "./mail-threads.ts";
import { mapMessages } from "./mbox-map.ts";
import { byRule, isSkip } from "./skip.ts";

/** One stretch of an archive: `key` sorts by time, `from` and `to` are days, the second one exclusive. */
export type Period = { key: string; from: string; to: string };

/** Where reading an archive by periods has come to. */
export const archiveCursor = z.object({
  /** A hash of what was asked for. */
  asked: z.string(),
  /** The newest period that was read. */
  through: z.string().nullable(),
  /** Periods that could still grow when they were read, with what their last reading remembers. */
  open: z.record(z.string(), z.unknown()),
});

const longestArchive = 512 * 1024 * 1024;

/** The months from the one with `from` to the one with `to`, oldest first. */
export function months(from: Date, to: Date): Period[] {
  const found: Period[] = [];
  const day = (year: number, month: number) => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
  for (
    let year = from.getUTCFullYear(), month = from.getUTCMonth();
    day(year, month) <= to.toISOString().slice(0, 10);
    month++
  )
    found.push({ key: day(year, month).slice(0, 7), from: day(year, month), to: day(year, month + 1) });
  return found;
}

/** Whether a period may still get messages: it is this month's or the last one's, since mail comes late. */
export function isOpen(period: Period, now: Date): boolean {
  const lastMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 10);
  return period.to > lastMonth;
}

/** Whether a period is to be read: it never was, it could grow when it was, or it still can. */
export function isDue(period: Period, cursor: z.infer<typeof archiveCursor>, now: Date): boolean {
  return cursor.through === null || period.key > cursor.through || period.key in cursor.open || isOpen(period, now);
}

/** The cursor once a period is read; `remembered` is kept only while the period can grow. */
export function periodRead<Cursor extends z.infer<typeof archiveCursor>>(
  cursor: Cursor,
  period: Period,
  remembered: unknown,
  now: Date,
): Cursor {
  const open = { ...cursor.open };
  delete open[period.key];
  if (isOpen(period, now)) open[period.key] = remembered;
  const through = cursor.through !== null && cursor.through > period.key ? cursor.through : period.key;
  return { ...cursor, through, open };
}

/**
 * Undoes gzip, which some servers apply twice and others not at all where a name ends in .gz.
 * @throws UnavailableError where the data breaks off; RefusedError where it unfolds to more than 512 MB
 */
export function unpacked(bytes: Uint8Array, from: string): Uint8Array {
  let body = bytes;
  try {
    for (let layers = 0; layers < 2 && body[0] === 0x1f && body[1] === 0x8b; layers++)
      body = gunzipSync(body, { maxOutputLength: longestArchive });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw new RefusedError(`${from} unfolds to more than 512 MB: fetch it by hand and import it as mbox.`, { cause });
    throw new UnavailableError(`${from} breaks off in the middle of its gzip data. Try again later.`, { cause });
  }
  return body;
}

/** What a kept archive must tell its mapper beside its bytes. */
export const archiveContext = z.object({
  /** The archive's period, for positions. */
  label: z.string().default(""),
  /** The instant that history was wanted from. */
  since: z.string().nullable().default(null),
  /** Threads of messages in earlier periods that this one's replies name. */
  threads: z.record(z.string(), z.string()).default({}),
});
export type ArchiveContext = z.infer<typeof archiveContext>;

/** How an archive's messages are read; `label` names it in positions. */
export type ArchiveReading = { connector: string; naming: ListNaming } & Pick<MailReading, "urlOf"> &
  Pick<ArchiveContext, "label" | "since">;

/**
 * What an archive's bytes, packed or not, hold.
 * @param earlier threads of messages in earlier periods; those that were needed come back as `threads`
 * @throws what `unpacked` throws
 */
export async function mapArchive(
  page: Pick<RawPage, "body" | "request">,
  { connector, naming, urlOf, label, since }: ArchiveReading,
  earlier: ReadonlyMap<string, string>,
): Promise<{ mapped: Mapped; threads: Record<string, string> }> {
  const reading = { ...listReading(connector, naming, null, earlier), ...(urlOf && { urlOf }) };
  const signals: Signal[] = [];
  const skipped: Skip[] = [];
  for await (const found of mapMessages([unpacked(page.body, page.request)], reading))
    if (isSkip(found)) skipped.push({ ...found, position: `${label} ${found.position}` });
    else signals.push(found);
  const wanted: Signal[] = [];
  for (const one of joinThreads(signals))
    if (one.occurredAt >= (since ?? "")) wanted.push(one);
    else skipped.push(byRule("older than the history wanted", `${label} ${one.id}`));
  return {
    mapped: { signals: wanted, accounts: [], endorsements: [], spaces: [], skipped },
    threads: reading.threads.used,
  };
}
