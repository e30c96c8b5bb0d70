import { createHash } from "node:crypto";
import { excerpt, type Signal, type Skip, type Space, signal } from "@groundswell/model";
import { decodeWords } from "postal-mime";
import { cleanCharacters } from "./charset.ts";
import { languageTag } from "./feed-text.ts";
import { mailAccount } from "./mail-author.ts";
import { mailDate } from "./mail-date.ts";
import { headerOf, type ParsedMail, parseMail } from "./mail-parse.ts";
import { isReply, ownWords, plainSubject } from "./mail-text.ts";
import type { Threads } from "./mail-threads.ts";
import { addressesInText, outboundLinks } from "./outbound-links.ts";
import { byRule, malformed } from "./skip.ts";

/** How messages of one archive are read. */
export type MailReading = {
  connector: string;
  /** The space a message belongs to, by its headers. */
  spaceOf: (mail: ParsedMail) => Space;
  /** Addresses of the list itself, lower-case: what it sends under them, somebody else wrote. */
  addresses: string[];
  /** What the messages before this one said of threads; one for each file or month. */
  threads: Threads;
  /** Where the archive shows a message, by its Message-ID as it stands there; else what the message itself says. */
  urlOf?: (statedId: string) => string;
};

/**
 * Maps one message. A message that begins a thread is a question, every other one a message.
 * @param bytes the message from its first header on, with any line ends
 * @param at where it is, for a person who looks for it, and the mbox line before it if there is one
 */
export async function mapMailMessage(
  bytes: Uint8Array,
  reading: MailReading,
  at: { position: string; envelope: string | null },
): Promise<Signal | Skip> {
  return mapParsedMail(await parseMail(bytes), bytes, reading, at);
}

/** The same for a message that is parsed already; `bytes` is what a malformed one is kept as. */
export function mapParsedMail(
  mail: ParsedMail,
  bytes: Uint8Array,
  reading: MailReading,
  at: { position: string; envelope: string | null },
): Signal | Skip {
  const source = () => Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 2_000)).toString("latin1");
  if (!mail.headers.some(({ key }) => /^(from|date|subject|message-id|received|newsgroups)$/.test(key)))
    return malformed("message without headers", at.position, source());
  if (headerOf(mail, "x-imap") !== null || headerOf(mail, "x-imapbase") !== null)
    return byRule("mail folder's own data", at.position);
  const occurredAt = mailDate(mail, at.envelope);
  if (occurredAt === null) return malformed("no date that can be read", at.position, source());
  return mailSignal(mail, occurredAt, reading);
}

function mailSignal(mail: ParsedMail, occurredAt: string, reading: MailReading): Signal {
  const space = reading.spaceOf(mail);
  const subject = cleanCharacters(decodeWords(headerOf(mail, "subject") ?? ""));
  const title = plainSubject(subject, [space.id.split("@")[0] ?? "", space.name]);
  const id = messageId(mail);
  const references = messageIds(headerOf(mail, "references"));
  const inReplyTo = answeredId(headerOf(mail, "in-reply-to"));
  const replies = references.length > 0 || inReplyTo !== null;
  const first = references[0] ?? inReplyTo;
  const threadId =
    first === null || first === id
      ? reading.threads.bySubject(isReply(subject) ? title : null, id)
      : reading.threads.of(first);
  reading.threads.add({ id, threadId, title: replies ? null : title });
  const parentId = references.at(-1) ?? inReplyTo;
  const words = ownWords(mail.text);
  const url = archivedAt(mail, reading);
  return signal({
    connector: reading.connector,
    id,
    kind: replies || isReply(subject) ? "message" : "question",
    occurredAt,
    space,
    account: mailAccount(mail, space.platform, reading.addresses),
    threadId,
    parentId: parentId === id ? null : parentId,
    title: excerpt(title),
    excerpt: excerpt(words),
    url,
    language: languageTag(headerOf(mail, "content-language")?.split(",")[0]),
    links: outboundLinks(mail.addresses ?? addressesInText(words), [url]),
  });
}

function archivedAt(mail: ParsedMail, { urlOf }: MailReading): string | null {
  const stated = headerOf(mail, "message-id");
  if (urlOf !== undefined && stated !== null) return urlOf(stated);
  return /<?(https?:\/\/[^\s<>]+)/.exec(headerOf(mail, "archived-at") ?? "")?.[1] ?? null;
}

/** The Message-ID as it is compared: without brackets, its domain in lower case. A message without one is known by what it says. */
export function messageId(mail: ParsedMail): string {
  const stated = headerOf(mail, "message-id");
  const own = messageIds(stated)[0] ?? normalId(stated ?? "");
  if (own !== "") return own;
  const known = ["from", "date", "subject"].map((name) => headerOf(mail, name) ?? "");
  return createHash("sha256")
    .update([...known, mail.text.slice(0, 1_000)].join("\n"))
    .digest("hex");
}

/** The ids in a header, in their order. */
export function messageIds(value: string | null): string[] {
  const found = [...(value ?? "").matchAll(/<([^<>]+)>/g)]
    .map(([, id]) => normalId(id ?? ""))
    .filter((id) => id !== "");
  if (found.length > 0 || value === null) return [...new Set(found)];
  return value
    .split(/[\s,]+/)
    .filter((word) => /^[^\s@"]+@[^\s@"]+$/.test(word))
    .map(normalId);
}

/** In-Reply-To was free text once: "Your message of <date> <id>", with the author's address at times. */
function answeredId(value: string | null): string | null {
  if (value === null) return null;
  const bare = /^[^\s<>"]+@[^\s<>"]+$/.test(value.trim()) ? normalId(value) : null;
  return [...value.matchAll(/<([^<>]+@[^<>]*)>/g)].map(([, id]) => normalId(id ?? ""))[0] ?? bare;
}

/** An id without white space and brackets, its domain in lower case. */
export function normalId(text: string): string {
  const id = text.replace(/[\s<>]+/g, "");
  const at = id.lastIndexOf("@");
  return at < 0 ? id : id.slice(0, at) + id.slice(at).toLowerCase();
}
