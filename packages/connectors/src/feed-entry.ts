import type { Metrics } from "@groundswell/model";
import { type FeedAuthor, known, parseAuthor } from "./feed-authors.ts";
import { parseFeedDate } from "./feed-dates.ts";
import type { FeedElement } from "./feed-element.ts";
import { guessedText, htmlText } from "./feed-text.ts";
import { resolveUrl } from "./web-address.ts";

/** What one entry of any format says, before anything is decided about it. */
export type FeedEntry = {
  /** Its id as published, or null. */
  id: string | null;
  link: string | null;
  title: string | null;
  /** Its text without markup; `full` where the feed means it to be the whole of it. */
  body: { text: string; full: boolean } | null;
  published: Date | null;
  updated: Date | null;
  /** Whether any date was written at all, readable or not. */
  dated: boolean;
  authors: FeedAuthor[];
  tags: string[];
  language: string | null;
  /** Where an aggregator took it from. */
  origin: { name: string | null; url: string | null } | null;
  inReplyTo: string | null;
  metrics: Metrics;
};

/** What a feed says about itself, with its entries; one that cannot be read at all is null. */
export type FeedDocument = {
  format: "xml" | "json";
  reader: "strict" | "repaired" | "lenient" | "json";
  title: string | null;
  link: string | null;
  language: string | null;
  authors: FeedAuthor[];
  entries: (FeedEntry | null)[];
  /** The entries' source texts, in order, for a person to read. */
  sources(): string[];
};

const publishedWords =
  "pubdate published atom:published issued dcterms:issued created dcterms:created dc:date prism:publicationdate date".split(
    " ",
  );
const updatedWords = "updated atom:updated modified dcterms:modified".split(" ");
const bodyWords = "content:encoded content atom:content xhtml:body body xhtml:div description".split(" ");
const summaryWords = "summary atom:summary media:description itunes:summary dc:description".split(" ");

/**
 * Reads one RSS item or Atom entry.
 * @param bases what its relative links are relative to, innermost first
 */
export function readEntry(element: FeedElement, bases: (string | null)[]): FeedEntry {
  const base = [element.attribute("xml:base"), ...bases];
  const first = (words: string[]) => words.flatMap((word) => element.all(word)).find((found) => found.text !== "");
  const group = element.all("media:group")[0];
  const source = element.all("source")[0] ?? element.all("atom:source")[0];
  const own = authorsOf(element, base, ["author", "atom:author", "dc:creator", "itunes:author"]);
  const guid = first(["guid", "id", "atom:id", "dc:identifier"])?.text ?? element.attribute("rdf:about");
  const permalink = element.all("guid")[0]?.attribute("ispermalink")?.toLowerCase() !== "false";
  const dates = (words: string[]) =>
    words.flatMap((word) => element.all(word)).map((found) => parseFeedDate(found.text));
  const firstDate = (words: string[]) => dates(words).find((date) => date !== null) ?? null;
  return {
    id: guid || null,
    link: entryLink(element, base) ?? (permalink && /^https?:/i.test(guid ?? "") ? resolveUrl(guid, ...base) : null),
    title: titleOf(first(["title", "dc:title", "media:title"])) ?? titleOf(group?.all("media:title")[0]),
    body: bodyOf(element, group),
    published: firstDate(publishedWords),
    updated: firstDate(updatedWords),
    dated: dates([...publishedWords, ...updatedWords]).length > 0,
    authors: own.length > 0 || source === undefined ? own : authorsOf(source, base, ["author", "atom:author"]),
    tags: tagsOf(element),
    language: first(["dc:language", "language"])?.text ?? element.attribute("xml:lang"),
    origin: source === undefined ? null : originOf(source, base),
    inReplyTo: element.all("thr:in-reply-to")[0]?.attribute("ref") ?? null,
    metrics: metricsOf(element, group),
  };
}

/** The authors that an element names under the given words, each once; an element inside `source` or `owner` is asked for directly. */
export function authorsOf(element: FeedElement, base: (string | null)[], words: string[]): FeedAuthor[] {
  for (const word of words) {
    const authors = element.all(word).flatMap((found) => authorOf(found, base) ?? []);
    const unique = authors.filter(
      (author, index) => authors.findIndex((other) => other.name === author.name && other.url === author.url) === index,
    );
    if (unique.length > 0) return unique;
  }
  return [];
}

/** The title of an element as plain text, or null. */
export function titleOf(element: FeedElement | undefined): string | null {
  if (element === undefined || element.text === "") return null;
  const text = isHtml(element) ? htmlText(decoded(element)) : guessedText(decoded(element));
  return text === "" ? null : text;
}

function isHtml(element: FeedElement): boolean {
  return /html/i.test(element.attribute("type") ?? "");
}

function authorOf(element: FeedElement, base: (string | null)[]): FeedAuthor | null {
  const part = (...words: string[]) =>
    words.flatMap((word) => element.all(word)).find((found) => found.text !== "")?.text ?? null;
  const name = part("name", "atom:name", "itunes:name", "foaf:name");
  const page = resolveUrl(part("uri", "atom:uri", "url", "homepage"), ...base);
  const email = part("email", "atom:email", "itunes:email");
  if (name === null && page === null && email === null) return parseAuthor(element.text);
  const written = name === null ? null : parseAuthor(name);
  return known({ name: written?.name ?? null, url: page, email: email ?? written?.email ?? null });
}

