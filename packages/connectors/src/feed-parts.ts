import { type FeedAuthor, known, parseAuthor } from "./feed-authors.ts";
import { parseFeedDate } from "./feed-dates.ts";
import type { FeedEnclosure } from "./feed-document.ts";
import type { FeedElement } from "./feed-element.ts";
import { type Bases, baseOf, relationOf, resolveLink } from "./feed-links.ts";
import { guessedText, htmlText } from "./feed-text.ts";

/** The first element of any of these names that has text; an earlier name wins over an earlier place. */
export function firstOf(element: FeedElement, words: string[]): FeedElement | undefined {
  for (const word of words) for (const found of element.all(word)) if (found.text !== "") return found;
  return undefined;
}

/** The first of these that names a real instant. */
export function firstDate(element: FeedElement, words: string[]): Date | null {
  for (const word of words)
    for (const found of element.all(word)) {
      const date = parseFeedDate(found.text);
      if (date !== null) return date;
    }
  return null;
}

/** The plain text of the first of these elements that has any. */
export function textOf(element: FeedElement, words: string[]): string | null {
  for (const word of words)
    for (const found of element.all(word)) {
      const text = titleOf(found);
      if (text !== null) return text;
    }
  return null;
}

/** An element as one line of plain text, or null. */
export function titleOf(element: FeedElement | undefined): string | null {
  if (element === undefined || element.text === "") return null;
  const text = isHtml(element) ? htmlText(decoded(element)) : guessedText(decoded(element));
  return text === "" ? null : text;
}

function isHtml(element: FeedElement): boolean {
  const type = element.attribute("type");
  return type !== null && /html/i.test(type);
}

/** Atom 0.3 let any text be in base 64. */
export function decoded(element: FeedElement): string {
  const encoded = element.attribute("mode")?.toLowerCase() === "base64";
  return encoded ? Buffer.from(element.text, "base64").toString() : element.text;
}

/** The people that an element names under the first of these words that names any, each once. */
export function authorsOf(element: FeedElement, bases: Bases, words: string[]): FeedAuthor[] {
  for (const word of words) {
    const authors: FeedAuthor[] = [];
    for (const found of element.all(word)) {
      const author = authorOf(found, bases);
      const isNew = author && !authors.some((other) => other.name === author.name && other.url === author.url);
      if (isNew) authors.push(author);
    }
    if (authors.length > 0) return authors;
  }
  return [];
}

const nameWords = ["name", "atom:name", "itunes:name", "foaf:name"];
const pageWords = ["uri", "atom:uri", "url", "homepage", "href"];
const emailWords = ["email", "atom:email", "itunes:email"];

function authorOf(element: FeedElement, bases: Bases): FeedAuthor | null {
  const described = element.all("foaf:person")[0] ?? element;
  const name = firstOf(described, nameWords)?.text ?? null;
  const page = resolveLink(firstOf(described, pageWords)?.text ?? element.attribute("href"), bases, baseOf(element));
  const email = firstOf(described, emailWords)?.text ?? null;
  if (name === null && email === null) {
    const written = parseAuthor(element.text);
    return page === null ? written : known({ name: written?.name ?? null, url: page, email: written?.email ?? null });
  }
  const written = name === null ? null : parseAuthor(name);
  return known({ name: written?.name ?? null, url: page, email: email ?? written?.email ?? null });
}

const categoryWords = ["category", "atom:category", "media:category", "itunes:category"];
const keywordWords = ["itunes:keywords", "media:keywords"];

/** What a feed or an entry is filed under, each once. */
export function tagsOf(element: FeedElement): string[] {
  const tags = new Set<string>();
  const add = (text: string) => {
    const tag = guessedText(text);
    if (tag !== "" && tag.length <= 200) tags.add(tag);
  };
  for (const word of categoryWords)
    for (const found of element.all(word)) {
      add(categoryOf(found));
      for (const inner of found.all("itunes:category")) add(categoryOf(inner));
    }
  for (const found of element.all("dc:subject")) for (const subject of found.text.split(/[,;]/)) add(subject);
  for (const word of keywordWords)
    for (const found of element.all(word)) for (const keyword of found.text.split(",")) add(keyword);
  return [...tags];
}

/** A term may be an address in a scheme; its label is what people call it. */
function categoryOf(element: FeedElement): string {
  const term = element.attribute("term") ?? element.attribute("text");
  const named = term && !/^https?:/i.test(term) ? term : element.attribute("label") || term;
  return named || element.text;
}

/** What an entry brings along, by RSS, Atom or Media RSS, each address once. */
export function enclosuresOf(element: FeedElement, links: FeedElement[], bases: Bases): FeedEnclosure[] {
  const groups = [element, ...element.all("media:group")];
  const found: [FeedElement, string, string][] = [
    ...element.all("enclosure").map((one): [FeedElement, string, string] => [one, "url", "length"]),
    ...links
      .filter((link) => relationOf(link) === "enclosure")
      .map((one): [FeedElement, string, string] => [one, "href", "length"]),
    ...groups
      .flatMap((group) => group.all("media:content"))
      .map((one): [FeedElement, string, string] => [one, "url", "filesize"]),
  ];
  const enclosures = new Map<string, FeedEnclosure>();
  for (const [one, address, size] of found) {
    const url = resolveLink(one.attribute(address), bases, baseOf(one));
    const bytes = one.attribute(size) ?? "";
    if (url !== null && !enclosures.has(url))
      enclosures.set(url, {
        url,
        type: one.attribute("type") || null,
        bytes: /^\d{1,15}$/.test(bytes) ? Number(bytes) : null,
      });
  }
  return [...enclosures.values()];
}
