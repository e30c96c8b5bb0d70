import type { Metrics } from "@groundswell/model";
import { parseFeedDate } from "./feed-dates.ts";
import type { FeedEntry } from "./feed-document.ts";
import type { FeedElement } from "./feed-element.ts";
import {
  authorsOf,
  type Bases,
  baseOf,
  decoded,
  enclosuresOf,
  firstDate,
  firstOf,
  linksOf,
  relationOf,
  tagsOf,
  textOf,
  titleOf,
} from "./feed-parts.ts";
import { guessedText, htmlText } from "./feed-text.ts";
import { resolveUrl } from "./web-address.ts";

const publishedWords =
  "pubdate published atom:published issued dcterms:issued created dcterms:created dc:date prism:publicationdate date".split(
    " ",
  );
const updatedWords = "updated atom:updated modified dcterms:modified".split(" ");
const bodyWords = "content:encoded content atom:content xhtml:body body xhtml:div description".split(" ");
const summaryWords =
  "summary atom:summary media:description itunes:summary dc:description itunes:subtitle abstract".split(" ");

const authorWords = "author atom:author dc:creator dc:author itunes:author".split(" ");

/**
 * Reads one RSS item or Atom entry. What only few ask for is read when it is asked for.
 * @param bases what its relative links are relative to, innermost first
 */
export function readEntry(element: FeedElement, bases: Bases): FeedEntry {
  const base = [baseOf(element), ...bases];
  const group = element.all("media:group")[0];
  const source = element.all("source")[0] ?? element.all("atom:source")[0];
  const lastModified = element.attribute("lastmod");
  const guid = firstOf(element, ["guid", "id", "atom:id", "dc:identifier"])?.text ?? element.attribute("rdf:about");
  return {
    id: guid || null,
    link: entryLink(element, base) ?? permalink(element, guid, base),
    title:
      textOf(element, ["title", "dc:title", "media:title", "itunes:title"]) ?? titleOf(group?.all("media:title")[0]),
    body: bodyOf(element, group),
    get summary() {
      return (
        textOf(element, ["summary", "atom:summary", "description", ...summaryWords, "content:encoded"]) ??
        titleOf(group?.all("media:description")[0])
      );
    },
    published: firstDate(element, publishedWords),
    updated: firstDate(element, updatedWords) ?? parseFeedDate(lastModified),
    dated: lastModified !== null || [...publishedWords, ...updatedWords].some((word) => element.all(word).length > 0),
    authors: entryAuthors(element, source, group, base),
    get contributors() {
      return authorsOf(element, base, [
        "contributor",
        "atom:contributor",
        "dc:contributor",
        "podcast:person",
        "media:credit",
      ]);
    },
    tags: tagsOf(element),
    language: languageOf(element),
    get rights() {
      return textOf(element, ["rights", "atom:rights", "copyright", "dc:rights", "dcterms:rights", "media:copyright"]);
    },
    get enclosures() {
      return enclosuresOf(element, linksOf(element), base);
    },
    get comments() {
      const replies = linksOf(element).find((link) => relationOf(link) === "replies");
      const written = element.all("comments")[0];
      return (
        resolveUrl(written?.text, written ? baseOf(written) : null, ...base) ??
        resolveUrl(replies?.attribute("href"), ...base)
      );
    },
    origin: source === undefined ? null : originOf(source, base),
    inReplyTo: element.all("thr:in-reply-to")[0]?.attribute("ref") ?? null,
    metrics: metricsOf(element, group),
  };
}

/** Those an entry names, else those of the feed that it was taken from, else who is credited for what it shows. */
function entryAuthors(
  element: FeedElement,
  source: FeedElement | undefined,
  group: FeedElement | undefined,
  base: Bases,
) {
  const own = authorsOf(element, base, authorWords);
  if (own.length > 0) return own;
  const elsewhere = source === undefined ? [] : authorsOf(source, base, ["author", "atom:author"]);
  if (elsewhere.length > 0) return elsewhere;
  const credits = [element, ...(group ? [group] : [])].flatMap((one) => one.all("media:credit"));
  const authors = credits.filter((credit) => /^(author|owner|anchor person)?$/i.test(credit.attribute("role") ?? ""));
  return authors.flatMap((credit) => authorsOf({ ...credit, all: () => [credit] }, base, ["media:credit"]));
}

/** An RSS id is the entry's address unless it says that it is none. */
function permalink(element: FeedElement, guid: string | null, base: Bases): string | null {
  const said = element.all("guid")[0]?.attribute("ispermalink")?.toLowerCase();
  if (said === "false") return null;
  return said === "true" || /^https?:/i.test(guid ?? "") ? resolveUrl(guid, ...base) : null;
}

/** What the entry says of its language, or what its parts do. */
function languageOf(element: FeedElement): string | null {
  const own = firstOf(element, ["dc:language", "language"])?.text ?? element.attribute("xml:lang");
  if (own) return own;
  for (const word of ["content", "atom:content", "summary", "atom:summary", "title", "description"]) {
    const language = element.all(word)[0]?.attribute("xml:lang");
    if (language) return language;
  }
  return null;
}

/** Atom: the alternate page, HTML first; RSS: the link's text; else what was enclosed. */
function entryLink(element: FeedElement, base: Bases): string | null {
  const original = resolveUrl(element.all("feedburner:origlink")[0]?.text, ...base);
  if (original !== null) return original;
  const links = linksOf(element);
  const alternates = links.filter((link) => relationOf(link) === "alternate");
  const html = alternates.filter((link) => /html/i.test(link.attribute("type") ?? "html"));
  for (const link of [...html, ...alternates, ...links.filter((link) => relationOf(link) === "self")]) {
    const url = resolveUrl(link.attribute("href") ?? link.text, baseOf(link), ...base);
    if (url !== null) return url;
  }
  const address = element.attribute("href") ?? element.all("a")[0]?.attribute("href") ?? element.attribute("rdf:about");
  return resolveUrl(address, ...base) ?? enclosuresOf(element, links, base)[0]?.url ?? null;
}

function bodyOf(element: FeedElement, group: FeedElement | undefined): FeedEntry["body"] {
  for (const [words, summary] of [
    [bodyWords, false],
    [summaryWords, true],
  ] as const)
    for (const word of words) {
      // Atom allows a picture or a sound, in base 64, as content.
      const parts = element.all(word).flatMap((one) => [one, ...one.all(word)]);
      const found = parts.find((one) => one.text !== "" && isText(one));
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
  return /^(text|html|xhtml)$|^text\/|^(application|multipart)\/.*(xml|html|alternative)/i.test(type);
}

function originOf(source: FeedElement, base: Bases): FeedEntry["origin"] {
  const links = linksOf(source);
  const alternate = links.find((link) => relationOf(link) === "alternate") ?? links[0];
  const url = resolveUrl(source.attribute("url") ?? alternate?.attribute("href") ?? alternate?.text, ...base);
  const id = firstOf(source, ["id", "atom:id"])?.text ?? null;
  const name = textOf(source, ["title", "atom:title"]) ?? (source.text.startsWith("<") ? null : titleOf(source));
  return url === null && name === null && id === null ? null : { id, name, url };
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
