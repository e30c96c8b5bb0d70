import { type FeedAuthor, known } from "./feed-authors.ts";
import { parseFeedDate } from "./feed-dates.ts";
import type { FeedDocument, FeedEntry } from "./feed-entry.ts";
import { guessedText, htmlText } from "./feed-text.ts";
import { resolveUrl } from "./web-address.ts";

type Fields = Record<string, unknown>;

/**
 * Reads JSON Feed 1.0 and 1.1. Control characters and trailing commas, which hand-written feeds have, are mended first.
 * @returns null where the text is no JSON Feed
 */
export function readJsonFeed(json: string, url: string): FeedDocument | null {
  const feed = parseTolerantly(json);
  if (!isFields(feed) || !Array.isArray(feed.items)) return null;
  const items: unknown[] = feed.items;
  const link = resolveUrl(text(feed.home_page_url), url);
  return {
    format: "json",
    reader: "json",
    title: guessed(feed.title),
    link,
    language: text(feed.language),
    authors: authors(feed, url),
    entries: items.map((item) => readItem(isFields(item) ? item : {}, url)),
    sources: () => items.map((item) => JSON.stringify(item)),
  };
}

function readItem(item: Fields, url: string): FeedEntry {
  const published = parseFeedDate(text(item.date_published));
  const updated = parseFeedDate(text(item.date_modified));
  return {
    id: text(item.id),
    link: resolveUrl(text(item.url), url) ?? resolveUrl(text(item.external_url), url),
    title: guessed(item.title),
    body: body(item),
    published,
    updated,
    dated: text(item.date_published) !== null || text(item.date_modified) !== null,
    authors: authors(item, url),
    tags: list(item.tags).flatMap((tag) => guessed(tag) ?? []),
    language: text(item.language),
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

/** 1.1 has `authors`; 1.0 had one `author`. Both may be a bare name in the wild. */
function authors(of: Fields, url: string): FeedAuthor[] {
  return [...list(of.authors), ...(list(of.authors).length > 0 ? [] : [of.author])].flatMap((author) => {
    if (typeof author === "string") return known({ name: guessed(author), url: null, email: null }) ?? [];
    if (!isFields(author)) return [];
    return (
      known({ name: guessed(author.name), url: resolveUrl(text(author.url), url), email: text(author.email) }) ?? []
    );
  });
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
