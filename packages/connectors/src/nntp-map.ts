import { type Mapped, type Signal, type Skip, type Space, signal } from "@groundswell/model";
import { z } from "zod";
import { mailDate } from "./mail-date.ts";
import { type MailReading, mapParsedMail, messageIds } from "./mail-message.ts";
import { headerOf, type ParsedMail, parseMail } from "./mail-parse.ts";
import { joinThreads, rememberThreads, Threads } from "./mail-threads.ts";
import { byRule, isSkip, malformed } from "./skip.ts";

/** Where articles were read. */
export type NntpReading = {
  host: string;
  /** The group that was being read. */
  group: string;
  /** All groups that the source reads. */
  watched: string[];
};

/** What one pull remembers of the articles it has seen, so that a cancel finds what it cancels, and a reply its thread. */
export type NntpMemory = {
  threads: Map<string, string>;
  articles: Map<string, Signal>;
  /** When an article was cancelled, by its id. */
  cancelled: Map<string, string>;
};

/** What a kept transcript must tell its mapper beside its bytes: its group, and what it needs of the articles before it. */
export const nntpContext = z.object({
  group: z.string(),
  threads: z.record(z.string(), z.string()).default({}),
  articles: z.record(z.string(), z.custom<Signal>()).default({}),
  cancelled: z.record(z.string(), z.string()).default({}),
});
export type NntpContext = z.output<typeof nntpContext>;

const remembered = 20_000;

/** A memory of nothing, or of what a kept transcript needs. */
export function nntpMemory(known: Partial<Omit<NntpContext, "group">> = {}): NntpMemory {
  return {
    threads: new Map(Object.entries(known.threads ?? {})),
    articles: new Map(Object.entries(known.articles ?? {})),
    cancelled: new Map(Object.entries(known.cancelled ?? {})),
  };
}

/** Adds what a page says to what a pull remembers. */
export function rememberArticles(memory: NntpMemory, { signals }: Mapped): void {
  rememberThreads(memory.threads, signals);
  for (const one of signals) {
    if (one.deletedAt !== null) keep(memory.cancelled, one.id, one.deletedAt);
    // A tombstone of an article that was never seen says nothing of it.
    if (one.account !== null || one.deletedAt === null) keep(memory.articles, one.id, one);
  }
}

/**
 * Maps the answers to ARTICLE as a server sent them, one after the other: status lines, dot-stuffed texts, end dots.
 * A cancelled or superseded article is given once more with its `deletedAt`; one that was never seen is so under both
 * kinds that it can have had. Pure.
 * @param memory of the articles before; what was needed of it comes back as `context`
 */
export async function mapNntpArticles(
  bytes: Uint8Array,
  reading: NntpReading,
  memory: NntpMemory,
): Promise<{ mapped: Mapped; context: NntpContext }> {
  const threads = new Threads(memory.threads);
  const context: NntpContext = { group: reading.group, threads: threads.used, articles: {}, cancelled: {} };
  const found = new Map<string, Signal>();
  const cancelledHere = new Map<string, string>();
  const skipped: Skip[] = [];
  const mailReading: MailReading = {
    connector: "nntp",
    spaceOf: (mail) => groupOf(mail, reading),
    addresses: [],
    threads,
  };
  const put = (one: Signal) => found.set(`${one.kind}:${one.id}`, one);
  const articleOf = (id: string): Signal | undefined => {
    const here = found.get(`question:${id}`) ?? found.get(`message:${id}`);
    const before = here ? undefined : memory.articles.get(id);
    if (before) context.articles[id] = before;
    return here ?? before;
  };
  const cancelledAt = (id: string): string | null => {
    const before = memory.cancelled.get(id);
    if (before !== undefined) context.cancelled[id] = before;
    return cancelledHere.get(id) ?? before ?? null;
  };
  /** Gives an article with its `deletedAt`. */
  const bury = (id: string, deletedAt: string, mail: ParsedMail): void => {
    cancelledHere.set(id, deletedAt);
    const known = articleOf(id);
    // Transcripts that were kept before links were read have articles without any.
    if (known) put({ ...known, links: [], deletedAt });
    else
      for (const kind of ["question", "message"] as const)
        put(signal({ connector: "nntp", id, kind, occurredAt: deletedAt, deletedAt, space: groupOf(mail, reading) }));
  };

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
      else for (const id of ids) bury(id, at, mail);
      continue;
    }
    const mapped = mapParsedMail(mail, article.bytes, mailReading, { position, envelope: null });
    if (isSkip(mapped)) {
      skipped.push(mapped);
      continue;
    }
    for (const id of messageIds(headerOf(mail, "supersedes"))) bury(id, mapped.occurredAt, mail);
    put({ ...mapped, deletedAt: cancelledAt(mapped.id) });
  }
  const signals = joinThreads([...found.values()]);
  return { mapped: { signals, accounts: [], endorsements: [], spaces: [], skipped }, context };
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
