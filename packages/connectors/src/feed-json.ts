import { type FeedAuthor, known } from "./feed-authors.ts";
import { parseFeedDate } from "./feed-dates.ts";
import type { FeedDocument, FeedEnclosure, FeedEntry } from "./feed-document.ts";
import { type Bases, resolveLink } from "./feed-links.ts";
import { guessedText, htmlText } from "./feed-text.ts";
import { addressesInHtml, guessedAddresses } from "./outbound-links.ts";

type Fields = Record<string, unknown>;

/**
 * Reads JSON Feed 1.0 and 1.1. Control characters and trailing commas, which hand-written feeds have, are mended first.
 * @returns null where the text is no JSON Feed
 */
export function readJsonFeed(json: string, bases: Bases): FeedDocument | null {
  const feed = parseTolerantly(json);
  if (!isFields(feed) || !Array.isArray(feed.items)) return null;
  const items: unknown[] = feed.items;
  return {
    format: "json",
    reader: "json",
    id: text(feed.feed_url),
    title: guessed(feed.title),
    subtitle: guessed(feed.description),
    link: resolveLink(text(feed.home_page_url), bases),
    language: text(feed.language),
    updated: null,
    published: null,
    authors: authors(feed, bases),
    contributors: [],
    publisher: null,
    tags: [],
    rights: null,
    generator: null,
    image: resolveLink(text(feed.icon) ?? text(feed.favicon), bases),
    entries: items.map((item) => readItem(isFields(item) ? item : {}, bases)),
    sources: () => items.map((item) => JSON.stringify(item)),
  };
}

function readItem(item: Fields, bases: Bases): FeedEntry {
  const published = parseFeedDate(text(item.date_published));
  const updated = parseFeedDate(text(item.date_modified));
  return {
    id: text(item.id),
    link: resolveLink(text(item.url), bases) ?? resolveLink(text(item.external_url), bases),
    title: guessed(item.title),
    body: body(item),
    addresses: addresses(item),
    summary: guessed(item.summary),
    published,
    updated,
    dated: text(item.date_published) !== null || text(item.date_modified) !== null,
    authors: authors(item, bases),
    contributors: [],
    tags: list(item.tags).flatMap((tag) => guessed(tag) ?? []),
    language: text(item.language),
    rights: null,
    enclosures: list(item.attachments).flatMap((one) => (isFields(one) ? (attachment(one, bases) ?? []) : [])),
    comments: null,
    origin: null,
    inReplyTo: null,
    metrics: {},
  };
}

function body(item: Fields): FeedEntry["body"] {
  const html = text(item.content_html);
  const plain = text(item.content_text);
  const summary = text(item.summary);
  const whole = html !== null ? htmlText(html) : plain?.replace(/\s+/g, " ");
  if (whole) return { text: whole, full: true };
  return summary === null ? null : { text: guessedText(summary), full: false };
}

/** A link blog's entries have a page of their own and name the one that they are about. */
function addresses(item: Fields): string[] {
  const html = text(item.content_html);
  const written =
    html !== null ? addressesInHtml(html) : guessedAddresses(text(item.content_text) ?? text(item.summary) ?? "");
  const about = text(item.external_url);
  return about === null ? written : [about, ...written];
}

/** 1.1 has `authors`; 1.0 had one `author`. Both may be a bare name in the wild. */
function authors(of: Fields, bases: Bases): FeedAuthor[] {
  return [...list(of.authors), ...(list(of.authors).length > 0 ? [] : [of.author])].flatMap((author) => {
    if (typeof author === "string") return known({ name: guessed(author), url: null, email: null }) ?? [];
    if (!isFields(author)) return [];
    return (
      known({ name: guessed(author.name), url: resolveLink(text(author.url), bases), email: text(author.email) }) ?? []
    );
  });
}

function attachment(one: Fields, bases: Bases): FeedEnclosure | null {
  const url = resolveLink(text(one.url), bases);
  const bytes = typeof one.size_in_bytes === "number" ? one.size_in_bytes : null;
  return url === null ? null : { url, type: text(one.mime_type), bytes };
}

function parseTolerantly(json: string): unknown {
  const whole = json.replace(/^\ufeff/, "");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows none of them in a string
  const mended = () => whole.replace(/[\u0000-\u001f]+/g, " ").replace(/,(?=\s*[\]}])/g, "");
  for (const candidate of [() => whole, mended]) {
    try {
      return JSON.parse(candidate());
    } catch {
      // The next candidate, if there is one, is a mended one.
    }
  }
  return null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text, or a number that stands where text belongs: ids are often numbers. */
function text(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

function guessed(value: unknown): string | null {
  const found = text(value);
  return found === null ? null : guessedText(found) || null;
}
