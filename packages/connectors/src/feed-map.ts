import { createHash } from "node:crypto";
import {
  type Account,
  excerpt,
  excerptLength,
  RefusedError,
  type Signal,
  type Skip,
  type Space,
  signal,
} from "@groundswell/model";
import { decodeText } from "./charset.ts";
import { type Credits, creditsOf } from "./feed-credits.ts";
import type { FeedDocument, FeedEntry } from "./feed-document.ts";
import { type Completions, completionKey } from "./feed-full-text.ts";
import { withoutCounting } from "./feed-links.ts";
import { notAFeed, readFeed } from "./feed-read.ts";
import { countWords, isCutShort, languageTag } from "./feed-text.ts";
import { outboundLinks } from "./outbound-links.ts";
import { publicUrl } from "./public-url.ts";
import { byRule, isSkip, malformed } from "./skip.ts";
import { isPublicSite, siteId } from "./web-address.ts";

/** How a feed is to be read: where it is from, what its source says about it, and the headers that its bytes came with. */
export type FeedReading = {
  url: string;
  name?: string | undefined;
  language?: string | undefined;
  kind?: "post" | "video" | "episode" | undefined;
  author?: string | undefined;
  headers?: Record<string, string>;
  /** What entries' own pages added to them. */
  completed?: Completions;
  /** When the bytes came, which dates entries that have no date; this moment where it is unset. */
  fetchedAt?: string;
  /** What is known of entries without a date; where it is unset, each was first seen with these bytes. */
  undated?: Undated;
  /** Ids of the entries that the reading before this one found: an address keeps the spelling that it had. */
  ids?: readonly string[];
};

/**
 * When entries without a date were first seen, by their ids. Null is for those that were there at the first reading:
 * nobody knows how old they are, and so they are skipped. `first` says that this is that reading.
 */
export type Undated = { first: boolean; seen: Record<string, string | null> };

/** What a feed said. Every entry is a signal or a skip. `reader` says how broken it was. */
export type MappedFeed = {
  space: Space;
  signals: Signal[];
  /** Co-authors: a signal has one account, and they wrote too. */
  accounts: Account[];
  skipped: Skip[];
  /** Those that the feed gives only the beginning of, as the feed gives them. */
  partial: Signal[];
  /** The ids of entries without a date, and when each was first seen. */
  undated: Undated["seen"];
  /** All that it says, before anything was decided about it: of undated entries too. */
  document: FeedDocument;
  title: string | null;
  reader: FeedDocument["reader"];
  charset: string;
};

type Context = {
  reading: FeedReading;
  feed: FeedDocument;
  space: Space;
  credits: Credits;
  shared: Set<string>;
  /** The language of entries that name none. */
  inherited: string | null;
  sources: () => string[];
  fetchedAt: string;
  undated: Map<string, string | null>;
  /** The id of each address by the address without scheme and `www.`. */
  spelled: Map<string, string>;
};

type Languages = { own: string | null; inherited: string | null };

/**
 * Maps the bytes of an RSS, RDF, Atom or JSON feed. Pure, where `fetchedAt` is given.
 * @throws RefusedError where the bytes are no feed; the message names the feeds that a web page announces
 */
export async function mapFeed(bytes: Uint8Array, reading: FeedReading): Promise<MappedFeed> {
  const { text, charset } = decodeText(bytes, reading.headers?.["content-type"] ?? null);
  const read = readFeed(text, contentLocation(reading), reading.url);
  if (read === null) throw new RefusedError(notAFeed(text, reading.url, reading.headers?.link));
  const feed = { ...read, language: read.language ?? reading.headers?.["content-language"] ?? null };
  const space = spaceOf(feed, reading);
  let sources: string[] | null = null;
  const sourcesOnce = () => {
    sources ??= feed.sources();
    return sources;
  };
  const context: Context = {
    sources: sourcesOnce,
    reading,
    feed,
    space,
    credits: creditsOf(feed, reading, space),
    shared: sharedIds(feed),
    inherited: languageTag(feed.language) ?? languageTag(reading.headers?.["content-language"]),
    fetchedAt: reading.fetchedAt ?? new Date().toISOString(),
    undated: new Map(),
    spelled: new Map((reading.ids ?? []).map((id) => [bareAddress(id), id])),
  };
  const mapped = feed.entries.map((entry, index) => mapEntry(entry, index, context));
  const skipped = mapped.filter(isSkip);
  const signals = new Map<string, Signal>();
  const accounts = new Map<string, Account>();
  const partial: Signal[] = [];
  for (const one of mapped) {
    if (isSkip(one)) continue;
    if (signals.has(one.signal.id)) skipped.push(byRule("the same entry twice in one feed", one.position));
    else {
      signals.set(one.signal.id, completedBy(one.signal, reading.completed, one.languages));
      if (!one.whole && one.signal.url !== null) partial.push(one.signal);
    }
    for (const coauthor of one.coauthors) accounts.set(coauthor.id, coauthor);
  }
  return {
    space,
    signals: [...signals.values()],
    accounts: [...accounts.values()],
    skipped,
    partial,
    undated: Object.fromEntries(context.undated),
    document: feed,
    title: feed.title,
    reader: feed.reader,
    charset,
  };
}

/** Where HTTP says that the document really is (RFC 9110, section 8.7). */
function contentLocation({ headers }: FeedReading): string | null {
  return headers?.["content-location"] ?? null;
}

function spaceOf(feed: FeedDocument, { url, name }: FeedReading): Space {
  const site = feed.link !== null && isPublicSite(feed.link) ? withoutCounting(feed.link) : publicUrl(url);
  const id = siteId(site);
  return { platform: "blog", id, kind: "blog", name: name ?? feed.title ?? id, url: site };
}

