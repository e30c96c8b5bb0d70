import { parseFeedDate } from "./feed-dates.ts";
import { headerOf, type ParsedMail } from "./mail-parse.ts";

// Mail is younger than this; clocks that lost their battery are not.
const firstMail = Date.UTC(1971, 0, 1);
const lastYear = 9999;

/** A message can wait for its moderator, not arrive before it is sent: beyond these its sender's clock was wrong. */
const longestWaitMs = 366 * 86_400_000;
const earliestArrivalMs = 2 * 86_400_000;

/**
 * When a message was sent: its Date in any shape; else, or where every Received proves it impossible, the newest
 * Received, else when its news server took it in, else what the mbox line before it says. Null where none of them names
 * a possible instant.
 * @param envelope the "From " line of an mbox, or null
 */
export function mailDate(mail: ParsedMail, envelope: string | null): string | null {
  const received = mail.headers
    .filter(({ key }) => key === "received")
    .map(({ value }) => value.slice(value.lastIndexOf(";") + 1));
  const stated = readMailDate(headerOf(mail, "date"));
  return (
    (stated !== null && isPossible(stated, received) ? stated : null) ??
    received
      .flatMap((value) => readMailDate(value) ?? [])
      .sort()
      .at(-1) ??
    readMailDate(headerOf(mail, "injection-date")) ??
    readMailDate(headerOf(mail, "nntp-posting-date")) ??
    readMailDate(headerOf(mail, "resent-date")) ??
    readMailDate(
      envelope?.replace(/^From\s+.*?(?=\b(mon|tue|wed|thu|fri|sat|sun)\b,? +\w|\d{4}-\d\d-\d\d)/i, "") ?? null,
    )
  );
}

/** Every server writes above the one before it, so the first line and the last are the newest and the oldest. */
function isPossible(stated: string, received: string[]): boolean {
  const [newest, oldest] = [readMailDate(received[0] ?? null), readMailDate(received.at(-1) ?? null)];
  if (oldest === null || newest === null) return true;
  const sentAt = Date.parse(stated);
  return sentAt <= Date.parse(newest) + earliestArrivalMs && sentAt >= Date.parse(oldest) - longestWaitMs;
}

function readMailDate(text: string | null): string | null {
  const date = parseFeedDate(zoneAfterYear(plainTime(text)));
  if (date === null || date.getTime() < firstMail || date.getUTCFullYear() > lastYear) return null;
  return date.toISOString();
}

/** Times with one digit where two belong, and zones by the names that Windows gives them. */
function plainTime(text: string | null): string | null {
  return (
    text
      ?.replace(/\b\d{1,2}:\d{1,2}:\d{1,2}\b/, (time) =>
        time
          .split(":")
          .map((part) => part.padStart(2, "0"))
          .join(":"),
      )
      .replace(/\b([PMCE])\w+ ([SD])\w+ Time\b/, "$1$2T") ?? null
  );
}

/** "Mon Jan 5 16:05:00 EST 2004" and its like without seconds or with a two-digit year, as RFC 5322 has it. */
function zoneAfterYear(text: string | null): string | null {
  const match =
    /^\s*(?:\w{3},?\s+)?([A-Z][a-z]{2,8})\s+(\d{1,2})\s+(\d{1,2}:\d{2}(?::\d{2})?)\s+(?:([A-Z]{1,5}|[+-]\d{4})\s+)?(\d{4}|\d{2})(?!\d|:)\s*([+-]\d{4}|[A-Z]{2,5})?/.exec(
      text ?? "",
    );
  if (!match) return text;
  const [, month, day, time, before, year, after] = match;
  return `${day} ${month} ${year} ${time} ${before ?? after ?? ""}`;
}
