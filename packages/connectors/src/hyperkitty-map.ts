import { createHash } from "node:crypto";
import { excerpt, type Signal, type Skip, type Space, signal } from "@groundswell/model";
import { z } from "zod";
import { plainText } from "./html.ts";
import { isoInstant } from "./instant.ts";
import { mailAccount, unmaskAddresses } from "./mail-author.ts";
import { htmlAddresses } from "./mail-html.ts";
import { listSpace } from "./mail-list.ts";
import { normalId } from "./mail-message.ts";
import { isReply, ownWords, plainSubject } from "./mail-text.ts";
import { addressesInText, outboundLinks } from "./outbound-links.ts";
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

/** The list that an answer of the API is about; `url` is its page in the archive. */
export type HyperkittyReading = { list: string; name?: string | undefined; url: string };

/** Which thread an answer is: the hash that the archive knows it by, and its id where that is known. */
export type HyperkittyThread = { hash: string | null; id: string | null };

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The page of a message: HyperKitty names it by the SHA-1 of its Message-ID in base 32, as Mailman does. */
export function messageUrl(listUrl: string, statedId: string): string {
  const bytes = createHash("sha1").update(statedId.trim().replace(/^<|>$/g, "")).digest();
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const hash = (bits.match(/.{5}/g) ?? []).map((five) => base32[Number.parseInt(five, 2)]).join("");
  return `${listUrl}message/${hash}/`;
}

/** The hash in the address of a message or a thread, or null. */
export function hashInUrl(url: string | null): string | null {
  return /\/(?:message|email|thread)\/([A-Z2-7]{32})\/?$/.exec(url ?? "")?.[1] ?? null;
}

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
export function mapHyperkittyThread(
  page: unknown,
  reading: HyperkittyReading,
  thread: HyperkittyThread = { hash: null, id: null },
): { signals: Signal[]; skipped: Skip[] } {
  const read = (hyperkittyItems(page)?.items ?? []).map((item, index): Email | Skip => {
    const parsed = shape.safeParse(item);
    if (parsed.success && (parsed.data.message_id || hashOf(parsed.data))) return parsed.data;
    const field = parsed.success ? "message_id" : (parsed.error.issues[0]?.path[0] ?? "message");
    return malformed(`${String(field)} is missing or invalid`, `message ${index + 1}`, JSON.stringify(item) ?? "");
  });
  const emails = read.filter((one): one is Email => !isSkip(one));
  const ids = new Map(emails.map((email) => [hashOf(email), idOf(email)]));
  const opening =
    emails.find((email) => thread.hash !== null && hashOf(email) === thread.hash) ??
    emails.find((email) => parentHash(email) === null) ??
    emails[0];
  const threadId = thread.id ?? (opening ? idOf(opening) : null);
  const mapped = emails.map((email) => mapEmail(email, threadId, ids, reading));
  return { signals: mapped.filter((one): one is Signal => !isSkip(one)), skipped: [...read, ...mapped].filter(isSkip) };
}

function mapEmail(
  email: Email,
  threadId: string | null,
  ids: Map<string | null, string>,
  { list, name, url }: HyperkittyReading,
): Signal | Skip {
  const occurredAt = isoInstant(email.date);
  if (occurredAt === null) return malformed("date is missing or invalid", idOf(email), JSON.stringify(email));
  const space = listSpace(list, { name, url });
  const id = idOf(email);
  const parent = parentHash(email);
  const hash = hashOf(email);
  const { likes, dislikes } = email.votes ?? {};
  const content = email.content ?? "";
  const isHtml = /^\s*<(!doctype|html|div|p)\b/i.test(content);
  const words = isHtml ? plainText(content) : ownWords(content);
  const shown = hash === null ? null : `${url}message/${hash}/`;
  return signal({
    connector: "hyperkitty",
    id,
    // As the export tells them apart, in which an answer whose parent is not archived still names it.
    kind: parent === null && id === threadId && !isReply(email.subject ?? "") ? "question" : "message",
    occurredAt,
    space,
    account: authorOf(email, space),
    threadId,
    parentId: parent === null ? null : (ids.get(parent) ?? null),
    title: excerpt(plainSubject(email.subject ?? "", [list.split("@")[0] ?? "", space.name])),
    excerpt: excerpt(words),
    // The server's own address of it begins with whatever name it has inside.
    url: shown,
    links: outboundLinks(isHtml ? htmlAddresses(content) : addressesInText(words), [shown]),
    metrics: { ...(likes == null ? {} : { likes }), ...(dislikes == null ? {} : { dislikes }) },
  });
}

/** Who wrote it, by the same reading as of the export: its headers are these. */
function authorOf(email: Email, space: Space) {
  const sender = typeof email.sender === "string" ? { address: email.sender } : email.sender;
  const name = Buffer.from(email.sender_name?.trim() ?? "").toString("base64");
  const address = sender?.address?.trim() ?? "";
  if (address === "") return null;
  const from = name === "" ? address : `=?utf-8?B?${name}?= <${unmaskAddresses(address)}>`;
  const headers = [
    { key: "from", value: from },
    { key: "subject", value: email.subject ?? "" },
  ];
  return mailAccount({ headers, text: "" }, space.platform, [space.id]);
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
