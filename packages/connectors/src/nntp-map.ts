import { type Signal, type Skip, type Space, signal } from "@groundswell/model";
import { mailDate } from "./mail-date.ts";
import { type MailReading, mapParsedMail, messageIds } from "./mail-message.ts";
import { headerOf, type ParsedMail, parseMail } from "./mail-parse.ts";
import { Threads } from "./mail-threads.ts";
import { byRule, isSkip, malformed } from "./skip.ts";

/** Where articles were read, and what is remembered of those before them. */
export type NntpReading = {
  host: string;
  /** The group that was being read. */
  group: string;
  /** All groups that the source reads. */
  watched: string[];
  memory: NntpMemory;
};

/** What one pull remembers of the articles it has seen, so that a cancel finds what it cancels. */
export type NntpMemory = { threads: Threads; articles: Map<string, Signal>; cancelled: Map<string, string> };

const remembered = 20_000;

/** An empty memory. */
export function nntpMemory(): NntpMemory {
  return { threads: new Threads(), articles: new Map(), cancelled: new Map() };
}

/**
 * Maps the answers to ARTICLE as a server sent them, one after the other: status lines, dot-stuffed texts, end dots.
 * A cancelled or superseded article is given once more with its `deletedAt`; one that was never seen is so under both kinds that
 * it can have had. Pure but for `reading.memory`.
 */
export async function mapNntpArticles(
  bytes: Uint8Array,
  reading: NntpReading,
): Promise<{ signals: Signal[]; skipped: Skip[] }> {
  const signals = new Map<string, Signal>();
  const skipped: Skip[] = [];
  const mailReading: MailReading = {
    connector: "nntp",
    spaceOf: (mail) => groupOf(mail, reading),
    addresses: [],
    threads: reading.memory.threads,
  };
  const put = (one: Signal) => signals.set(`${one.kind}:${one.id}`, one);

  for (const article of readArticles(bytes)) {
    if (article.bytes === null) {
      skipped.push(byRule("article that the server no longer has", article.position));
      continue;
    }
    const mail = await parseMail(article.bytes);
    const position = `${reading.group} ${article.position}`;
    const control = controlOf(mail);
    const at = mailDate(mail, null);
    if (control !== null) {
      const ids = /^cancel\b/i.test(control) ? messageIds(control) : [];
      if (ids.length === 0) skipped.push(byRule("control message", position));
      else if (at === null)
        skipped.push(malformed("cancel without a date", position, Buffer.from(article.bytes).toString("latin1")));
      else for (const id of ids) for (const gone of tombstones(id, at, mail, reading)) put(gone);
      continue;
    }
    const mapped = mapParsedMail(mail, article.bytes, mailReading, { position, envelope: null });
    if (isSkip(mapped)) {
      skipped.push(mapped);
      continue;
    }
    for (const id of messageIds(headerOf(mail, "supersedes")))
      for (const gone of tombstones(id, mapped.occurredAt, mail, reading)) put(gone);
    const found = { ...mapped, deletedAt: reading.memory.cancelled.get(mapped.id) ?? null };
    keep(reading.memory.articles, found.id, found);
    put(found);
  }
  return { signals: [...signals.values()], skipped };
}

/** Articles of a transcript; `bytes` is null where the server had none. */
function* readArticles(transcript: Uint8Array): Generator<{ position: string; bytes: Uint8Array | null }> {
  const all = Buffer.from(transcript.buffer, transcript.byteOffset, transcript.byteLength);
  for (let at = 0; at < all.length; ) {
    const lineEnd = all.indexOf("\n", at);
    const stop = lineEnd < 0 ? all.length : lineEnd;
    const status = all.toString("latin1", at, stop).trim();
    const position = `article ${/^\d{3}\s+(\S+)/.exec(status)?.[1] ?? "?"}`;
    at = stop + 1;
    if (!status.startsWith("220")) {
      if (status !== "") yield { position, bytes: null };
      continue;
    }
    const end = endOfBlock(all, at);
    yield { position, bytes: unstuffed(all.subarray(at, end.text)) };
    at = end.next;
  }
}

function endOfBlock(all: Buffer, from: number): { text: number; next: number } {
  if (all.toString("latin1", from, from + 3) === ".\r\n") return { text: from, next: from + 3 };
  const end = all.indexOf("\r\n.\r\n", from);
  return end < 0 ? { text: all.length, next: all.length } : { text: end + 2, next: end + 5 };
}

function unstuffed(block: Buffer): Uint8Array {
  if (!block.includes("\n..") && block[0] !== 0x2e) return block;
  return Buffer.from(block.toString("latin1").replace(/^\.\./gm, "."), "latin1");
}

/** What a control message orders, in its header or in the ways from before it. */
function controlOf(mail: ParsedMail): string | null {
  const subject = /^cmsg\s+(.*)$/i.exec(headerOf(mail, "subject") ?? "")?.[1];
  return headerOf(mail, "control") ?? headerOf(mail, "also-control") ?? subject ?? null;
}

/** The cancelled article with its `deletedAt`. */
function tombstones(id: string, at: string, mail: ParsedMail, reading: NntpReading): Signal[] {
  const { articles, cancelled } = reading.memory;
  keep(cancelled, id, at);
  const known = articles.get(id);
  if (known) return [{ ...known, deletedAt: at }];
  const bare = { connector: "nntp", id, occurredAt: at, deletedAt: at, space: groupOf(mail, reading) };
  return [signal({ ...bare, kind: "question" }), signal({ ...bare, kind: "message" })];
}

/** The first of an article's groups that is watched: a cross-post is one article, and counts in one space. */
function groupOf(mail: ParsedMail, { host, group, watched }: NntpReading): Space {
  const groups = (headerOf(mail, "newsgroups") ?? "").split(",").map((name) => name.trim());
  const id = groups.find((name) => watched.includes(name)) ?? group;
  return { platform: host, id, kind: "newsgroup", name: id, url: `news://${host}/${id}` };
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.set(key, value);
  const oldest = map.size > remembered ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
}
