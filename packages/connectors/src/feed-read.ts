import { discoverFeeds } from "./feed-discovery.ts";
import type { FeedElement } from "./feed-element.ts";
import { authorsOf, type FeedDocument, type FeedEntry, readEntry, titleOf } from "./feed-entry.ts";
import { readJsonFeed } from "./feed-json.ts";
import { readXmlFeed } from "./feed-xml.ts";
import { publicUrl } from "./public-url.ts";
import { resolveUrl } from "./web-address.ts";

/**
 * Reads a feed of any format, or null where the text is none.
 * @param url what its relative links are relative to, at the last
 */
export async function readFeed(text: string, url: string): Promise<FeedDocument | null> {
  const json = /^[\ufeff\s]*[{[]/.test(text) ? readJsonFeed(text, url) : null;
  return json ?? (await readXml(text, url));
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

async function readXml(text: string, url: string): Promise<FeedDocument | null> {
  const read = await readXmlFeed(text);
  if (read === null) return null;
  const { feed, entries, base, language, reader, sources } = read;
  const bases = [feed.attribute("xml:base"), base, url];
  const links = [...feed.all("link"), ...feed.all("atom:link")];
  const page = links.find((link) => (link.attribute("rel") ?? "alternate") === "alternate");
  const link = resolveUrl(page?.attribute("href") ?? page?.text, ...bases);
  // Atom says what relative links are relative to; RSS does not, and its authors mean their site.
  const within = page?.attribute("href") ? bases : [...bases.slice(0, 2), link, url];
  return {
    format: "xml",
    reader,
    title: titleOf(feed.all("title")[0]) ?? titleOf(feed.all("dc:title")[0]),
    link,
    language:
      feed.all("language")[0]?.text || feed.all("dc:language")[0]?.text || feed.attribute("xml:lang") || language,
    authors: authorsOf(feed, bases, [
      "author",
      "atom:author",
      "dc:creator",
      "itunes:author",
      "itunes:owner",
      "managingeditor",
    ]),
    entries: entries.map((entry) => readEntryOrNull(entry, within)),
    sources,
  };
}

/** Elements nested beyond the depth of the stack make an entry unreadable; the others are still read. */
function readEntryOrNull(entry: FeedElement, bases: (string | null)[]): FeedEntry | null {
  try {
    return readEntry(entry, bases);
  } catch {
    return null;
  }
}
