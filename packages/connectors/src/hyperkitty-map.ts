import { excerpt, type Signal, type Skip, signal } from "@groundswell/model";
import { z } from "zod";
import { plainText } from "./html.ts";
import { isoInstant } from "./instant.ts";
import { mailboxAccount, mailboxes } from "./mail-author.ts";
import { listSpace } from "./mail-list.ts";
import { normalId } from "./mail-message.ts";
import { ownWords, plainSubject } from "./mail-text.ts";
import { isSkip, malformed } from "./skip.ts";

const text = z.string().nullish();

const shape = z.object({
  message_id: text,
  message_id_hash: text,
  url: text,
  sender: z.union([z.object({ address: text, mailman_id: text }), z.string()]).nullish(),
  sender_name: text,
  subject: text,
  date: z.string(),
  parent: z.union([z.string(), z.object({ url: text })]).nullish(),
  votes: z.object({ likes: z.coerce.number().nullish(), dislikes: z.coerce.number().nullish() }).nullish(),
  content: text,
});
type Email = z.infer<typeof shape>;

/** The list that an answer of the API is about. */
export type HyperkittyReading = { list: string; name?: string | undefined; url?: string | undefined };

/** The items of a page: newer versions wrap them, older ones send the bare array. Null where it is neither. */
export function hyperkittyItems(page: unknown): { items: unknown[]; more: boolean | null } | null {
  if (Array.isArray(page)) return { items: page, more: null };
  const wrapped = z.object({ results: z.array(z.unknown()), next: z.unknown() }).safeParse(page);
  return wrapped.success ? { items: wrapped.data.results, more: wrapped.data.next != null } : null;
}

/**
 * Maps the messages of one thread as HyperKitty's REST API gives them. Ids are Message-IDs, as in its export. Pure.
 * @param page parsed JSON: a page object, a bare array, or the items themselves
 */
export function mapHyperkittyThread(page: unknown, reading: HyperkittyReading): { signals: Signal[]; skipped: Skip[] } {
  const read = (hyperkittyItems(page)?.items ?? []).map((item, index): Email | Skip => {
    const parsed = shape.safeParse(item);
    if (parsed.success && (parsed.data.message_id || hashOf(parsed.data))) return parsed.data;
    const field = parsed.success ? "message_id" : (parsed.error.issues[0]?.path[0] ?? "message");
    return malformed(`${String(field)} is missing or invalid`, `message ${index + 1}`, JSON.stringify(item) ?? "");
  });
  const emails = read.filter((one): one is Email => !isSkip(one));
  const ids = new Map(emails.map((email) => [hashOf(email), idOf(email)]));
  const first = emails.find((email) => parentHash(email) === null) ?? emails[0];
  const mapped = emails.map((email) => mapEmail(email, first ? idOf(first) : null, ids, reading));
  return { signals: mapped.filter((one): one is Signal => !isSkip(one)), skipped: [...read, ...mapped].filter(isSkip) };
}

function mapEmail(
  email: Email,
  threadId: string | null,
  ids: Map<string | null, string>,
  { list, ...naming }: HyperkittyReading,
): Signal | Skip {
  const occurredAt = isoInstant(email.date);
  if (occurredAt === null) return malformed("date is missing or invalid", idOf(email), JSON.stringify(email));
  const space = listSpace(list, naming);
  const id = idOf(email);
  const parent = parentHash(email);
  const { likes, dislikes } = email.votes ?? {};
  const content = email.content ?? "";
  const words = /^\s*<(!doctype|html|div|p)\b/i.test(content) ? plainText(content) : ownWords(content);
  return signal({
    connector: "hyperkitty",
    id,
    kind: parent === null && id === threadId ? "question" : "message",
    occurredAt,
    space,
    account: authorOf(email, space.platform),
    threadId,
    parentId: parent === null ? null : (ids.get(parent) ?? null),
    title: excerpt(plainSubject(email.subject ?? "", [list.split("@")[0] ?? "", space.name])),
    excerpt: excerpt(words),
    url: email.url?.replace("/api/", "/").replace("/email/", "/message/") ?? null,
    metrics: { ...(likes == null ? {} : { likes }), ...(dislikes == null ? {} : { dislikes }) },
  });
}

function authorOf(email: Email, platform: string) {
  const sender = typeof email.sender === "string" ? { address: email.sender, mailman_id: null } : email.sender;
  const name = email.sender_name?.trim() || null;
  const found = mailboxes(sender?.address ?? null)[0];
  return mailboxAccount({ name: name ?? found?.name ?? null, address: found?.address ?? null }, platform);
}

function idOf(email: Email): string {
  return normalId(email.message_id ?? "") || (hashOf(email) ?? "");
}

function hashOf(email: Email): string | null {
  return email.message_id_hash ?? lastSegment(email.url);
}

function parentHash(email: Email): string | null {
  return lastSegment(typeof email.parent === "string" ? email.parent : email.parent?.url);
}

function lastSegment(url: string | null | undefined): string | null {
  return url?.split("/").filter(Boolean).at(-1) ?? null;
}