/** Ids that entries with different links share: a generator that gives them all one id gives them none. */
function sharedIds(feed: FeedDocument): Set<string> {
  const links = new Map<string, string>();
  const shared = new Set<string>();
  for (const entry of feed.entries) {
    if (entry === null || entry.id === null || entry.link === null) continue;
    const other = links.get(entry.id);
    if (other === undefined) links.set(entry.id, entry.link);
    else if (other !== entry.link) shared.add(entry.id);
  }
  return shared;
}

/** What `excerpt` makes of text whose white space is folded already: it need not look at a short one, nor at the rest of a long one. */
function excerptOf(text: string | undefined | null): string | null {
  if (!text) return null;
  return text.length <= excerptLength ? text : excerpt(text.slice(0, excerptLength + 2));
}

function mapEntry(
  entry: FeedEntry | null,
  index: number,
  context: Context,
): Skip | { signal: Signal; coauthors: Account[]; position: string; whole: boolean; languages: Languages } {
  const { reading, space } = context;
  const position = `item ${index + 1}`;
  const broken = (reason: string) => malformed(reason, position, context.sources()[index] ?? "");
  if (entry === null) return broken("an entry that cannot be read");
  if (entry.title === null && entry.link === null && entry.id === null && entry.body === null)
    return broken("neither title nor link nor text");
  const dated = entry.published ?? entry.updated;
  const id = entryId(entry, dated, context);
  const occurred = dated ?? firstSeen(id, context);
  if (occurred === null) return broken(entry.dated ? "a date that cannot be read" : "no date");
  const [author, ...coauthors] = context.credits(entry);
  const changed = entry.updated !== null && entry.updated > occurred ? entry.updated.toISOString() : null;
  const words =
    entry.body === null || (!entry.body.full && (entry.body.text.length < 600 || isCutShort(entry.body.text)))
      ? null
      : countWords(entry.body.text);
  const url = entry.link === null ? null : withoutCounting(entry.link);
  const languages = {
    own: languageTag(reading.language) ?? languageTag(entry.language),
    inherited: context.inherited,
  };
  return {
    position,
    coauthors,
    whole: words !== null,
    languages,
    signal: signal({
      connector: "feed",
      id,
      kind: reading.kind ?? "post",
      occurredAt: occurred.toISOString(),
      editedAt: changed,
      space,
      account: author ?? null,
      threadId: entry.inReplyTo,
      parentId: entry.inReplyTo,
      title: excerptOf(entry.title),
      excerpt: excerptOf(entry.body?.text),
      url,
      language: languages.own ?? languages.inherited,
      tags: entry.tags,
      links: outboundLinks(entry.addresses, [url ?? space.url, entry.comments]),
      metrics: words === null ? entry.metrics : { ...entry.metrics, words },
    }),
  };
}

/** The signal with what its own page added; what the entry or the configuration says of the language is surer than its page. */
function completedBy(one: Signal, completed: Completions | undefined, languages: Languages): Signal {
  if (completed === undefined) return one;
  const key = completionKey(one);
  const added = Object.hasOwn(completed, key) ? completed[key] : undefined;
  if (added === undefined) return one;
  return {
    ...one,
    excerpt: added.excerpt ?? one.excerpt,
    url: added.url === null ? one.url : withoutCounting(added.url),
    language: languages.own ?? added.language ?? languages.inherited,
    // Where an entry is its page's beginning, its links are among the page's.
    links: outboundLinks([...added.links, ...one.links], [added.url, one.url]),
    metrics: { ...one.metrics, ...(added.words === null ? {} : { words: added.words }) },
  };
}

/** When an entry without a date was first seen; null where it was there before anybody looked. */
function firstSeen(id: string, { reading: { undated }, fetchedAt, undated: noted }: Context): Date | null {
  const known = undated !== undefined && Object.hasOwn(undated.seen, id) ? undated.seen[id] : undefined;
  const seen = known !== undefined ? known : undated?.first ? null : fetchedAt;
  noted.set(id, seen);
  return seen === null ? null : new Date(seen);
}

/** The published id; else the link; else a hash of title and date. An id that is no address of its own is one within the blog. */
function entryId(entry: FeedEntry, dated: Date | null, { space, shared, feed, spelled }: Context): string {
  const own = entry.id !== null && !shared.has(entry.id) && entry.id !== feed.link ? entry.id : null;
  const id = own ?? (entry.link === null ? null : withoutCounting(entry.link));
  // A blog that moves to https, or drops its www., says all that it has said before once more.
  if (id !== null && isWebAddress.test(id)) return spelled.get(bareAddress(id)) ?? id;
  if (id !== null) return /^([a-z][a-z\d+.-]*:\/\/|urn:|tag:|yt:)/i.test(id) ? id : `${space.id}#${id}`;
  const digest = createHash("sha256").update(`${entry.title ?? entry.body?.text ?? ""}\n${dated?.toISOString() ?? ""}`);
  return `${space.id}#${digest.digest("hex")}`;
}

const isWebAddress = /^https?:\/\//i;

function bareAddress(id: string): string {
  return id.replace(/^https?:\/\/(www\.)?/i, "");
}

/** Those ids of a feed's entries that may be spelled in another way the next time. */
export function addressIds({ signals, undated }: Pick<MappedFeed, "signals" | "undated">): string[] {
  return [...new Set([...signals.map(({ id }) => id), ...Object.keys(undated)])].filter((id) => isWebAddress.test(id));
}