/** Atom: the alternate page, HTML first; RSS: the link's text; else what was enclosed. */
function entryLink(element: FeedElement, base: (string | null)[]): string | null {
  const original = resolveUrl(element.all("feedburner:origlink")[0]?.text, ...base);
  if (original !== null) return original;
  const links = [...element.all("link"), ...element.all("atom:link")];
  const rel = (link: FeedElement) => (link.attribute("rel") ?? "alternate").toLowerCase().replace(/^.*relation\//, "");
  const page = (link: FeedElement) => {
    const inner = link.attribute("xml:base");
    return resolveUrl(link.attribute("href") ?? link.text, inner, ...base);
  };
  const alternates = links.filter((link) => rel(link) === "alternate");
  const html = alternates.filter((link) => /html/i.test(link.attribute("type") ?? "html"));
  const candidates = [...html, ...alternates, ...links.filter((link) => rel(link) === "self")];
  for (const link of candidates) {
    const url = page(link);
    if (url !== null) return url;
  }
  const enclosed =
    element.all("enclosure")[0]?.attribute("url") ?? links.find((l) => rel(l) === "enclosure")?.attribute("href");
  return resolveUrl(element.attribute("rdf:about"), ...base) ?? resolveUrl(enclosed, ...base);
}

function bodyOf(element: FeedElement, group: FeedElement | undefined): FeedEntry["body"] {
  for (const [words, summary] of [
    [bodyWords, false],
    [summaryWords, true],
  ] as const)
    for (const word of words) {
      // Atom allows a picture or a sound, in base 64, as content.
      const found = element.all(word).find((one) => one.text !== "" && isText(one));
      if (found === undefined) continue;
      const plain = found.attribute("type") === "text" || found.attribute("type") === "text/plain";
      const text = plain ? guessedText(decoded(found)) : htmlText(decoded(found));
      if (text !== "") return { text, full: !summary && word !== "description" };
    }
  const described = group?.all("media:description")[0]?.text ?? "";
  return described === "" ? null : { text: guessedText(described), full: false };
}

function isText(element: FeedElement): boolean {
  const type = element.attribute("type") ?? "text";
  return /^(text|html|xhtml)$|^text\/|xml|html/i.test(type);
}

/** Atom 0.3 let any text be in base 64. */
function decoded(element: FeedElement): string {
  const encoded = element.attribute("mode")?.toLowerCase() === "base64";
  return encoded ? Buffer.from(element.text, "base64").toString() : element.text;
}

function tagsOf(element: FeedElement): string[] {
  const subjects = element.all("dc:subject").flatMap((found) => found.text.split(/[,;]/).map(guessedText));
  const categories = [...element.all("category"), ...element.all("atom:category")].map((found) => {
    const term = found.attribute("term");
    // A term may be an address in a scheme; its label is what people call it.
    const named = term && !/^https?:/i.test(term) ? term : found.attribute("label") || term;
    return guessedText(named || found.text);
  });
  const keywords = [...element.all("itunes:keywords"), ...element.all("media:keywords")].flatMap((found) =>
    found.text.split(",").map(guessedText),
  );
  return [...new Set([...categories, ...subjects, ...keywords])].filter((tag) => tag !== "" && tag.length <= 200);
}

function originOf(source: FeedElement, base: (string | null)[]): FeedEntry["origin"] {
  const links = [...source.all("link"), ...source.all("atom:link")];
  const alternate = links.find((link) => (link.attribute("rel") ?? "alternate") === "alternate") ?? links[0];
  const url = resolveUrl(source.attribute("url") ?? alternate?.attribute("href") ?? alternate?.text, ...base);
  const title = titleOf(source.all("title")[0]) ?? (source.text.startsWith("<") ? null : titleOf(source));
  return url === null && title === null ? null : { name: title, url };
}

function metricsOf(element: FeedElement, group: FeedElement | undefined): Metrics {
  const count = (text: string | null | undefined) => (/^\d{1,15}$/.test(text ?? "") ? Number(text) : null);
  const community = group?.all("media:community")[0] ?? element.all("media:community")[0];
  const known = {
    replies: count(element.all("slash:comments")[0]?.text) ?? count(element.all("thr:total")[0]?.text),
    views: count(community?.all("media:statistics")[0]?.attribute("views")),
    likes: count(community?.all("media:starrating")[0]?.attribute("count")),
    duration: minutes(element.all("itunes:duration")[0]?.text),
  };
  return Object.fromEntries(Object.entries(known).filter((pair): pair is [string, number] => pair[1] !== null));
}

/** Minutes from `HH:MM:SS`, `MM:SS` or seconds, to two decimals. */
function minutes(text: string | undefined): number | null {
  if (!/^\d{1,6}(:\d{1,2}){0,2}$/.test(text ?? "")) return null;
  const seconds = (text ?? "").split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round((seconds / 60) * 100) / 100;
}
