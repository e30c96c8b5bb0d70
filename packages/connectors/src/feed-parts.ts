import { type FeedAuthor, known, parseAuthor } from "./feed-authors.ts";
import { parseFeedDate } from "./feed-dates.ts";
import type { FeedEnclosure } from "./feed-document.ts";
import type { FeedElement } from "./feed-element.ts";
import { guessedText, htmlText } from "./feed-text.ts";
import { resolveUrl } from "./web-address.ts";

/** What relative addresses are relative to, innermost first. */
export type Bases = (string | null)[];

/** What an element says that addresses in it are relative to. */
export function baseOf(element: FeedElement): string | null {
  return webBase(element.attribute("xml:base"));
}

/** A base that an address can be relative to: an identifier that is no place on the web says nothing. */
export function webBase(base: string | null): string | null {
  return base !== null && /^(?!https?:)[a-z][a-z\d+.-]*:/i.test(base) ? null : base;
}

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
  return /html/i.test(element.attribute("type") ?? "");
}

/** Atom 0.3 let any text be in base 64. */
export function decoded(element: FeedElement): string {
  const encoded = element.attribute("mode")?.toLowerCase() === "base64";
  return encoded ? Buffer.from(element.text, "base64").toString() : element.text;
}

/** The people that an element names under the first of these words that names any, each once. */
export function authorsOf(element: FeedElement, bases: Bases, words: string[]): FeedAuthor[] {
  for (const word of words) {
    const authors = element.all(word).flatMap((found) => authorOf(found, bases) ?? []);
    const unique = authors.filter(
      (author, index) => authors.findIndex((other) => other.name === author.name && other.url === author.url) === index,
    );
    if (unique.length > 0) return unique;
  }
  return [];
}

function authorOf(element: FeedElement, bases: Bases): FeedAuthor | null {
  const described = element.all("foaf:person")[0] ?? element;
  const part = (...words: string[]) => firstOf(described, words)?.text ?? null;
  const name = part("name", "atom:name", "itunes:name", "foaf:name");
  const page = resolveUrl(
    part("uri", "atom:uri", "url", "homepage", "href") ?? element.attribute("href"),
    baseOf(element),
    ...bases,
  );
  const email = part("email", "atom:email", "itunes:email");
  if (name === null && email === null) {
    const written = parseAuthor(element.text);
    return page === null ? written : known({ name: written?.name ?? null, url: page, email: written?.email ?? null });
  }
  const written = name === null ? null : parseAuthor(name);
  return known({ name: written?.name ?? null, url: page, email: email ?? written?.email ?? null });
}

/** What a feed or an entry is filed under, each once. */
export function tagsOf(element: FeedElement): string[] {
  const subjects = element.all("dc:subject").flatMap((found) => found.text.split(/[,;]/).map(guessedText));
  const categories = ["category", "atom:category", "media:category", "itunes:category"]
    .flatMap((word) => element.all(word))
    .flatMap((found) => [found, ...found.all("itunes:category")])
    .map((found) => {
      const term = found.attribute("term") ?? found.attribute("text");
      // A term may be an address in a scheme; its label is what people call it.
      const named = term && !/^https?:/i.test(term) ? term : found.attribute("label") || term;
      return guessedText(named || found.text);
    });
  const keywords = [...element.all("itunes:keywords"), ...element.all("media:keywords")].flatMap((found) =>
    found.text.split(",").map(guessedText),
  );
  return [...new Set([...categories, ...subjects, ...keywords])].filter((tag) => tag !== "" && tag.length <= 200);
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
    const url = resolveUrl(one.attribute(address), baseOf(one), ...bases);
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

/** The links of an element, those of its own format first. */
export function linksOf(element: FeedElement): FeedElement[] {
  const own = element.all("link");
  const foreign = element.all("atom:link");
  return foreign.length === 0 ? own : [...own, ...foreign];
}

/** What a link leads to; IANA's registered relations may be written as addresses. */
export function relationOf(link: FeedElement): string {
  return (link.attribute("rel") || "alternate").toLowerCase().replace(/^.*relation\//, "");
}
