import { discoverFeeds } from "./feed-discovery.ts";
import type { FeedDocument, FeedEntry } from "./feed-document.ts";
import type { FeedElement } from "./feed-element.ts";
import { readEntry } from "./feed-entry.ts";
import { readHead } from "./feed-head.ts";
import { readJsonFeed } from "./feed-json.ts";
import { type Bases, baseOf, webBase } from "./feed-links.ts";
import { readXmlFeed } from "./feed-xml.ts";
import { publicUrl } from "./public-url.ts";

/**
 * Reads a feed of any format, or null where the text is none.
 * @param bases what its relative links are relative to, at the last: its Content-Location where HTTP gave one, its URL
 */
export function readFeed(text: string, ...bases: Bases): FeedDocument | null {
  const json = /^[\ufeff\s]*[{[]/.test(text) ? readJsonFeed(text, bases) : null;
  return json ?? readXml(text, bases);
}

/**
 * Why a text is no feed, and what to do about it; where it is a web page, with the feeds that it announces.
 * @param linkHeader the HTTP Link header that it came with
 */
export function notAFeed(text: string, url: string, linkHeader?: string): string {
  const shown = publicUrl(url);
  if (text.trim() === "") return `${shown} answered with nothing: check the address of the feed in a browser.`;
  const announced = discoverFeeds(text, url, linkHeader).map((feed) => publicUrl(feed.url));
  const advice =
    announced.length > 0
      ? `give one of the feeds that it names: ${announced.slice(0, 3).join(", ")}`
      : "give the address of its RSS, Atom or JSON feed";
  return `${shown} is ${/<html|<!doctype html/i.test(text) ? "a web page" : "a document"}, not a feed: ${advice}.`;
}

function readXml(text: string, outer: Bases): FeedDocument | null {
  const read = readXmlFeed(text);
  if (read === null) return null;
  const { feed, entries, base, language, reader, sources } = read;
  const own = baseOf(feed) ?? feed.attribute("base");
  // An Atom feed is its document's root, whose base counts once.
  const inner = [own, base === own ? null : webBase(base)];
  const head = readHead(feed, [...inner, ...outer]);
  // Atom says what relative links are relative to; RSS does not, and its authors mean their site.
  const site = feed.all("link").some((link) => link.attribute("href")) ? null : head.link;
  return {
    ...head,
    language: head.language ?? language,
    format: "xml",
    reader,
    entries: entries.map((entry) => readEntryOrNull(entry, [...inner, site, ...outer])),
    sources,
  };
}

/** Elements nested beyond the depth of the stack make an entry unreadable; the others are still read. */
function readEntryOrNull(entry: FeedElement, bases: Bases): FeedEntry | null {
  try {
    return readEntry(entry, bases);
  } catch {
    return null;
  }
}
