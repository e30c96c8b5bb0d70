import { expect } from "vitest";
import { mapFeed } from "../src/feed.ts";

/** What a case says of a feed: what is looked at, the document, and what is to be found there. */
export type FeedCase = [what: string, source: string | Uint8Array, found: unknown, headers?: Record<string, string>];

/** Where the feeds of the cases lie. */
export const feedUrl = "http://feeds.example/all/feed.xml";

/** Reads one feed and looks at `feed.title`, `entry.link`, `entries`… of what it says. */
export async function look(what: string, source: string | Uint8Array, headers: Record<string, string> = {}) {
  const bytes = typeof source === "string" ? Buffer.from(source) : source;
  const { document } = await mapFeed(bytes, { url: feedUrl, headers });
  const seen: unknown = { feed: document, entry: document.entries[0], entries: document.entries };
  const found = what
    .split(".")
    .reduce<unknown>((of, name) => (of as Record<string, unknown> | undefined)?.[name], seen);
  return found instanceof Date ? found.toISOString() : found;
}

/** Checks one case. */
export async function holds([what, source, found, headers]: FeedCase) {
  const seen = await look(what, source, headers);
  if (typeof found === "object" && found !== null) expect(seen).toMatchObject(found);
  else expect(seen).toBe(found);
}

const dublinCore = 'xmlns:dc="http://purl.org/dc/elements/1.1/"';

/** An Atom 1.0 feed of one entry. */
export function atom(entry: string, head = "", attributes = ""): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}>${head}<entry>${entry}</entry></feed>`;
}

/** An Atom 0.3 feed of one entry. */
export function oldAtom(entry: string, head = ""): string {
  return `<feed version="0.3" xmlns="http://purl.org/atom/ns#">${head}<entry>${entry}</entry></feed>`;
}

/** An RSS 2.0 feed of one item. */
export function rss(item: string, head = "", attributes = dublinCore): string {
  return `<rss version="2.0" ${attributes}><channel>${head}<item>${item}</item></channel></rss>`;
}

/** An RSS 1.0 feed of one item. */
export function rdf(item: string, head = "", attributes = 'rdf:about="http://lamp.example/1"'): string {
  const root = `xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" ${dublinCore} xmlns:dcterms="http://purl.org/dc/terms/" xmlns:content="http://purl.org/rss/1.0/modules/content/"`;
  return `<rdf:RDF ${root}><channel rdf:about="http://lamp.example/about">${head}</channel><item ${attributes}>${item}</item></rdf:RDF>`;
}
